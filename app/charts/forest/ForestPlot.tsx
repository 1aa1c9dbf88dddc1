/** A forest plot: names and numbers of its rows, the axis, a cursor that goes from mark to mark. What a row holds is for its owner. */

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { fitted, fittedName, roughWidth } from '../base/format.ts';
import type { IntervalTone } from '../base/IntervalBar.tsx';
import { seriesColor, seriesDash } from '../base/palette.ts';
import { useWidth } from '../base/useWidth.ts';
import styles from './ForestPlot.module.css';
import { type ForestLayout, type ForestRival, type ForestRow, NAME_Y, type Place } from './forest.ts';

const words = text.charts.forest;
const INITIAL_WIDTH = 460;
const DIAMOND = { half: 7, rise: 5 } as const;
/** The piece of line before a name, and the least between a name and its numbers. */
const SWATCH = 26;
const GAP = 10;

export interface ForestPlotProps<Row, Mark> {
  /** For those who hear it. */
  readonly name: string;
  /** How to go through it with the keyboard. */
  readonly help: string;
  /** What stands below while no mark is looked at. */
  readonly hint: string;
  readonly layoutOf: (width: number) => ForestLayout<Row>;
  /** Where a key leads; null: it is none that leads anywhere. */
  readonly moved: (rows: readonly Row[], place: Place | null, key: string) => Place | null;
  readonly said: (mark: Mark, row: Row) => string;
  readonly onEnter?: (mark: Mark) => void;
  /** The marks of a row; `onPoint` says that the pointer is on one. */
  readonly children: (
    row: Row,
    layout: ForestLayout<Row>,
    marked: Mark | null,
    onPoint: (mark: number) => void,
  ) => ReactNode;
}

export function ForestPlot<Row extends ForestRow<ForestRival, Mark>, Mark>(
  props: ForestPlotProps<Row, Mark>,
) {
  const { name, help, hint, layoutOf, said, children } = props;
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const helpId = useId();
  const layout = layoutOf(width);
  const { row: markedRow, marked, setPlace, handlers } = useMarkCursor(layout.rows, props);
  return (
    <>
      <div
        ref={ref}
        className={styles['frame']}
        role="application"
        aria-label={name}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its marks are reached with the arrow keys
        tabIndex={0}
        {...handlers}
      >
        <svg width={width} height={layout.height} data-picture aria-hidden="true" className={styles['plot']}>
          <Axis layout={layout} />
          {layout.rows.map((row, index) => (
            <g key={row.rival.id} data-series={row.rival.color}>
              <Names row={row} left={layout.left} right={layout.right} />
              {children(row, layout, marked, (mark) => setPlace({ row: index, mark }))}
            </g>
          ))}
        </svg>
      </div>
      <p className={styles['said']} aria-live="polite">
        {marked === null || markedRow === null ? (
          <span className={styles['hint']}>{hint}</span>
        ) : (
          said(marked, markedRow)
        )}
      </p>
      <span id={helpId} hidden>
        {help}
      </span>
    </>
  );
}

/** The mark under the pointer or the keyboard's cursor. */
function useMarkCursor<Row extends ForestRow<ForestRival, Mark>, Mark>(
  rows: readonly Row[],
  { moved, onEnter }: Pick<ForestPlotProps<Row, Mark>, 'moved' | 'onEnter'>,
) {
  const [place, setPlace] = useState<Place | null>(null);
  const row = place === null ? null : (rows[place.row] ?? null);
  const marked = row?.marks[place?.mark ?? 0] ?? null;
  const handlers = {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = moved(rows, place, event.key);
      if (next !== null) setPlace(next);
      else if (event.key === 'Enter' && marked !== null && onEnter !== undefined) onEnter(marked);
      else return;
      event.preventDefault();
    },
    onFocus: () => setPlace((old) => old ?? { row: 0, mark: 0 }),
    onBlur: () => setPlace(null),
    onPointerLeave: () => setPlace(null),
  };
  return { row, marked, setPlace, handlers };
}

type AxisProps = { readonly layout: Omit<ForestLayout<unknown>, 'rows'> };

function Axis({ layout: { axis, left, right, bottom, height } }: AxisProps) {
  return (
    <g>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={axis.at(tick)}
            x2={axis.at(tick)}
            y1={NAME_Y + 5}
            y2={bottom}
            className={styles[tick === 0 ? 'zero' : 'grid']}
          />
          <text x={axis.at(tick)} y={bottom + 13} className={styles['tick']}>
            {words.tick(formatTick(Math.abs(100 * tick)))}
          </text>
        </g>
      ))}
      <text x={left} y={height - 4}>
        {words.worse}
      </text>
      <text x={right} y={height - 4} className={styles['end']}>
        {words.better}
      </text>
    </g>
  );
}

interface NamesProps {
  readonly row: ForestRow<ForestRival, unknown>;
  readonly left: number;
  readonly right: number;
}

/** Numbers are worth more than a long name, which the table has whole. */
function Names({ row: { rival, top }, left, right }: NamesProps) {
  const y = top + NAME_Y;
  const room = right - left - SWATCH - GAP;
  const numbers = fitted(rival.short, room - Math.min(roughWidth(rival.name), room / 3));
  return (
    <>
      <line
        x1={left}
        x2={left + 20}
        y1={y - 4}
        y2={y - 4}
        className={styles['swatch']}
        style={{ stroke: seriesColor(rival.color), strokeDasharray: seriesDash(rival.color) }}
      />
      <text x={left + SWATCH} y={y} className={styles['name']}>
        {fittedName(rival.name, room - roughWidth(numbers))}
      </text>
      <text x={right} y={y} className={styles['numbers']} data-tone={rival.tone}>
        {numbers}
      </text>
    </>
  );
}

/** An interval as a line, the mean of the whole as a diamond on it. */
export function Whole({ gain: { mean, low, high }, y, at, tone, isMarked = false }: WholeProps) {
  const x = at(mean);
  return (
    <g className={styles['whole']} data-marked={isMarked} data-tone={tone}>
      {Number.isFinite(low) && Number.isFinite(high) && <line x1={at(low)} x2={at(high)} y1={y} y2={y} />}
      <path
        d={`M${x - DIAMOND.half} ${y}l${DIAMOND.half} ${-DIAMOND.rise}l${DIAMOND.half} ${DIAMOND.rise}l${-DIAMOND.half} ${DIAMOND.rise}z`}
      />
    </g>
  );
}

interface WholeProps {
  readonly gain: { readonly mean: number; readonly low: number; readonly high: number };
  readonly y: number;
  readonly at: (gain: number) => number;
  readonly tone: IntervalTone;
  readonly isMarked?: boolean;
}
