/** How much lower the loss of the reference is than that of each rival, overall and task by task, on one axis. Knows no store. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { ownerColor } from '../base/palette.ts';
import { Figure } from '../figure/Figure.tsx';
import { ForestPlot, Whole } from '../forest/ForestPlot.tsx';
import styles from './VerdictForest.module.css';
import { type EffectMark, movedMark, type Rival, type RivalRow, verdictForestOf } from './verdictForest.ts';

const words = text.verdict.forest;

export interface VerdictForestProps {
  readonly title: string;
  /** On the page, after the title. */
  readonly beside: ReactNode;
  /** The answer in one sentence. */
  readonly sentence: string;
  /** Of the reference. */
  readonly reference: string;
  readonly rivals: readonly Rival[];
  readonly csvRows: () => readonly CsvRow[];
  readonly table: () => ReactNode;
}

export function VerdictForest(props: VerdictForestProps) {
  const { title, beside, sentence, reference, rivals, csvRows, table } = props;
  return (
    <Figure
      title={title}
      beside={beside}
      unit={words.unit(reference)}
      exportKey={rivals}
      exportLegend={() => [sentence]}
      csvRows={csvRows}
      table={table}
      again={() => <VerdictForest {...props} />}
    >
      <p className={styles['sentence']}>{sentence}</p>
      <ForestPlot<RivalRow, EffectMark>
        name={words.plotName(reference)}
        help={words.help}
        hint={words.hint}
        layoutOf={(width) => verdictForestOf(rivals, width)}
        moved={movedMark}
        said={({ effect }) => effect.said}
      >
        {(row, { at }, marked, onPoint) => <Effects row={row} at={at} marked={marked} onPoint={onPoint} />}
      </ForestPlot>
    </Figure>
  );
}

interface EffectsProps {
  readonly row: RivalRow;
  readonly at: (gain: number) => number;
  readonly marked: EffectMark | null;
  readonly onPoint: (mark: number) => void;
}

function Effects({ row: { rival, marks, dotsY }, at, marked, onPoint }: EffectsProps) {
  return (
    <>
      {rival.dots.map(
        ({ gain, isFar }, replica) =>
          Number.isFinite(gain) && (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: a replica is its number
              key={replica}
              cx={at(gain)}
              cy={dotsY}
              r={isFar ? 3 : 1.5}
              className={styles['dot']}
              data-dot={isFar ? 'far' : 'near'}
            />
          ),
      )}
      {marks.map((mark, index) => (
        <Mark
          key={mark.effect.task ?? 'overall'}
          mark={mark}
          at={at}
          isMarked={mark.effect === marked?.effect}
          onPoint={() => onPoint(index)}
        />
      ))}
    </>
  );
}

interface MarkProps {
  readonly mark: EffectMark;
  readonly at: (gain: number) => number;
  readonly isMarked: boolean;
  readonly onPoint: () => void;
}

/** A diamond for the whole, a dot in the colour of its task for each task; the interval as a line. */
function Mark({ mark: { effect, y }, at, isMarked, onPoint }: MarkProps) {
  const { task, gain, tone } = effect;
  const { mean, low, high } = gain;
  if (!Number.isFinite(mean)) return null;
  const hasInterval = Number.isFinite(low) && Number.isFinite(high);
  const [start, end] = hasInterval ? [at(low), at(high)] : [at(mean), at(mean)];
  return (
    <g>
      {task === null ? (
        <Whole gain={gain} y={y} at={at} tone={tone} isMarked={isMarked} />
      ) : (
        <g
          className={styles['task']}
          data-marked={isMarked}
          style={{ stroke: ownerColor(task), fill: ownerColor(task) }}
        >
          {hasInterval && <line x1={start} x2={end} y1={y} y2={y} />}
          <circle cx={at(mean)} cy={y} r={isMarked ? 4 : 2.75} />
        </g>
      )}
      <rect
        className={styles['hit']}
        x={start - 6}
        y={y - (task === null ? 7 : 3)}
        width={end - start + 12}
        height={task === null ? 14 : 6}
        onPointerMove={onPoint}
        onPointerDown={onPoint}
      />
    </g>
  );
}
