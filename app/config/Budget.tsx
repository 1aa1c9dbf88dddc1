/** Costs of every network beside the reference, and the switch that makes them equally large. */
import { useMemo } from 'react';
import { comparisonFields } from '../../src/experiment/comparison.ts';
import { memoryOnDevice } from '../../src/experiment/costs/memory.ts';
import { type BudgetedCard, budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { choosesNetworks, trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { optionText } from '../../src/experiment/options.ts';
import { architectureOf } from '../../src/models/architectures.ts';
import { paramCountsOf } from '../../src/models/counts.ts';
import { formatCount, formatPercentChange } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import { useExperiment, useView } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { FieldControl } from '../ui/fields/FieldControl.tsx';
import { formatMegabytes } from '../ui/format.ts';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './Budget.module.css';
import { Section } from './Section.tsx';

const words = text.budget;
const BUDGET_TABLES_FOLD = 'budget tables';

export function BudgetSection() {
  const experiment = useExperiment();
  const budget = useMemo(() => budgetOf(experiment), [experiment]);
  const edit = useEdit();
  const isOpen = useView(({ folds }) => folds[BUDGET_TABLES_FOLD] === true);
  if (budget.cards.length === 0) return null;
  const counts = budget.cards.flatMap(({ card, costs }) =>
    costs === null || costs.embeddings === 0 ? [] : [words.vectorsOf(card.id, formatCount(costs.embeddings))],
  );
  return (
    <Section title={words.title} note={text.comparison.choices.budget[budget.mode]}>
      <FieldControl
        field={comparisonFields.budget}
        value={budget.mode}
        onChange={(mode) => edit((current) => setComparison(current, { budget: mode }))}
      />
      <ul className={styles['cards']}>
        {budget.cards.map((one, index) => (
          <CardLine
            key={one.card.id}
            budgeted={one}
            configured={experiment.cards[index]}
            isReference={one.card.id === budget.referenceId}
          />
        ))}
      </ul>
      {counts.length > 0 && <p className="note">{words.vectors(counts)}</p>}
      <Fold part={BUDGET_TABLES_FOLD}>
        <summary className="muted">{words.details}</summary>
        {isOpen && (
          <>
            <BudgetTable cards={budget.cards} {...costTable('parameters')} />
            <BudgetTable cards={budget.cards} {...costTable('multiplyAdds')} />
            <BudgetTable cards={budget.cards} {...expertTable(budget.cards)} />
          </>
        )}
      </Fold>
      <RunCost />
    </Section>
  );
}

interface CardLineProps {
  readonly budgeted: BudgetedCard;
  readonly configured: CardConfig | undefined;
  readonly isReference: boolean;
}

function CardLine({ budgeted, configured, isReference }: CardLineProps) {
  const { card, costs, message } = budgeted;
  const changes = configured === undefined ? [] : budgetChangesOf(budgeted, configured);
  return (
    <li>
      <span className={styles['line']}>
        <SeriesSwatch color={card.color} /> <strong>{card.id}</strong>
        <span className={styles['count']}>
          {costs === null ? words.notBuilt : formatCount(costs.parameters.total)}
        </span>
        <span className={styles['excess']}>{isReference ? words.isReference : excessWords(budgeted)}</span>
      </span>
      {changes.map((change) => (
        <span key={change} className={styles['change']}>
          {change}
        </span>
      ))}
      {message !== null && <span className={styles['problem']}>{message}</span>}
    </li>
  );
}

// Smaller excesses would print as 0.0 %.
const minShownExcess = 0.0005;

function excessWords({ excess }: BudgetedCard): string {
  if (excess === null) return '';
  return Math.abs(excess) < minShownExcess ? words.same : words.excess(formatPercentChange(excess));
}

function budgetChangesOf({ card, changed }: BudgetedCard, configured: CardConfig): readonly string[] {
  const fields = architectureOf(card.architecture)?.options ?? {};
  return changed.flatMap((key) => {
    const field = fields[key];
    if (field === undefined) return [];
    const [now = '', before = ''] = [card, configured].map(({ options }) => optionText(field, options[key]));
    return [words.changed(field.label, now, before)];
  });
}

/** Includes the hidden baseline. */
function RunCost() {
  const experiment = useExperiment();
  const trained = useMemo(() => trainedExperimentOf(experiment), [experiment]);
  const { numReplicas } = trained.training;
  const numParams = numReplicas * paramsPerReplica(trained);
  const numNetworks = trained.cards.length;
  const numUnseen = numNetworks - experiment.cards.length;
  const memory = formatMegabytes(memoryOnDevice(trained, navigator.hardwareConcurrency));
  return (
    <p className={styles['cost']}>
      {words.cost(numNetworks, numReplicas, formatCount(numParams), memory)}
      {numUnseen > 0 && `. ${words.unseen(numUnseen, choosesNetworks(experiment))}`}
    </p>
  );
}

const paramsPerReplica = (experiment: Experiment): number =>
  experiment.cards
    .map((card) => topologyOfCard(card, experiment))
    .reduce((sum, topology) => sum + (topology === null ? 0 : paramCountsOf(topology).total), 0);

interface CardTable {
  readonly caption: string;
  readonly captionHelp?: string;
  readonly columns: readonly string[];
  readonly numbersOf: (card: BudgetedCard) => readonly number[];
  readonly cellsOf: (card: BudgetedCard) => readonly string[];
}

function BudgetTable({ cards, ...table }: CardTable & { readonly cards: readonly BudgetedCard[] }) {
  const { caption, captionHelp, columns, cellsOf, numbersOf } = table;
  const csvRows = () => [
    [text.app.ui.architecture, ...columns],
    ...cards.map((one) => [nameOfCard(one), ...numbersOf(one)]),
  ];
  const corner = (
    <>
      <span className="visuallyHidden">{text.app.ui.architecture}</span>
      <SaveMenu numbers={{ title: caption, csvRows }} />
    </>
  );
  return (
    <NumbersTable
      className={styles['table']}
      caption={<caption title={captionHelp}>{caption}</caption>}
      headings={[corner, ...columns]}
      rows={cards.map((budgeted) => [
        <span key="letter" title={budgeted.card.name}>
          <SeriesSwatch color={budgeted.card.color} /> {budgeted.card.id}
        </span>,
        ...cellsOf(budgeted),
      ])}
    />
  );
}

const nameOfCard = ({ card }: BudgetedCard): string => text.app.architectures.name(card.id, card.name);
const costParts = ['experts', 'gates', 'towers', 'total'] as const;

const costTable = (kind: 'parameters' | 'multiplyAdds'): CardTable => ({
  caption: words[kind],
  captionHelp: words.partsHelp,
  columns: costParts.map((part) => words.parts[part]),
  numbersOf: ({ costs }) => costParts.map((part) => costs?.[kind][part] ?? Number.NaN),
  cellsOf: ({ costs }) =>
    costs === null ? [words.notBuilt] : costParts.map((part) => formatCount(costs[kind][part])),
});

function expertTable(cards: readonly BudgetedCard[]): CardTable {
  const numLevels = Math.max(0, ...cards.map(({ costs }) => costs?.experts.length ?? 0));
  const levels = Array.from({ length: numLevels }, (_, level) => level);
  return {
    caption: words.expertsPerLevel,
    columns: levels.map((level) => text.app.ui.level(level + 1)),
    numbersOf: ({ costs }) => levels.map((level) => costs?.experts[level] ?? Number.NaN),
    cellsOf: ({ costs }) => levels.map((level) => String(costs?.experts[level] ?? text.app.ui.noValue)),
  };
}
