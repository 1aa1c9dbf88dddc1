/** Sizes that are so far apart that losses may differ for them. */
import type { Budget } from '../../src/experiment/derived/budget.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import { formatPercentChange } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Budget.module.css';

const words = text.app.architectures;

export function useChooseBudget(): (mode: Budget['mode']) => void {
  const edit = useEdit();
  return (mode) => edit((current) => setComparison(current, { budget: mode }));
}

export function UnevenBudget({ budget }: { readonly budget: Budget }) {
  const choose = useChooseBudget();
  if (!budget.isUneven) return null;
  const most = Math.max(...budget.cards.map(({ excess }) => Math.abs(excess ?? 0)));
  return (
    <div className={styles['uneven']}>
      <p>{words.uneven(formatPercentChange(most).replace('+', ''))}</p>
      {budget.mode === 'asConfigured' && (
        <Button onClick={() => choose('equalParameters')}>{words.makeEqual}</Button>
      )}
    </div>
  );
}
