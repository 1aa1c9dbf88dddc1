/** How much better the reference is than each rival, on many draws of the tasks: a dot per draw, which opens it. Knows no store. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { text } from '../../../src/text/text.ts';
import { fitted } from '../base/format.ts';
import { seriesColor } from '../base/palette.ts';
import type { CsvRow } from '../base/props.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import styles from './DrawsForest.module.css';
import { type Forest, type ForestDot, type ForestRow, type ForestSeries, forestOf } from './forest.ts';

const words = text.draws;
const INITIAL_WIDTH = 640;
const DIAMOND = 5;

export interface DrawsForestProps {
  readonly title: string;
  readonly note: string;
  readonly reference: string;
  readonly series: readonly ForestSeries[];
  readonly csvRows: () => readonly CsvRow[];
  readonly table: () => ReactNode;
  readonly onOpen: (draw: number) => void;
}

/** A dot by the places of its row and of itself in the row. */
interface Place {
  readonly row: number;
  readonly dot: number;
}

export function DrawsForest({ title, note, reference, series, csvRows, table, onOpen }: DrawsForestProps) {
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const [place, setPlace] = useState<Place | null>(null);
  const helpId = useId();
  const forest = forestOf(series, width);
  const marked = place === null ? null : dotAt(forest, place);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movedPlace(forest, place, event.key);
    if (next !== null) setPlace(next);
    else if (event.key === 'Enter' && marked !== null) onOpen(marked.dot.draw);
    else return;
    event.preventDefault();
  };
  return (
    <Figure title={title} note={note} exportKey={series} csvRows={csvRows} table={table}>
      <div
        ref={ref}
        className={styles['frame']}
        role="application"
        aria-label={words.plotName(reference)}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its dots are reached with the arrow keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setPlace((old) => old ?? { row: 0, dot: 0 })}
        onBlur={() => setPlace(null)}
        onPointerLeave={() => setPlace(null)}
      >
        <svg width={width} height={forest.height} data-picture aria-hidden="true" className={styles['plot']}>
          <Axis forest={forest} name={words.axis(reference)} />
          {forest.rows.map((row, index) => (
            <Rival
              key={row.series.id}
              row={row}
              forest={forest}
              markedDraw={marked?.dot.draw ?? null}
              onPoint={(dot) => setPlace({ row: index, dot })}
              onOpen={onOpen}
            />
          ))}
        </svg>
      </div>
      <p className={styles['said']} aria-live="polite">
        {marked !== null &&
          words.dot(marked.dot.draw, marked.series.name, text.answer.signed(marked.dot.gain))}
      </p>
      <p id={helpId} className={styles['help']}>
        {words.plotHelp}
        {forest.rows.some(({ dots }) => dots.some(({ beyond }) => beyond !== null)) && ` ${words.cut}`}
      </p>
    </Figure>
  );
}

const dotAt = (forest: Forest, { row, dot }: Place) => {
  const found = forest.rows[row];
  const foundDot = found?.dots[dot];
  return found === undefined || foundDot === undefined ? null : { series: found.series, dot: foundDot };
};

/** Left and right: the next dot of the rival; up and down: the same draw against another one. Null: no such key. */
function movedPlace(forest: Forest, place: Place | null, key: string): Place | null {
  const { row, dot } = place ?? { row: 0, dot: 0 };
  const last = (forest.rows[row]?.dots.length ?? 1) - 1;
  const beside = (to: number): Place => ({ row, dot: Math.max(0, Math.min(last, to)) });
  switch (key) {
    case 'ArrowLeft':
      return beside(dot - 1);
    case 'ArrowRight':
      return beside(dot + 1);
    case 'Home':
      return beside(0);
    case 'End':
      return beside(last);
    case 'ArrowUp':
      return inRow(forest, { row, dot }, row - 1);
    case 'ArrowDown':
      return inRow(forest, { row, dot }, row + 1);
    default:
      return null;
  }
}

