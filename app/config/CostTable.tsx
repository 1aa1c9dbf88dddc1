/** Parameters or multiply-adds of every network, split by what they are spent on. */
import { type BudgetedCard, budgetText } from '../../src/index.ts';
import { SeriesSwatch } from '../charts/SeriesSwatch.tsx';
import { formatCount } from '../ui/format.ts';
import styles from './Budget.module.css';

const words = budgetText;
const parts = ['experts', 'gates', 'towers', 'total'] as const;

export interface CostTableProps {
  readonly kind: 'parameters' | 'multiplyAdds';
  readonly cards: readonly BudgetedCard[];
}

export function CostTable({ kind, cards }: CostTableProps) {
  return (
    <table className={styles['table']}>
      <caption title={words.partsHelp}>{words[kind]}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visuallyHidden">{words.card}</span>
          </th>
          {parts.map((part) => (
            <th key={part} scope="col">
              {words.parts[part]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cards.map(({ card, costs }) => (
          <tr key={card.id}>
            <th scope="row" title={card.name}>
              <SeriesSwatch color={card.color} /> {card.id}
            </th>
            {costs === null ? (
              <td colSpan={parts.length}>{words.notBuilt}</td>
            ) : (
              parts.map((part) => <td key={part}>{formatCount(costs[kind][part])}</td>)
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
