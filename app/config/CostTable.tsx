/** Parameters or multiply-adds of every network, split by what they are spent on. */
import type { BudgetedCard } from '../../src/experiment/plan/budget.ts';
import { text } from '../../src/text/text.ts';
import { formatCount } from '../ui/format.ts';
import { BudgetTable } from './BudgetTable.tsx';

const words = text.budget;
const parts = ['experts', 'gates', 'towers', 'total'] as const;

export interface CostTableProps {
  readonly kind: 'parameters' | 'multiplyAdds';
  readonly cards: readonly BudgetedCard[];
}

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
