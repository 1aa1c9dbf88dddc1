/** How many experts every network has at each level: what the AdaTT paper makes equal. */
import type { BudgetedCard } from '../../src/experiment/plan/budget.ts';
import { text } from '../../src/text/text.ts';
import { BudgetTable } from './BudgetTable.tsx';

const words = text.budget;

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
