/** One comparison of the reference with another card: effect, conclusion, interval, how often, and by how much. */

import type { Comparison, Conclusion, TaskComparison } from '../../../src/analysis/verdict.ts';
import { text } from '../../../src/text/text.ts';
import type { IntervalTone } from '../../charts/base/IntervalBar.tsx';
import { Effect } from './Effect.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

export interface VerdictCellProps {
  readonly comparison: Comparison;
  /** The same comparison when it is that of one task; null: overall, where losses have no common unit. */
  readonly ofTask: TaskComparison | null;
  /** End of the axis of the bar. */
  readonly limit: number;
}

export function VerdictCell({ comparison, ofTask, limit }: VerdictCellProps) {
  const { gain, numBetter, conclusion, isIdentical } = comparison;
  const said = isIdentical ? text.answer.identical : text.answer.conclusion(conclusion);
  return (
    <Effect
      gain={gain}
      tone={tones[conclusion]}
      limit={limit}
      difference={ofTask?.difference.mean ?? null}
      mark={ofTask?.isNearFloor ? words.floorMark : ''}
    >
      {said}
      {Number.isFinite(gain.low) && !isIdentical && (
        <>
          {' · '}
          <span className={styles['whole']}>{words.aheadIn(numBetter, gain.n)}</span>
        </>
      )}
    </Effect>
  );
}

const tones: Readonly<Record<Conclusion, IntervalTone>> = {
  better: 'good',
  worse: 'bad',
  noClearDifference: 'neutral',
  oneReplica: 'neutral',
  tooFewReplicas: 'neutral',
  allDiverged: 'neutral',
};
