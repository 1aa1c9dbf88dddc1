/** Cells, headers and row names of a heat map, as SVG. */
import { memo, useId } from 'react';
import { type GateCell, isShare, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { ColorScale } from '../base/colorScale.ts';
import { ownerName } from '../base/names.ts';
import pictureStyles from '../base/Picture.module.css';
import { Hatch } from '../base/Picture.tsx';
import { ownerColor } from '../base/palette.ts';
import { fittedName } from '../base/textWidth.ts';
import type { GridPlace } from '../base/useGridCursor.ts';
import { cellText, type NamedRow, totalOfRow } from './CellWords.tsx';
import styles from './GateHeatMap.module.css';
import { boxOf, type HeatHeader, type HeatLayout } from './heatLayout.ts';

export interface HeatGridProps {
  readonly layout: HeatLayout;
  readonly rows: readonly NamedRow[];
  readonly reading: WeightReading;
  readonly scale: ColorScale;
  readonly taskNames: readonly string[];
}

export const HeatGrid = memo(function HeatGrid(props: HeatGridProps) {
  const { layout, rows, reading, scale, taskNames } = props;
  const hatchId = useId();
  const { rowLabelWidth, top, height } = layout;
  return (
    <g>
      <Hatch id={hatchId} />

      <text className={styles['small']} x={rowLabelWidth} y={8}>
        {text.charts.lends}
      </text>
      <text
        className={styles['small']}
        textAnchor="middle"
        transform={`translate(8 ${(top + height) / 2}) rotate(-90)`}
      >
        {text.charts.receives}
      </text>

      {layout.headers.map((header) => (
        <OwnerHeader
          key={header.x}
          header={header}
          top={layout.headerTop}
          name={ownerName(header.group.owner, taskNames)}
        />
      ))}
      {layout.columns.map(({ column, x, number }) =>
        number === null ? null : (
          <text
            key={column}
            className={styles['small']}
            textAnchor="middle"
            x={x + layout.cellWidth / 2 - 0.5}
            y={layout.top - 5}
          >
            {number}
          </text>
        ),
      )}
      {rows.map((row) => (
        <UnitRow key={row.row} row={row} layout={layout} reading={reading} scale={scale} hatchId={hatchId} />
      ))}
    </g>
  );
});

interface UnitRowProps extends Pick<HeatGridProps, 'layout' | 'reading' | 'scale'> {
  readonly row: NamedRow;
  readonly hatchId: string;
}

function UnitRow({ row, layout, reading, scale, hatchId }: UnitRowProps) {
  const { rowLabelWidth, cellHeight } = layout;
  const y = layout.top + row.row * cellHeight;
  const total = totalOfRow(row.cells, reading);
  const look = { layout, reading, scale, hatchId };
  return (
    <g>
      <text
        className={pictureStyles['name']}
        textAnchor="end"
        dominantBaseline="central"
        x={rowLabelWidth - 8}
        y={y + cellHeight / 2}
      >
        <title>{row.name}</title>
        {fittedName(row.name, rowLabelWidth - 10)}
      </text>
      {row.cells.map(({ column, cell }) => (
        <Cell key={column} cell={cell} place={{ row: row.row, column }} {...look} />
      ))}
      {total !== null && Number.isFinite(total) && (
        <text textAnchor="end" dominantBaseline="central" x={layout.width} y={y + cellHeight / 2}>
          {text.charts.rowTotal(formatWeight(total))}
        </text>
      )}
    </g>
  );
}

const LEAST_LETTERS = 6;

interface OwnerHeaderProps {
  readonly header: HeatHeader;
  readonly top: number;
  readonly name: string;
}

function OwnerHeader({ header, top, name }: OwnerHeaderProps) {
  const { x, width, group } = header;
  const short = group.owner === 'shared' ? text.charts.sharedShort : String(group.owner + 1);
  const label = fittedName(name, width - 2);
  return (
    <g>
      <text className={pictureStyles['name']} textAnchor="middle" x={x + width / 2 - 0.5} y={top + 9}>
        <title>{name}</title>
        {label !== name && label.length < LEAST_LETTERS ? short : label}
      </text>
      <rect x={x} y={top + 13} width={width - 1} height={2.5} rx={1} fill={ownerColor(group.owner)} />
    </g>
  );
}

interface CellProps extends Pick<UnitRowProps, 'layout' | 'reading' | 'scale' | 'hatchId'> {
  readonly cell: GateCell;
  readonly place: GridPlace;
}

function Cell({ cell, place, layout, reading, scale, hatchId }: CellProps) {
  const value = valueOfCell(cell, reading);
  const box = { ...boxOf(layout, place), rx: 2 };
  if (value === null)
    return <rect {...box} className={styles['missing']} fill={`url(#${hatchId})`} data-missing />;
  if (Number.isNaN(value)) return <rect {...box} className={styles['unknown']} />;
  const paint = scale.paintOf(value);
  const isFixed = cell.fixed && !isShare(reading);
  return (
    <g>
      <rect {...box} fill={paint.fill} className={styles['cell']}>
        <title>{cellText(cell, reading)}</title>
      </rect>
      {layout.decimals !== null && (
        <text
          textAnchor="middle"
          dominantBaseline="central"
          pointerEvents="none"
          x={box.x + box.width / 2}
          y={box.y + box.height / 2}
          style={{ fill: paint.ink }}
        >
          {formatWeight(value, layout.decimals)}
        </text>
      )}
      {isFixed && (
        <circle cx={box.x + box.width - 4.5} cy={box.y + 4.5} r={1.8} fill={paint.ink} data-fixed />
      )}
    </g>
  );
}

const ALARM_SIGN = { width: 11, height: 10 } as const;

// A sign as well, so that the alarm does not depend on colour alone.
export function AlarmMark({ layout, cell }: { readonly layout: HeatLayout; readonly cell: GridPlace }) {
  const { x, y, width, height } = boxOf(layout, cell);
  return (
    <g data-alarm>
      <rect className={styles['alarm']} x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx={2} />
      {width > 2 * ALARM_SIGN.width && <AlarmSign x={x + 4} y={y + height - ALARM_SIGN.height - 4} />}
    </g>
  );
}

export function AlarmSign({ x, y }: { readonly x: number; readonly y: number }) {
  const { width, height } = ALARM_SIGN;
  return <path className={styles['sign']} d={`M${x} ${y + height}h${width}l${-width / 2} ${-height}z`} />;
}
