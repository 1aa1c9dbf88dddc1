/** How many experts every network has at each level: what the AdaTT paper makes equal. */
import { type BudgetedCard, budgetText, text } from '../../src/index.ts';
import { SeriesSwatch } from '../charts/SeriesSwatch.tsx';
import styles from './Budget.module.css';

const words = budgetText;

export function ExpertTable({ cards }: { readonly cards: readonly BudgetedCard[] }) {
  const numLevels = Math.max(0, ...cards.map(({ costs }) => costs?.experts.length ?? 0));
  const levels = Array.from({ length: numLevels }, (_, level) => level);
  return (
    <table className={styles['table']}>
      <caption>{words.expertsPerLevel}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visuallyHidden">{words.card}</span>
          </th>
          {levels.map((level) => (
            <th key={level} scope="col">
              {text.app.ui.level(level + 1)}
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
            {levels.map((level) => (
              <td key={level}>{costs?.experts[level] ?? words.noLevel}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
