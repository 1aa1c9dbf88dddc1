/** What marks a cell of a heat map that the page warns of: an outline and a sign, so that neither colour nor shape is alone. */
import type { GridPlace } from '../base/useGridCursor.ts';
import styles from './GateHeatMap.module.css';
import { type HeatLayout, xOfColumn } from './heatLayout.ts';

const SIGN = { width: 11, height: 10 } as const;

interface AlarmMarkProps {
  readonly layout: HeatLayout;
  readonly cell: GridPlace;
}

export function AlarmMark({ layout, cell }: AlarmMarkProps) {
  const x = xOfColumn(layout, cell.column);
  const y = layout.top + cell.row * layout.cellHeight;
  const [width, height] = [layout.cellWidth - 1, layout.cellHeight - 1];
  return (
    <g data-alarm>
      <rect className={styles['alarm']} x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx={2} />
      {width > 2 * SIGN.width && <AlarmSign x={x + 4} y={y + height - SIGN.height - 4} />}
    </g>
  );
}

/** A warning triangle with its upper left corner there. */
export function AlarmSign({ x, y }: { readonly x: number; readonly y: number }) {
  const { width, height } = SIGN;
  return <path className={styles['sign']} d={`M${x} ${y + height}h${width}l${-width / 2} ${-height}z`} />;
}

/** Use as `fill={`url(#${id})`}`; the id must be unique in the document. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className={styles['hatchGround']} />
      <line x1="0.5" x2="0.5" y1="0" y2="6" className={styles['hatchLine']} />
    </pattern>
  );
}
