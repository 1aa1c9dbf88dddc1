/** A figure of planes: the grid, a legend below it, and the values at the point under the cursor. */

import { memo, type ReactNode, useId } from 'react';
import type { PlaneArrow } from '../../../src/analysis/produced/probe.ts';
import { PLANE_GRID, planeOffsets } from '../../../src/data/plane.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { Fills, type PlaneCell } from '../base/Fills.tsx';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { ownerColor } from '../base/palette.ts';
import { fittedLabel, fittedName } from '../base/textWidth.ts';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './Plane.module.css';
import { type PlaneLayout, planeLayout } from './planeLayout.ts';

const words = text.learned;
const { size, reach } = PLANE_GRID;
const pointGrid = { rows: Array.from({ length: size }, () => size) };
const centrePlace = { row: size / 2 - 1, column: size / 2 };
const LEGEND_GAP = 14;
const PADDING = 8;

export interface PlaneLegend {
  readonly height: number;
  readonly content: ReactNode;
}

interface PlaneFigureProps
  extends Pick<FigureProps, 'title' | 'note' | 'unit' | 'csvRows' | 'table'>,
    Omit<PlaneGridProps, 'layout' | 'point'> {
  readonly legendWords: readonly string[];
  readonly legendOf: (width: number) => PlaneLegend;
  readonly readAt: (point: number) => string;
  readonly sentences: readonly string[];
}

export function PlaneFigure(props: PlaneFigureProps) {
  const { title, note, unit, csvRows, table, legendWords, legendOf, readAt, sentences, ...grid } = props;
  const [ref, measured] = useWidth();
  const width = measured - PADDING;
  const layout = planeLayout(width, grid.tasks.length, grid.columns.length);
  const { place: point, handlers } = usePointCursor(layout);
  const legend = legendOf(width);
  const drawnWidth = Math.max(layout.width, Math.min(width, 240));
  return (
    <Figure
      {...{ title, note, unit, csvRows, table }}
      exportLegend={() => legendWords}
      again={() => <PlaneFigure {...props} />}
    >
      <GridFrame
        ref={ref}
        name={`${title}. ${words.pictureName}`}
        help={words.readHint}
        className={`${pictureStyles['scroll']} ${styles['planes']}`}
        {...handlers}
      >
        <Picture width={drawnWidth} height={layout.height + LEGEND_GAP + legend.height}>
          <PlaneGrid {...grid} layout={layout} point={point} />
          <g transform={`translate(0 ${layout.height + LEGEND_GAP})`}>{legend.content}</g>
        </Picture>
      </GridFrame>
      <output className={pictureStyles['said']}>
        {point === null
          ? words.readHint
          : `${coordinatesText(point)} ${readAt(rowFromBottom(point) * size + point.column)}`}
      </output>
      {sentences.map((sentence) => (
        <p key={sentence} className={styles['words']}>
          {sentence}
        </p>
      ))}
    </Figure>
  );
}

const usePointCursor = (layout: PlaneLayout) =>
  useGridCursor({
    grid: pointGrid,
    start: centrePlace,
    shiftStride: 5,
    placeAt: ({ clientX, clientY, currentTarget }, before) => {
      const box = (currentTarget.querySelector('svg') ?? currentTarget).getBoundingClientRect();
      return pointUnderPointer(clientX - box.left, clientY - box.top, layout) ?? before;
    },
  });

// Points are counted from the lowest row, places from the top.
const rowFromBottom = ({ row }: GridPlace): number => size - 1 - row;

const coordinatesText = (point: GridPlace): string =>
  words.at(
    formatWeight(planeOffsets[point.column] ?? 0),
    formatWeight(planeOffsets[rowFromBottom(point)] ?? 0),
  );

function pointUnderPointer(x: number, y: number, { places, cell }: PlaneLayout): GridPlace | null {
  const shares = places.map((place) => ({ right: (x - place.x) / cell, down: (y - place.y) / cell }));
  const under = shares.find(({ right, down }) => right >= 0 && right < 1 && down >= 0 && down < 1);
  return under ? { row: Math.floor(under.down * size), column: Math.floor(under.right * size) } : null;
}

export const coordinatesOf = (point: number): readonly [number, number] => [
  planeOffsets[point % size] ?? 0,
  planeOffsets[Math.floor(point / size)] ?? 0,
];

interface PlaneColumn {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly (PlaneCell | null)[];
}

interface PlaneGridProps {
  readonly layout: PlaneLayout;
  readonly tasks: readonly { readonly task: number; readonly name: string }[];
  readonly columns: readonly PlaneColumn[];
  readonly arrows: readonly PlaneArrow[];
  /** Training rows `[n, 2]`. */
  readonly rows: Float32Array;
  readonly hasSwitch: boolean;
  readonly missing: string;
  readonly point: GridPlace | null;
}

