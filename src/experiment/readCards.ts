/** Reads the list of architectures to compare from anything. Part of `read.ts`. */
import type { Architecture } from '../models/architecture.ts';
import { architectureOf } from '../models/architectures.ts';
import type { Fields } from '../schema/field.ts';
import { limits } from '../schema/limits.ts';
import { shownValue } from '../schema/shownValue.ts';
import { text } from '../text/text.ts';
import { architectureField, cardFieldsOf, cardIds } from './cardFields.ts';
import { defaultCards } from './defaults.ts';
import type { CardConfig } from './experiment.ts';
import { fittedOptions, type Options } from './options.ts';
import { ownOf, type Report, readField, readSettings } from './untrusted.ts';

const words = text.experiment.read;

/** At most as many cards as there may be, each with a letter of its own. Absent: the default cards. Never throws. */
export const readCards = (given: unknown, numTasks: number, report: Report): readonly CardConfig[] => {
  if (given === undefined) return defaultCards();
  if (!Array.isArray(given)) {
    report(words.notAList(words.cards, shownValue(given)));
    return defaultCards();
  }
  if (given.length > limits.cards) report(words.tooManyCards(limits.cards, given.length));
  const listed: readonly unknown[] = given.slice(0, limits.cards);
  const ids = readIds(listed, report);
  return listed.map((card, index) => readCard(card, { id: ids[index] ?? '', numTasks, report }));
};

/** The letters as given where they can be, free ones elsewhere. */
const readIds = (cards: readonly unknown[], report: Report): readonly string[] => {
  const given = cards.map((card) => ownOf(card, 'id'));
  const isTaken = (id: unknown, index: number) =>
    cardIds.some((letter) => letter === id) && given.indexOf(id) === index;
  const free = cardIds.filter((id) => !given.includes(id));
  return given.map((id, index) => {
    if (typeof id === 'string' && isTaken(id, index)) return id;
    const used = free.shift() ?? '';
    if (id !== undefined) report(words.cardId(cardIds.join(', '), shownValue(id), used));
    return used;
  });
};

interface CardContext {
  readonly id: string;
  readonly numTasks: number;
  readonly report: Report;
}

const readCard = (given: unknown, { id, numTasks, report }: CardContext): CardConfig => {
  const reportCard: Report = (problem) => report(words.inCard(id, problem));
  const architecture = readArchitecture(ownOf(given, 'architecture'), reportCard);
  return {
    id,
    ...readSettings(cardFieldsOf(id, architecture), given, reportCard, ['id', 'architecture', 'options']),
    architecture: architecture.id,
    options: readOptions(architecture.options, ownOf(given, 'options'), numTasks, reportCard),
  };
};

const readArchitecture = (given: unknown, report: Report): Architecture => {
  const id =
    given === undefined ? architectureField.defaultValue : readField(architectureField, given, report);
  const architecture = architectureOf(id);
  if (architecture === undefined) throw new Error(`The default architecture ${id} is not registered.`);
  return architecture;
};

const readOptions = (fields: Fields, given: unknown, numTasks: number, report: Report): Options => {
  const options: Options = readSettings(fields, given, report);
  const fitted = fittedOptions(fields, options, numTasks);
  for (const [key, { label }] of Object.entries(fields)) {
    const value = options[key];
    if (Array.isArray(value) && fitted[key] !== value)
      report(words.perTaskLength(label, numTasks, value.length));
  }
  return fitted;
};
