/** A small table of the budget: a row per network, by the letter of its card. */

import type { ReactNode } from 'react';
import type { BudgetedCard } from '../../src/experiment/derived/budget.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import styles from './Budget.module.css';

export interface BudgetTableProps {
  readonly caption: string;
  readonly captionHelp?: string;
  /** The value behind the letter, unrounded. */
  readonly numbersOf: (card: BudgetedCard) => readonly number[];
  readonly columns: readonly { readonly key: string | number; readonly label: string }[];
  readonly cards: readonly BudgetedCard[];
  /** The cells behind the letter. */
  readonly cellsOf: (card: BudgetedCard) => ReactNode;
}

function BudgetTable({ caption, captionHelp, columns, cards, cellsOf, numbersOf }: BudgetTableProps) {
  const csvRows = () => [
    [text.app.ui.architecture, ...columns.map(({ label }) => label)],
    ...cards.map((one) => [nameOfCard(one), ...numbersOf(one)]),
  ];
  return (
    <table className={styles['table']}>
      <caption title={captionHelp}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visuallyHidden">{text.app.ui.architecture}</span>
            <SaveMenu numbers={{ title: caption, csvRows }} />
          </th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cards.map((budgeted) => (
          <tr key={budgeted.card.id}>
            <th scope="row" title={budgeted.card.name}>
              <SeriesSwatch color={budgeted.card.color} /> {budgeted.card.id}
            </th>
            {cellsOf(budgeted)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const nameOfCard = ({ card }: BudgetedCard): string => text.app.architectures.name(card.id, card.name);

const words = text.budget;
const parts = ['experts', 'gates', 'towers', 'total'] as const;

/** The parts of every network: parameters, multiply-adds, experts. */
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

/** Parameters or multiply-adds of every network, split by what they are spent on. */
function CostTable({ kind, cards }: CostTableProps) {
  return (
    <BudgetTable
      caption={words[kind]}
      captionHelp={words.partsHelp}
      columns={parts.map((part) => ({ key: part, label: words.parts[part] }))}
      cards={cards}
      numbersOf={({ costs }) => parts.map((part) => costs?.[kind][part] ?? Number.NaN)}
      cellsOf={({ costs }) =>
        costs === null ? (
          <td colSpan={parts.length}>{words.notBuilt}</td>
        ) : (
          parts.map((part) => <td key={part}>{formatCount(costs[kind][part])}</td>)
        )
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
      columns={levels.map((level) => ({ key: level, label: text.app.ui.level(level + 1) }))}
      cards={cards}
      numbersOf={({ costs }) => levels.map((level) => costs?.experts[level] ?? Number.NaN)}
      cellsOf={({ costs }) =>
        levels.map((level) => <td key={level}>{costs?.experts[level] ?? text.app.ui.noValue}</td>)
      }
    />
  );
}
