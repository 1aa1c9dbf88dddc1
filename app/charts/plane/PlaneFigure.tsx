/** A figure of planes: the grid, a legend under it, and what the point under the cursor says. Knows no store. */

import { type ReactNode, useId } from 'react';
import { PLANE, planeOffsets } from '../../../src/data/plane.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './Plane.module.css';
import { layoutOf, PlaneGrid, type PlaneGridProps } from './PlaneGrid.tsx';
import { indexOfPoint, type ReadPoint, usePointCursor } from './usePointCursor.ts';

const words = text.learned;
const INITIAL_WIDTH = 640;
const LEGEND_GAP = 14;
/** Around the picture, for the ring of the focus, and an edge. */
const PADDING = 8;

/** What is drawn under the planes, `height` pixels high. */
export interface PlaneLegend {
  readonly height: number;
  readonly content: ReactNode;
}

export interface PlaneFigureProps
  extends Pick<FigureProps, 'title' | 'note' | 'unit' | 'csvRows' | 'table'>,
    Omit<PlaneGridProps, 'width' | 'point'> {
  /** The axes, and what else a saved picture must say. */
  readonly legendWords: readonly string[];
  readonly legendOf: (width: number) => PlaneLegend;
  /** What there is at a point of the grid, in words. */
  readonly readAt: (point: number) => string;
  /** What the figure says, for those who do not see it as well. */
  readonly sentences: readonly string[];
}

export function PlaneFigure(props: PlaneFigureProps) {
  const { title, note, unit, csvRows, table, legendWords, legendOf, readAt, sentences, ...grid } = props;
  const [ref, measured] = useWidth(INITIAL_WIDTH);
  const width = measured - PADDING;
  const helpId = useId();
  const layout = layoutOf({ ...grid, width });
  const { point, handlers } = usePointCursor(layout, grid.tasks.length, grid.columns.length);
  const legend = legendOf(width);
  const drawnWidth = Math.max(layout.width, Math.min(width, 240));
  return (
    <Figure
      title={title}
      note={note}
      unit={unit}
      csvRows={csvRows}
      table={table}
      exportLegend={() => legendWords}
      again={() => <PlaneFigure {...props} />}
    >
      <div
        ref={ref}
        className={`${styles['scroll']} ${styles['planes']}`}
        role="application"
        aria-label={`${title}. ${words.pictureName}`}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are reached with the arrow keys
        tabIndex={0}
        {...handlers}
      >
        <svg
          data-picture
          aria-hidden="true"
          width={drawnWidth}
          height={layout.height + LEGEND_GAP + legend.height}
        >
          <PlaneGrid {...grid} width={width} point={point} />
          <g transform={`translate(0 ${layout.height + LEGEND_GAP})`}>{legend.content}</g>
        </svg>
      </div>
      <output className={styles['said']} id={helpId}>
        {point === null ? words.readHint : `${placeWords(point)} ${readAt(indexOfPoint(point))}`}
      </output>
      {sentences.map((sentence) => (
        <p key={sentence} className={styles['words']}>
          {sentence}
        </p>
      ))}
    </Figure>
  );
}

const placeWords = ({ column, row }: ReadPoint): string =>
  words.at(formatWeight(planeOffsets[column] ?? 0), formatWeight(planeOffsets[row] ?? 0));

/** Coordinates of a point of the grid, for tables of numbers. */
export const coordinatesOf = (point: number): readonly [number, number] => [
  planeOffsets[point % PLANE.size] ?? 0,
  planeOffsets[Math.floor(point / PLANE.size)] ?? 0,
];