function inRow(forest: Forest, { row, dot }: Place, to: number): Place {
  const draw = forest.rows[row]?.dots[dot]?.draw;
  const found = forest.rows[to]?.dots.findIndex((other) => other.draw === draw) ?? -1;
  return found === -1 ? { row, dot } : { row: to, dot: found };
}

function Axis({ forest: { axis, left, right, bottom, height }, name }: AxisProps) {
  return (
    <g>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={axis.at(tick)}
            x2={axis.at(tick)}
            y1={0}
            y2={bottom}
            className={styles[tick === 0 ? 'zero' : 'grid']}
          />
          <text x={axis.at(tick)} y={bottom + 14} className={styles['tick']}>
            {text.answer.signed(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 6} className={styles['axisName']}>
        {fitted(name, right - left)}
      </text>
    </g>
  );
}

interface AxisProps {
  readonly forest: Forest;
  readonly name: string;
}

interface RivalProps {
  readonly row: ForestRow;
  readonly forest: Forest;
  readonly markedDraw: number | null;
  readonly onPoint: (dot: number) => void;
  readonly onOpen: (draw: number) => void;
}

function Rival({ row, forest: { axis, left, right }, markedDraw, onPoint, onOpen }: RivalProps) {
  const { series, top, dots, intervalY } = row;
  const color = seriesColor(series.color);
  return (
    <g>
      {top > 0 && <line x1={left} x2={right} y1={top} y2={top} className={styles['grid']} />}
      <circle cx={left + 4} cy={top + 12} r={4} fill={color} />
      <text x={left + 13} y={top + 16} className={styles['name']}>
        {fitted(series.name, (right - left) / 2)}
      </text>
      <text x={right} y={top + 16} className={styles['numbers']} data-tone={series.tone}>
        {series.said}
      </text>
      {dots.map((dot, index) => (
        <Dot
          key={dot.draw}
          dot={dot}
          color={color}
          isMarked={dot.draw === markedDraw}
          onPoint={() => onPoint(index)}
          onOpen={() => onOpen(dot.draw)}
        />
      ))}
      {Number.isFinite(series.gain.mean) && (
        <IntervalMark gain={series.gain} y={intervalY} at={axis.at} ends={[left, right]} tone={series.tone} />
      )}
    </g>
  );
}

interface DotProps {
  readonly dot: ForestDot;
  readonly color: string;
  readonly isMarked: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
}

function Dot({ dot: { x, y, draw, beyond }, color, isMarked, onPoint, onOpen }: DotProps) {
  const shape = { fill: color, className: styles['dot'], 'data-marked': isMarked, 'data-draw': draw };
  const handlers = { onPointerMove: onPoint, onClick: onOpen };
  if (beyond === null) return <circle cx={x} cy={y} r={isMarked ? 5 : 3.25} {...shape} {...handlers} />;
  const tip = beyond === 'high' ? 5 : -5;
  return <path d={`M${x + tip} ${y}l${-2 * tip} 4.5v-9z`} {...shape} {...handlers} />;
}

interface IntervalMarkProps {
  readonly gain: ForestSeries['gain'];
  readonly y: number;
  readonly at: (gain: number) => number;
  readonly ends: readonly [left: number, right: number];
  readonly tone: ForestSeries['tone'];
}

function IntervalMark({ gain: { mean, low, high }, y, at, ends: [left, right], tone }: IntervalMarkProps) {
  const inside = (gain: number) => Math.max(left, Math.min(right, at(gain)));
  const centre = inside(mean);
  return (
    <g className={styles['interval']} data-tone={tone}>
      {Number.isFinite(low) && <line x1={inside(low)} x2={inside(high)} y1={y} y2={y} />}
      <path
        d={`M${centre - DIAMOND} ${y}l${DIAMOND} ${-DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}z`}
      />
    </g>
  );
}
