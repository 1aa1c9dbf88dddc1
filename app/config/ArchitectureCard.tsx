/** One architecture to compare: a line that says what it is, and the form behind it. */
import type { BudgetedCard } from '../../src/experiment/derived/budget.ts';
import { notesOfCard, problemsOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { CardConfig } from '../../src/experiment/experiment.ts';
import type { Options } from '../../src/experiment/options.ts';
import type { Architecture } from '../../src/models/architecture.ts';
import { architectureOf } from '../../src/models/architectures.ts';
import type { Field, Fields } from '../../src/schema/field.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { useExperiment } from '../state/playground.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { Disclosure } from './Disclosure.tsx';
import { settingsPart } from './MoreSettings.tsx';
import styles from './Section.module.css';

const words = text.app.architectures;

interface ArchitectureCardProps {
  readonly card: CardConfig;
  /** The card as it is trained. */
  readonly budgeted: BudgetedCard;
}

export function ArchitectureCard({ card, budgeted }: ArchitectureCardProps) {
  const experiment = useExperiment();
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) return null;
  const problems = problemsOfCard(card, experiment);
  return (
    <>
      <Disclosure
        part={`card ${card.id}`}
        series={card.color}
        mark={<SeriesSwatch color={card.color} />}
        title={words.name(card.id, card.name)}
        note={noteOf(card, architecture, budgeted)}
      >
        <Lazy part={settingsPart} name={words.name(card.id, card.name)}>
          {({ CardForm }) => <CardForm card={card} architecture={architecture} />}
        </Lazy>
      </Disclosure>
      {problems.map((problem) => (
        <p key={problem} className={styles['problem']}>
          {problem}
        </p>
      ))}
      {notesOfCard(card).map((note) => (
        <p key={note} className={styles['about']}>
          {note}
        </p>
      ))}
    </>
  );
}

/** "levels 29, 14 ✱ · 8,552 parameters": as they are trained, with the mark that the budget explains. */
function noteOf({ options }: CardConfig, architecture: Architecture, { card, costs }: BudgetedCard): string {
  if (costs === null) return words.cannotBeBuilt;
  const numParams = words.parameters(formatCount(costs.parameters.total));
  return [...optionWords(architecture.options, card.options, options), numParams].join(' · ');
}

/** The levels always, everything else where it is not at its default. */
const optionWords = (fields: Fields, values: Options, configured: Options): readonly string[] =>
  Object.entries(fields).flatMap(([key, field]: readonly [string, Field<unknown>]) => {
    const value = values[key];
    const isChanged = field.toText(value) !== field.toText(configured[key]);
    if (field.kind === 'levelDims' && isLevels(value))
      return [words.levels(value.map(layersText), isChanged)];
    const isDefault = field.toText(value) === field.toText(field.defaultValue);
    return isDefault && !isChanged
      ? []
      : [words.option(field.label.toLowerCase(), field.toText(value), isChanged)];
  });

const isLevels = (value: unknown): value is readonly (readonly number[])[] =>
  Array.isArray(value) && value.every((level) => Array.isArray(level));

const layersText = (widths: readonly number[]): string => widths.join('-');
