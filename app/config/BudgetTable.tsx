/** A small table of the budget: a row per network, by the letter of its card. */
import type { BudgetedCard } from '../../src/experiment/derived/budget.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import styles from './Budget.module.css';

export interface BudgetTableProps {
  readonly caption: string;
  readonly captionHelp?: string;
  readonly columns: readonly string[];
  readonly cards: readonly BudgetedCard[];
  /** The values behind the letter, unrounded. */
  readonly numbersOf: (card: BudgetedCard) => readonly number[];
  readonly cellsOf: (card: BudgetedCard) => readonly string[];
}

function BudgetTable({ caption, captionHelp, columns, cards, cellsOf, numbersOf }: BudgetTableProps) {
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

const words = text.budget;
const parts = ['experts', 'gates', 'towers', 'total'] as const;

export function BudgetTables({ cards }: { readonly cards: readonly BudgetedCard[] }) {
  return (
    <>
      <CostTable kind="parameters" cards={cards} />
      <CostTable kind="multiplyAdds" cards={cards} />
      <ExpertTable cards={cards} />
    </>
  );
}

interface CostTableProps {
  readonly kind: 'parameters' | 'multiplyAdds';
  readonly cards: readonly BudgetedCard[];
}

function CostTable({ kind, cards }: CostTableProps) {
  return (
    <BudgetTable
      caption={words[kind]}
      captionHelp={words.partsHelp}
      columns={parts.map((part) => words.parts[part])}
      cards={cards}
      numbersOf={({ costs }) => parts.map((part) => costs?.[kind][part] ?? Number.NaN)}
      cellsOf={({ costs }) =>
        costs === null ? [words.notBuilt] : parts.map((part) => formatCount(costs[kind][part]))
      }
    />
  );
}

/** How many experts every network has at each level: what the AdaTT paper makes equal. */
function ExpertTable({ cards }: { readonly cards: readonly BudgetedCard[] }) {
  const numLevels = Math.max(0, ...cards.map(({ costs }) => costs?.experts.length ?? 0));
  const levels = Array.from({ length: numLevels }, (_, level) => level);
  return (
    <BudgetTable
      caption={words.expertsPerLevel}
      columns={levels.map((level) => text.app.ui.level(level + 1))}
      cards={cards}
      numbersOf={({ costs }) => levels.map((level) => costs?.experts[level] ?? Number.NaN)}
      cellsOf={({ costs }) => levels.map((level) => String(costs?.experts[level] ?? text.app.ui.noValue))}
    />
  );
}
