/** Planes side by side, with the point under the cursor marked in all of them. */
import { memo, useId } from 'react';
import type { PlaneArrow } from '../../../src/analysis/produced/probe.ts';
import { PLANE } from '../../../src/data/plane.ts';
import { Fills, type PlaneCell } from '../base/Fills.tsx';
import pictureStyles from '../base/Picture.module.css';
import { ownerColor } from '../base/palette.ts';
import { fitted, fittedName } from '../base/textWidth.ts';
import type { GridPlace } from '../base/useGridCursor.ts';
import styles from './Plane.module.css';
import type { PlaneLayout } from './planeLayout.ts';

const { size, reach } = PLANE;

export interface PlaneColumn {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly (PlaneCell | null)[];
}

export interface PlaneGridProps {
  readonly layout: PlaneLayout;
  readonly tasks: readonly { readonly task: number; readonly name: string }[];
  readonly columns: readonly PlaneColumn[];
  readonly arrows: readonly PlaneArrow[];
  /** Training rows `[n, 2]`. */
  readonly rows: Float32Array;
  /** The tasks change at the vertical through the origin. */
  readonly hasSwitch: boolean;
  readonly missing: string;
  readonly point: GridPlace | null;
}

export function PlaneGrid(props: PlaneGridProps) {
  const { layout, tasks, columns, arrows, rows, hasSwitch, missing, point } = props;
  const { cell, width, isTurned } = layout;
  const [across, down] = isTurned ? [tasks, columns] : [columns, tasks];
  return (
    <g>
      {layout.headers.map(({ index, ...at }) => (
        <Name key={`h${at.x}`} {...at} look="strong" name={across[index]?.name ?? ''} room={cell} />
      ))}
      {layout.rowNames.map(({ index, ...at }) => (
        <Name key={`r${at.y}`} {...at} look="name" name={down[index]?.name ?? ''} room={width} />
      ))}
      {layout.places.map(({ task, column, x, y }) => (
        <g key={`${columns[column]?.id} ${tasks[task]?.task}`} transform={`translate(${x} ${y})`}>
          <Content of={columns[column]?.cells[task] ?? null} missing={missing} pixels={cell} />
          <Rows rows={rows} cell={cell} />
          <Frame cell={cell} hasSwitch={hasSwitch} />
          {column === 0 && <Arrows arrows={arrows} cell={cell} />}
          {point && <Mark point={point} cell={cell} />}
        </g>
      ))}
    </g>
  );
}

interface NameProps {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly room: number;
  readonly look: 'strong' | 'name';
}

const Name = ({ x, y, name, room, look }: NameProps) => (
  <text x={x} y={y} className={pictureStyles[look]}>
    <title>{name}</title>
    {fittedName(name, room, { isBold: look === 'strong' })}
  </text>
);

interface ContentProps {
  readonly of: PlaneCell | null;
  readonly missing: string;
  readonly pixels: number;
}

const Content = memo(function Content({ of, missing, pixels }: ContentProps) {
  if (of !== null) return <Fills cell={of} size={size} pixels={pixels} />;
  return (
    <text x={pixels / 2} y={pixels / 2} textAnchor="middle" dominantBaseline="central">
      {fitted(missing, pixels)}
    </text>
  );
});

// A stroke of no length with round ends is a dot: one path for all rows.
const Rows = memo(function Rows({ rows, cell }: { readonly rows: Float32Array; readonly cell: number }) {
  const dots = Array.from({ length: rows.length / 2 }, (_, row) => {
    const [x = 0, y = 0] = [rows[2 * row], rows[2 * row + 1]];
    const isSeen = Math.abs(x) < reach && Math.abs(y) < reach;
    return isSeen ? `M${pixelOf(x, cell).toFixed(1)} ${(cell - pixelOf(y, cell)).toFixed(1)}h0` : '';
  });
  return <path className={styles['rows']} d={dots.join('')} />;
});

function Frame({ cell, hasSwitch }: { readonly cell: number; readonly hasSwitch: boolean }) {
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

function Arrows({ arrows, cell }: { readonly arrows: readonly PlaneArrow[]; readonly cell: number }) {
  const id = useId();
  return arrows.map(({ task, from, to }, index) => {
    const [x1, y1] = [pixelOf(from[0], cell), cell - pixelOf(from[1], cell)];
    const [x2, y2] = [pixelOf(to[0], cell), cell - pixelOf(to[1], cell)];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
    const head = `M${x2} ${y2}L${x2 - 7 * dx - 4 * dy} ${y2 - 7 * dy + 4 * dx}L${x2 - 7 * dx + 4 * dy} ${y2 - 7 * dy - 4 * dx}z`;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: arrows have no other name
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

function Mark({ point, cell }: { readonly point: GridPlace; readonly cell: number }) {
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
