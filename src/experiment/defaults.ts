/** Default experiment of a first visit, and the defaults of tasks and cards. */
import { UserError } from '../core/errors.ts';
import { limits } from '../core/schema/limits.ts';
import { defaultValuesOf } from '../core/schema/readFields.ts';
import type { Architecture } from '../models/architecture.ts';
import { architectureOf } from '../models/architectures.ts';
import { text } from '../text/text.ts';
import { cardFieldsOf } from './cardFields.ts';
import { cardIds } from './cardIds.ts';
import { defaultComparison } from './comparison.ts';
import type { CardConfig, Experiment, TaskConfig } from './experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from './fields.ts';
import { defaultCorrelation } from './matrix.ts';
import { trainingFields } from './trainingFields.ts';

const DEFAULT_ARCHITECTURES = ['adattSp', 'ple', 'sharedBottom'];

export const defaultTask = (index: number): TaskConfig => defaultValuesOf(taskFieldsAt(index));

export const defaultTasks = (numTasks: number): readonly TaskConfig[] =>
  Array.from({ length: numTasks }, (_, index) => defaultTask(index));

const defaultCard = (id: string, architecture: Architecture): CardConfig => ({
  id,
  ...defaultValuesOf(cardFieldsOf(id, architecture)),
  architecture: architecture.id,
  options: defaultValuesOf(architecture.options),
});

const freeColor = (existing: readonly CardConfig[], preferred: number): number => {
  const isFree = (color: number) => existing.every((card) => card.color !== color);
  return isFree(preferred)
    ? preferred
    : Math.max(
        cardIds.findIndex((_, color) => isFree(color)),
        0,
      );
};

/** Throws a UserError if no letter is free or the architecture is unknown. */
export const createCard = (existing: readonly CardConfig[], architectureId: string): CardConfig => {
  const id = cardIds.find((letter) => existing.every((card) => card.id !== letter));
  if (id === undefined) throw new UserError(text.experiment.checks.noFreeCard(limits.cards));
  const architecture = architectureOf(architectureId);
  if (architecture === undefined)
    throw new UserError(text.experiment.checks.unknownArchitecture(architectureId));
  const card = defaultCard(id, architecture);
  return { ...card, color: freeColor(existing, card.color) };
};

export const cardsOf = (architectureIds: readonly string[]): readonly CardConfig[] => {
  const cards: CardConfig[] = [];
  for (const id of architectureIds) cards.push(createCard(cards, id));
  return cards;
};

export const defaultCards = (): readonly CardConfig[] => cardsOf(DEFAULT_ARCHITECTURES);

export const defaultExperiment = (): Experiment => {
  const numTasks = numTasksField.defaultValue;
  return {
    tasks: defaultTasks(numTasks),
    data: {
      ...defaultValuesOf(dataFields),
      correlation: defaultCorrelation(numTasks),
      secondCorrelation: null,
      table: null,
    },
    cards: defaultCards(),
    training: { ...defaultValuesOf(trainingFields), learningRateChanges: [] },
    comparison: defaultComparison(),
  };
};
