/** A small table of the budget: a row per network, by the letter of its card. */
import type { ReactNode } from 'react';
import type { BudgetedCard } from '../../src/experiment/plan/budget.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { formatCount } from '../ui/format.ts';
import styles from './Budget.module.css';

export interface BudgetTableProps {
  readonly caption: string;
  readonly captionHelp?: string;
  readonly columns: readonly { readonly key: string | number; readonly label: string }[];
  readonly cards: readonly BudgetedCard[];
  /** The cells behind the letter. */
  readonly cellsOf: (card: BudgetedCard) => ReactNode;
}

function BudgetTable({ caption, captionHelp, columns, cards, cellsOf }: BudgetTableProps) {
  return (
    <table className={styles['table']}>
      <caption title={captionHelp}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visuallyHidden">{text.budget.card}</span>
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

const words = text.budget;
const parts = ['experts', 'gates', 'towers', 'total'] as const;

interface CostTableProps {
  readonly kind: 'parameters' | 'multiplyAdds';
  readonly cards: readonly BudgetedCard[];
}

/** Parameters or multiply-adds of every network, split by what they are spent on. */
export function CostTable({ kind, cards }: CostTableProps) {
  return (
    <BudgetTable
      caption={words[kind]}
      captionHelp={words.partsHelp}
      columns={parts.map((part) => ({ key: part, label: words.parts[part] }))}
      cards={cards}
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
export function ExpertTable({ cards }: { readonly cards: readonly BudgetedCard[] }) {
  const numLevels = Math.max(0, ...cards.map(({ costs }) => costs?.experts.length ?? 0));
  const levels = Array.from({ length: numLevels }, (_, level) => level);
  return (
    <BudgetTable
      caption={words.expertsPerLevel}
      columns={levels.map((level) => ({ key: level, label: text.app.ui.level(level + 1) }))}
      cards={cards}
      cellsOf={({ costs }) =>
        levels.map((level) => <td key={level}>{costs?.experts[level] ?? words.noLevel}</td>)
      }
    />
  );
}
