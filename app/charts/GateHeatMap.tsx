/** Heat map of one fusion level of one architecture: who receives (rows) from whom (columns). Knows no store. */
import { memo, useId, useMemo } from 'react';
import { chartText } from '../../src/index.ts';
import { CellReadout } from './CellReadout.tsx';
import { Figure } from './Figure.tsx';
import styles from './GateHeatMap.module.css';
import { GateTable } from './GateTable.tsx';
import { expertGroupsOf, gateCsvRows, gateMatrixOf, limitOf } from './gateMatrix.ts';
import { HeatGrid, type HeatGridProps } from './HeatGrid.tsx';
import { HeatLegend, legendHeight } from './HeatLegend.tsx';
import { type CellPlace, type HeatLayout, heatLayoutOf, xOfExpert } from './heatLayout.ts';
import { expertName, unitName } from './names.ts';
import type { GateHeatMapProps } from './props.ts';
import { scaleFor } from './scales.ts';
import { useCellCursor } from './useCellCursor.ts';
import { useWidth } from './useWidth.ts';

const INITIAL_WIDTH = 480;
const MIN_LEGEND_WIDTH = 364;

export const GateHeatMap = memo(function GateHeatMap(props: GateHeatMapProps) {
  const { title, note, level, gates, reading, replica, taskNames } = props;
  const helpId = useId();
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const matrix = useMemo(() => gateMatrixOf(level, gates, replica), [level, gates, replica]);
  const names = useMemo(() => namesOf(level, taskNames), [level, taskNames]);
  const layout = useMemo(
    () => heatLayoutOf(expertGroupsOf(level), names.unitNames, width),
    [level, names, width],
  );
  const limit = props.limit ?? limitOf([matrix], reading);
  const scale = useMemo(() => scaleFor(reading, limit), [reading, limit]);
  const { cell, handlers } = useCellCursor(layout, level.units.length);
  const picture = { layout, matrix, names, taskNames, reading, scale };
  return (
    <Figure
      title={title}
      note={note}
      csvRows={() => gateCsvRows(matrix, names)}
      table={() => <GateTable matrix={matrix} names={names} reading={reading} />}
    >
      <div ref={ref}>
        <div className={styles['scroll']}>
          <div
            className={styles['map']}
            style={{ width: pictureWidth(layout, width) }}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrow keys
            tabIndex={0}
            aria-label={chartText.heatMapName(title, chartText.reading[reading])}
            aria-describedby={helpId}
            {...handlers}
          >
            <HeatPicture {...picture} width={pictureWidth(layout, width)} cell={cell} />
          </div>
        </div>
      </div>
      <span id={helpId} hidden>
        {chartText.heatMapHelp}
      </span>
      <CellReadout cell={cell} matrix={matrix} names={names} />
    </Figure>
  );
});

/** Wide enough for cells and legend; a narrow map leaves the rest of the page's width empty. */
function pictureWidth(layout: HeatLayout, available: number): number {
  return Math.max(layout.width, Math.min(available, MIN_LEGEND_WIDTH));
}

interface HeatPictureProps extends HeatGridProps {
  readonly width: number;
  readonly cell: CellPlace | null;
}

function HeatPicture({ width, cell, ...grid }: HeatPictureProps) {
  const { layout, matrix, reading, scale } = grid;
  const height = layout.height + legendHeight(width, matrix, reading);
  return (
    <svg data-picture width={width} height={height} aria-hidden="true">
      <HeatGrid {...grid} />
      {cell && (
        <rect
          className={styles['cursor']}
          x={xOfExpert(layout, cell.expert)}
          y={layout.top + cell.unit * layout.cellHeight}
          width={layout.cellWidth - 1}
          height={layout.cellHeight - 1}
          rx={2}
        />
      )}
      <HeatLegend y={layout.height} width={width} scale={scale} matrix={matrix} reading={reading} />
    </svg>
  );
}

function namesOf({ units, experts }: GateHeatMapProps['level'], taskNames: readonly string[]) {
  return {
    unitNames: units.map((_, unit) => unitName(units, unit, taskNames)),
    expertNames: experts.map((_, expert) => expertName(experts, expert, taskNames)),
  };
}
