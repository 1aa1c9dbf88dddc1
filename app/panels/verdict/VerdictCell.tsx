/** One comparison of the reference with another card, as a cell of the verdict's table. */
import type { Comparison, TaskComparison } from '../../../src/analysis/verdict.ts';
import { decidingOf, intervalWords, qualificationsOf } from '../../../src/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { dotsOf, Effect, toneOf } from './Effect.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

interface VerdictCellProps {
  readonly comparison: Comparison;
  /** The same comparison when it is that of one task; null: overall, where losses have no common unit. */
  readonly ofTask: TaskComparison | null;
  /** Marks by replica. */
  readonly isFar: readonly boolean[];
  readonly summary: RunSummary;
  readonly limit: number;
}

export function VerdictCell({ comparison, ofTask, isFar, summary, limit }: VerdictCellProps) {
  const { gain, numBetter, conclusion, isIdentical } = comparison;
  const said = isIdentical ? text.answer.identical : text.answer.conclusion(conclusion);
  return (
    <Effect
      gain={decidingOf(comparison).interval}
      interval={intervalWords(comparison)}
      tone={toneOf(conclusion)}
      dots={dotsOf(comparison.perReplica, isFar)}
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
      {qualificationsOf(comparison, summary.rules).map((part) => (
        <span key={part} className={styles['detail']}>
          {part}
        </span>
      ))}
      {ofTask === null && <Companion comparison={comparison} />}
    </Effect>
  );
}

/** Numbers beside the mean that single repetitions move little. */
function Companion({
  comparison: { gain, medianGain, chanceBetter, isIdentical },
}: {
  readonly comparison: Comparison;
}) {
  if (!Number.isFinite(gain.low) || isIdentical) return null;
  const { low, high } = chanceBetter;
  return (
    <>
      <span className={styles['detail']}>{text.answer.median(medianGain)}</span>
      {Number.isFinite(low) && <span className={styles['detail']}>{text.answer.chance(low, high)}</span>}
    </>
  );
}
