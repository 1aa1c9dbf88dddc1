/** A small table of the budget: a row per network, by the letter of its card. */
import type { ReactNode } from 'react';
import type { BudgetedCard } from '../../src/experiment/plan/budget.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import styles from './Budget.module.css';

export interface BudgetTableProps {
  readonly caption: string;
  readonly captionHelp?: string;
  readonly columns: readonly { readonly key: string | number; readonly label: string }[];
  readonly cards: readonly BudgetedCard[];
  /** The cells behind the letter. */
  readonly cellsOf: (card: BudgetedCard) => ReactNode;
}

export function BudgetTable({ caption, captionHelp, columns, cards, cellsOf }: BudgetTableProps) {
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
