/** The architectures to compare, a card each. */
import { useMemo } from 'react';
import type { Field, Fields } from '../../src/core/schema/field.ts';
import { limits } from '../../src/core/schema/limits.ts';
import { type Budget, type BudgetedCard, budgetOf } from '../../src/experiment/derived/budget.ts';
import { notesOfCard, problemsOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { cardDifferences } from '../../src/experiment/differences.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { CardConfig } from '../../src/experiment/experiment.ts';
import type { Options } from '../../src/experiment/options.ts';
import type { Architecture } from '../../src/models/architecture.ts';
import { architectureOf } from '../../src/models/architectures.ts';
import { formatCount, formatPercentChange } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Lazy } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';
import budgetStyles from './Budget.module.css';
import { CompareAllButton } from './CompareAll.tsx';
import { Disclosure } from './Disclosure.tsx';
import { settingsPart } from './MoreSettings.tsx';
import styles from './Section.module.css';

const words = text.app.architectures;

export function ArchitecturesSection() {
  const experiment = useExperiment();
  const budget = useMemo(() => budgetOf(experiment), [experiment]);
  const { cards } = experiment;
  return (
    <section className={styles['plain']} aria-label={words.title}>
      <h2 className={styles['title']}>{words.title}</h2>
      <div className={styles['cards']}>
        {budget.cards.map((budgeted, index) => {
          const card = cards[index];
          return card && <ArchitectureCard key={card.id} card={card} budgeted={budgeted} />;
        })}
      </div>
      <div className={styles['more']}>
        <AddMenu isFull={cards.length >= limits.cards} />
        <CompareAllButton />
      </div>
      <CardDifferences />
      <UnevenBudget budget={budget} />
    </section>
  );
}

function AddMenu({ isFull }: { readonly isFull: boolean }) {
  return (
    <Popover
      icon="add"
      data-adds="card"
      disabled={isFull}
      title={words.add}
      content={
        <Lazy part={settingsPart} name={words.add}>
          {({ VariantChoices }) => <VariantChoices />}
        </Lazy>
      }
      {...(isFull ? { 'aria-description': words.full(limits.cards) } : {})}
    >
      {words.add}
    </Popover>
  );
}

const differenceWords = text.differences;

function CardDifferences() {
  const { cards } = useExperiment();
  const sentences = cards.flatMap((card, index) => {
    const first = cards.slice(0, index).find(({ architecture }) => architecture === card.architecture);
    return first === undefined ? [] : [cardDifferenceSentence(first, card)];
  });
  if (sentences.length === 0) return null;
  return (
    <div className={styles['differences']}>
      <p className="muted">{differenceWords.betweenCards}</p>
      <SentenceList of={sentences} />
    </div>
  );
}

function cardDifferenceSentence(first: CardConfig, card: CardConfig): string {
  const changes = cardDifferences(first, card).map(({ label, before, after }) =>
    differenceWords.cardChange(label, after ?? differenceWords.absent, before ?? differenceWords.absent),
  );
  return changes.length === 0
    ? differenceWords.sameCard(card.id, first.id)
    : differenceWords.cardAgainst(card.id, first.id, text.punctuation.list(changes));
}

interface ArchitectureCardProps {
  readonly card: CardConfig;
  readonly budgeted: BudgetedCard;
}

function ArchitectureCard({ card, budgeted }: ArchitectureCardProps) {
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
        note={cardNoteOf(card, architecture, budgeted)}
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

function cardNoteOf(
  { options }: CardConfig,
  architecture: Architecture,
  { card, costs }: BudgetedCard,
): string {
  if (costs === null) return words.cannotBeBuilt;
  const numParams = words.parameters(formatCount(costs.parameters.total));
  return [...optionWords(architecture.options, card.options, options), numParams].join(' · ');
}

const optionWords = (fields: Fields, values: Options, configured: Options): readonly string[] =>
  Object.entries(fields).flatMap(([key, field]: readonly [string, Field<unknown>]) => {
    const value = values[key];
    const isChanged = field.toText(value) !== field.toText(configured[key]);
    if (field.kind === 'levelDims' && isLevelWidths(value))
      return [words.levels(value.map(layersText), isChanged)];
    const isDefault = field.toText(value) === field.toText(field.defaultValue);
    return isDefault && !isChanged
      ? []
      : [words.option(field.label.toLowerCase(), field.toText(value), isChanged)];
  });

const isLevelWidths = (value: unknown): value is readonly (readonly number[])[] =>
  Array.isArray(value) && value.every((level) => Array.isArray(level));

const layersText = (widths: readonly number[]): string => widths.join('-');

function UnevenBudget({ budget }: { readonly budget: Budget }) {
  const edit = useEdit();
  if (!budget.isUneven) return null;
  const most = Math.max(...budget.cards.map(({ excess }) => Math.abs(excess ?? 0)));
  return (
    <div className={budgetStyles['uneven']}>
      <p>{words.uneven(formatPercentChange(most).replace('+', ''))}</p>
      {budget.mode === 'asConfigured' && (
        <Button onClick={() => edit((now) => setComparison(now, { budget: 'equalParameters' }))}>
          {words.makeEqual}
        </Button>
      )}
    </div>
  );
}