function PlaneGrid(props: PlaneGridProps) {
  const { layout, tasks, columns, arrows, rows, hasSwitch, missing, point } = props;
  const { cell, width, isTurned } = layout;
  const [across, down] = isTurned ? [tasks, columns] : [columns, tasks];
  return (
    <g>
      {layout.headers.map(({ index, ...at }) => (
        <PlaneNameText key={`h${at.x}`} {...at} look="strong" name={across[index]?.name ?? ''} room={cell} />
      ))}
      {layout.rowNames.map(({ index, ...at }) => (
        <PlaneNameText key={`r${at.y}`} {...at} look="name" name={down[index]?.name ?? ''} room={width} />
      ))}
      {layout.places.map(({ task, column, x, y }) => (
        <g key={`${columns[column]?.id} ${tasks[task]?.task}`} transform={`translate(${x} ${y})`}>
          <PlaneContent of={columns[column]?.cells[task] ?? null} missing={missing} pixels={cell} />
          <TrainingRowDots rows={rows} cell={cell} />
          <PlaneFrame cell={cell} hasSwitch={hasSwitch} />
          {column === 0 && <PlaneArrows arrows={arrows} cell={cell} />}
          {point && <PointMark point={point} cell={cell} />}
        </g>
      ))}
    </g>
  );
}

interface PlaneNameTextProps {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly room: number;
  readonly look: 'strong' | 'name';
}

const PlaneNameText = ({ x, y, name, room, look }: PlaneNameTextProps) => (
  <text x={x} y={y} className={pictureStyles[look]}>
    <title>{name}</title>
    {fittedName(name, room, { isBold: look === 'strong' })}
  </text>
);

interface PlaneContentProps {
  readonly of: PlaneCell | null;
  readonly missing: string;
  readonly pixels: number;
}

const PlaneContent = memo(function Content({ of, missing, pixels }: PlaneContentProps) {
  if (of !== null) return <Fills cell={of} size={size} pixels={pixels} />;
  return (
    <text x={pixels / 2} y={pixels / 2} textAnchor="middle" dominantBaseline="central">
      {fittedLabel(missing, pixels)}
    </text>
  );
});

// A stroke of no length with round ends is a dot: one path for all rows.
const TrainingRowDots = memo(function Rows({
  rows,
  cell,
}: {
  readonly rows: Float32Array;
  readonly cell: number;
}) {
  const dots = Array.from({ length: rows.length / 2 }, (_, row) => {
    const [x = 0, y = 0] = [rows[2 * row], rows[2 * row + 1]];
    const isSeen = Math.abs(x) < reach && Math.abs(y) < reach;
    return isSeen ? `M${pixelOf(x, cell).toFixed(1)} ${(cell - pixelOf(y, cell)).toFixed(1)}h0` : '';
  });
  return <path className={styles['rows']} d={dots.join('')} />;
});

function PlaneFrame({ cell, hasSwitch }: { readonly cell: number; readonly hasSwitch: boolean }) {
  const middle = cell / 2;
  return (
    <g>
      <line className={styles['axis']} x1={0} x2={cell} y1={middle} y2={middle} />
      <line className={styles[hasSwitch ? 'switch' : 'axis']} x1={middle} x2={middle} y1={0} y2={cell} />
      <rect fill="none" stroke="var(--line-strong)" width={cell} height={cell} />
    </g>
  );
}

const pixelOf = (value: number, cell: number): number => ((value + reach) / (2 * reach)) * cell;

function PlaneArrows({ arrows, cell }: { readonly arrows: readonly PlaneArrow[]; readonly cell: number }) {
  const id = useId();
  return arrows.map(({ task, from, to }, index) => {
    const [x1, y1] = [pixelOf(from[0], cell), cell - pixelOf(from[1], cell)];
    const [x2, y2] = [pixelOf(to[0], cell), cell - pixelOf(to[1], cell)];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
    const head = `M${x2} ${y2}L${x2 - 7 * dx - 4 * dy} ${y2 - 7 * dy + 4 * dx}L${x2 - 7 * dx + 4 * dy} ${y2 - 7 * dy - 4 * dx}z`;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: arrows have no other key
      <g key={`${id}${index}`} style={{ color: ownerColor(task) }}>
        <path stroke="var(--surface)" strokeWidth={5} d={`M${x1} ${y1}L${x2} ${y2}`} />
        <path strokeWidth={2.5} d={`M${x1} ${y1}L${x2 - 5 * dx} ${y2 - 5 * dy}`} stroke={ownerColor(task)} />
        <path d={head} fill={ownerColor(task)} stroke="var(--surface)" strokeWidth={1} />
        {[`${pictureStyles['strong']} ${styles['nameHalo']}`, pictureStyles['strong']].map((className) => (
          <text
            key={className}
            x={x2 + 9 * dx}
            y={y2 + 9 * dy}
            className={className}
            textAnchor="middle"
            dominantBaseline="central"
          >
            {task + 1}
          </text>
        ))}
      </g>
    );
  });
}

function PointMark({ point, cell }: { readonly point: GridPlace; readonly cell: number }) {
  const unit = cell / size;
  return (
    <rect
      fill="none"
      stroke="var(--ink)"
      strokeWidth={1.5}
      x={point.column * unit - 1}
      y={point.row * unit - 1}
      width={unit + 2}
      height={unit + 2}
    />
  );
}
