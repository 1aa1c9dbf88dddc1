/** One comparison of the reference with another card: effect, conclusion, interval, how often, and by how much. */
import {
  answerText,
  type Comparison,
  type Conclusion,
  type TaskComparison,
  verdictText,
} from '../../../src/index.ts';
import { IntervalBar, type IntervalTone } from '../../charts/IntervalBar.tsx';
import styles from './verdict.module.css';

const words = verdictText;

export interface VerdictCellProps {
  readonly comparison: Comparison;
  /** The same comparison when it is that of one task; null: overall, where losses have no common unit. */
  readonly ofTask: TaskComparison | null;
  /** End of the axis of the bar. */
  readonly limit: number;
}

export function VerdictCell({ comparison, ofTask, limit }: VerdictCellProps) {
  const { gain, numBetter, conclusion, isIdentical } = comparison;
  const tone = toneOf(conclusion);
  const said = isIdentical ? answerText.identical : answerText.conclusion(conclusion);
  const isClear = conclusion === 'better' || conclusion === 'worse';
  const isSaid = isClear || conclusion === 'noClearDifference';
  return (
    <>
      {Number.isFinite(gain.mean) && (
        <span className={styles['effect']} data-tone={tone}>
          {isClear && <span aria-hidden="true">{marks[conclusion]} </span>}
          {answerText.signed(gain.mean)}
        </span>
      )}
      <span className={styles['said']}>
        {said}
        {isSaid && !isIdentical && (
          <>
            {' · '}
            <span className={styles['whole']}>{words.of(numBetter, gain.n)}</span>
          </>
        )}
      </span>
      {isSaid && <IntervalBar interval={gain} limit={limit} tone={tone} />}
      <span className={styles['detail']}>{unbroken(answerText.interval(gain.low, gain.high))}</span>
      {ofTask !== null && <span className={styles['detail']}>{differenceWords(ofTask)}</span>}
    </>
  );
}

const marks = { better: '▲', worse: '▼' } as const;

function toneOf(conclusion: Conclusion): IntervalTone {
  if (conclusion === 'better') return 'good';
  return conclusion === 'worse' ? 'bad' : 'neutral';
}

/** No line ends between a number and its sign. */
const unbroken = (interval: string): string => interval.replaceAll(' %', '\u00a0%');

/** "0.0041 lower", with the mark of a loss close to the best possible. */
function differenceWords({ difference: { mean }, isNearFloor }: TaskComparison): string {
  if (!Number.isFinite(mean)) return '';
  const mark = isNearFloor ? words.floorMark : '';
  if (mean === 0) return words.noDifference + mark;
  const amount = String(Number(Math.abs(mean).toPrecision(2)));
  return (mean > 0 ? words.lower(amount) : words.higher(amount)) + mark;
}
