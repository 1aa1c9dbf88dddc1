/**
 * Marks of a forest plot: diamonds for the overall gain, dots for tasks, draws and repetitions, lines for intervals.
 */
import { ReplicaDots } from '../base/IntervalBar.tsx';
import type { GridPlace } from '../base/useGridCursor.ts';
import styles from './Forest.module.css';
import type { ForestLayout, ForestMark, ForestRow } from './forest.ts';

const DIAMOND = { half: 7, rise: 5 } as const;
const REACH = { whole: 7, task: 3, draw: 3.5 } as const;

interface ForestMarksProps {
  readonly row: ForestRow;
  readonly index: number;
  readonly at: ForestLayout['at'];
  readonly place: GridPlace | null;
}

export function ForestMarks({ row, index, at, place }: ForestMarksProps) {
  const { dots, dotsY, marks, whole } = row;
  return (
    <>
      <ReplicaDots dots={dots} at={at} y={dotsY} />
      {marks.map(
        (mark, column) =>
          Number.isFinite(mark.gain.mean) && (
            <g key={mark.id} data-mark={`${index} ${column}`}>
              <Mark mark={mark} at={at} isMarked={place?.row === index && place.column === column} />
              <Reach mark={mark} at={at} />
            </g>
          ),
      )}
      {whole !== null && Number.isFinite(whole.gain.mean) && <Mark mark={whole} at={at} isMarked={false} />}
    </>
  );
}

interface MarkProps {
  readonly mark: ForestMark;
  readonly at: ForestLayout['at'];
}

function Mark({ mark, at, isMarked }: MarkProps & { readonly isMarked: boolean }) {
  const { shape, x, y, color, tone, beyond } = mark;
  const [start, end] = endsOf(mark, at);
  const { half, rise } = DIAMOND;
  return (
    <g
      className={styles[shape]}
      data-marked={isMarked}
      data-tone={tone}
      style={shape === 'whole' ? undefined : { fill: color, ...(shape === 'task' && { stroke: color }) }}
    >
      {start < end && <line x1={start} x2={end} y1={y} y2={y} />}
      {shape === 'whole' ? (
        <path d={`M${x - half} ${y}l${half} ${-rise}l${half} ${rise}l${-half} ${rise}z`} />
      ) : beyond === null ? (
        <circle cx={x} cy={y} r={radiusOf(shape, isMarked)} />
      ) : (
        <path d={tipOf(x + (beyond === 'high' ? 5 : -5), y, beyond)} />
      )}
    </g>
  );
}

const radiusOf = (shape: 'task' | 'draw', isMarked: boolean): number =>
  shape === 'task' ? (isMarked ? 4 : 2.75) : isMarked ? 5 : 3.25;

const tipOf = (x: number, y: number, beyond: 'low' | 'high'): string =>
  `M${x} ${y}l${beyond === 'high' ? -10 : 10} 4.5v-9z`;

function Reach({ mark, at }: MarkProps) {
  const [start, end] = endsOf(mark, at);
  const reach = REACH[mark.shape];
  const side = mark.shape === 'draw' ? reach : 6;
  return (
    <rect
      className={styles['hit']}
      x={start - side}
      y={mark.y - reach}
      width={end - start + 2 * side}
      height={2 * reach}
    />
  );
}

function endsOf({ gain: { low, high }, x }: ForestMark, at: ForestLayout['at']): readonly [number, number] {
  return Number.isFinite(low) && Number.isFinite(high) ? [at(low), at(high)] : [x, x];
}
