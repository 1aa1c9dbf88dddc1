/** Pictures above each tower: prediction and truth as planes, or the loss so far. */
import { memo } from 'react';
import { SURFACE_GRID } from '../../../src/data/plane.ts';
import { Fills, planeCellOfValues } from '../base/Fills.tsx';
import { ownerColor } from '../base/palette.ts';
import type { DiagramLayout, DiagramNode } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** Points in a box of 1 by 1, from the lower left corner. */
export type Sparkline = readonly (readonly [x: number, y: number])[];

/** Values over a task's plane, as in `SURFACE_GRID`. */
export interface Thumbnail {
  readonly prediction: Float32Array;
  readonly truth: Float32Array | null;
  readonly limit: number;
  /** `isPair`: the truth stands beside the prediction. */
  readonly title: (isPair: boolean) => string;
}

const SURFACE_SIDE = 2 * SURFACE_GRID.size;
const SURFACE_PAIR_WIDTH = 2 * SURFACE_SIDE + 3;
const GAP = 4;

export const predictionRise = GAP + SURFACE_SIDE + 5;
export const stageNameRise = predictionRise + 14;

interface AboveTowersProps {
  readonly layout: DiagramLayout;
  readonly sparklines: readonly Sparkline[];
  readonly thumbnails: readonly Thumbnail[] | null;
}

export const AboveTowers = memo(function AboveTowers({ layout, sparklines, thumbnails }: AboveTowersProps) {
  const isPaired = layout.columnWidth >= SURFACE_PAIR_WIDTH + 2 * GAP;
  return layout.towers.map((tower) => {
    const thumbnail = thumbnails?.[tower.index];
    return thumbnail === undefined ? (
      <SparklinePath key={tower.id} tower={tower} line={sparklines[tower.index] ?? []} />
    ) : (
      <SurfacePair key={tower.id} tower={tower} thumbnail={thumbnail} isPaired={isPaired} />
    );
  });
});

const boxAboveTower = ({ x, y, height }: DiagramNode, width: number) => ({
  left: x - width / 2,
  bottom: y - height / 2 - GAP,
});

function SparklinePath({ tower, line }: { readonly tower: DiagramNode; readonly line: Sparkline }) {
  if (line.length === 0) return null;
  const { left, bottom } = boxAboveTower(tower, SURFACE_PAIR_WIDTH);
  const points = line.map(
    ([share, rise]) => `${left + share * SURFACE_PAIR_WIDTH},${bottom - rise * SURFACE_SIDE}`,
  );
  return (
    <g>
      <path d={`M${left} ${bottom}h${SURFACE_PAIR_WIDTH}`} stroke="var(--line)" />
      <polyline
        points={points.join(' ')}
        className={styles['spark']}
        style={{ stroke: ownerColor(tower.index) }}
      />
    </g>
  );
}

const surfaceFrame = { x: -0.5, y: -0.5, width: SURFACE_SIDE + 1, height: SURFACE_SIDE + 1 } as const;

interface SurfacePairProps {
  readonly tower: DiagramNode;
  readonly thumbnail: Thumbnail;
  readonly isPaired: boolean;
}

function SurfacePair({ tower, thumbnail, isPaired }: SurfacePairProps) {
  const { prediction, truth, limit, title } = thumbnail;
  const isPair = isPaired && truth !== null;
  const { left, bottom } = boxAboveTower(tower, isPair ? SURFACE_PAIR_WIDTH : SURFACE_SIDE);
  return (
    <g
      className={styles['thumbnail']}
      data-thumbnail={tower.index}
      transform={`translate(${Math.round(left)} ${Math.round(bottom - SURFACE_SIDE)})`}
    >
      <title>{title(isPair)}</title>
      <rect
        fill="transparent"
        stroke="none"
        width={isPair ? SURFACE_PAIR_WIDTH : SURFACE_SIDE}
        height={SURFACE_SIDE}
      />
      <Surface values={prediction} limit={limit} />
      <rect {...surfaceFrame} className={styles['square']} style={{ stroke: ownerColor(tower.index) }} />
      {isPair && (
        <g transform={`translate(${SURFACE_PAIR_WIDTH - SURFACE_SIDE} 0)`}>
          <Surface values={truth} limit={limit} />
          <rect {...surfaceFrame} className={styles['square']} />
        </g>
      )}
    </g>
  );
}

const NUM_SURFACE_COLORS = 9;

interface SurfaceProps extends Pick<Thumbnail, 'limit'> {
  readonly values: Float32Array;
}

// Costly, so memoised by value: every new prediction comes with the same truth again.
const Surface = memo(
  ({ values, limit }: SurfaceProps) => (
    <Fills
      cell={planeCellOfValues(values, limit, NUM_SURFACE_COLORS)}
      size={SURFACE_GRID.size}
      pixels={SURFACE_SIDE}
    />
  ),
  (before, next) =>
    before.limit === next.limit &&
    before.values.every((value, point) => Object.is(value, next.values[point])),
);
