/** A figure of planes: the grid, a legend below it, and the values at the point under the cursor. */

import type { ReactNode } from 'react';
import { PLANE, planeOffsets } from '../../../src/data/plane.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './Plane.module.css';
import { PlaneGrid, type PlaneGridProps } from './PlaneGrid.tsx';
import { type PlaneLayout, planeLayout } from './planeLayout.ts';

const words = text.learned;
const { size } = PLANE;
const points = { rows: Array.from({ length: size }, () => size) };
const centre = { row: size / 2 - 1, column: size / 2 };
const LEGEND_GAP = 14;
const PADDING = 8;

export interface PlaneLegend {
  readonly height: number;
  readonly content: ReactNode;
}

export interface PlaneFigureProps
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
          : `${placeWords(point)} ${readAt(rowOf(point) * size + point.column)}`}
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
    grid: points,
    start: centre,
    shiftStride: 5,
    placeAt: ({ clientX, clientY, currentTarget }, before) => {
      const box = (currentTarget.querySelector('svg') ?? currentTarget).getBoundingClientRect();
      return pointUnder(clientX - box.left, clientY - box.top, layout) ?? before;
    },
  });

// Points are counted from the lowest row, places from the top.
const rowOf = ({ row }: GridPlace): number => size - 1 - row;

const placeWords = (point: GridPlace): string =>
  words.at(formatWeight(planeOffsets[point.column] ?? 0), formatWeight(planeOffsets[rowOf(point)] ?? 0));

function pointUnder(x: number, y: number, { places, cell }: PlaneLayout): GridPlace | null {
  const shares = places.map((place) => ({ right: (x - place.x) / cell, down: (y - place.y) / cell }));
  const under = shares.find(({ right, down }) => right >= 0 && right < 1 && down >= 0 && down < 1);
  return under ? { row: Math.floor(under.down * size), column: Math.floor(under.right * size) } : null;
}

export const coordinatesOf = (point: number): readonly [number, number] => [
  planeOffsets[point % size] ?? 0,
  planeOffsets[Math.floor(point / size)] ?? 0,
];
