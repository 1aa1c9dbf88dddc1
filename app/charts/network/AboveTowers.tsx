/**
 * Pictures above each tower: prediction and truth as planes, or the loss so far, equally high so that nothing moves.
 */
import { memo } from 'react';
import { SURFACE } from '../../../src/data/plane.ts';
import { Fills, scaledCell } from '../base/Fills.tsx';
import { ownerColor } from '../base/palette.ts';
import type { DiagramLayout, DiagramNode } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** Points in a box of 1 by 1, from the lower left corner. */
export type Sparkline = readonly (readonly [x: number, y: number])[];

/** Values over a task's plane, as in `SURFACE`. */
export interface Thumbnail {
  readonly prediction: Float32Array;
  /** Null: unknown. */
  readonly truth: Float32Array | null;
  readonly limit: number;
  /** `isPair`: the truth stands beside the prediction. */
  readonly title: (isPair: boolean) => string;
}

const SIDE = 2 * SURFACE.size;
const WIDTH = 2 * SIDE + 3;
const GAP = 4;

/** Base line above the tower. */
export const answerRise = GAP + SIDE + 5;
export const stageNameRise = answerRise + 14;

interface AboveTowersProps {
  readonly layout: DiagramLayout;
  readonly sparklines: readonly Sparkline[];
  readonly thumbnails: readonly Thumbnail[] | null;
}

export const AboveTowers = memo(function AboveTowers({ layout, sparklines, thumbnails }: AboveTowersProps) {
  const isPaired = layout.columnWidth > WIDTH;
  return layout.towers.map((tower) => {
    const thumbnail = thumbnails?.[tower.index];
    return thumbnail === undefined ? (
      <Line key={tower.id} tower={tower} line={sparklines[tower.index] ?? []} />
    ) : (
      <Squares key={tower.id} tower={tower} thumbnail={thumbnail} isPaired={isPaired} />
    );
  });
});

const boxAbove = ({ x, y, height }: DiagramNode, width: number) => ({
  left: x - width / 2,
  bottom: y - height / 2 - GAP,
});

function Line({ tower, line }: { readonly tower: DiagramNode; readonly line: Sparkline }) {
  if (line.length === 0) return null;
  const { left, bottom } = boxAbove(tower, WIDTH);
  const points = line.map(([share, rise]) => `${left + share * WIDTH},${bottom - rise * SIDE}`);
  return (
    <g>
      <path d={`M${left} ${bottom}h${WIDTH}`} stroke="var(--line)" />
      <polyline
        points={points.join(' ')}
        className={styles['spark']}
        style={{ stroke: ownerColor(tower.index) }}
      />
    </g>
  );
}

const frame = { x: -0.5, y: -0.5, width: SIDE + 1, height: SIDE + 1 } as const;

interface SquaresProps {
  readonly tower: DiagramNode;
  readonly thumbnail: Thumbnail;
  readonly isPaired: boolean;
}

function Squares({ tower, thumbnail, isPaired }: SquaresProps) {
  const { prediction, truth, limit, title } = thumbnail;
  const isPair = isPaired && truth !== null;
  const { left, bottom } = boxAbove(tower, isPair ? WIDTH : SIDE);
  return (
    <g
      className={styles['thumbnail']}
      data-thumbnail={tower.index}
      transform={`translate(${Math.round(left)} ${Math.round(bottom - SIDE)})`}
    >
      <title>{title(isPair)}</title>
      <rect fill="transparent" stroke="none" width={isPair ? WIDTH : SIDE} height={SIDE} />
      <Surface values={prediction} limit={limit} />
      <rect {...frame} className={styles['square']} style={{ stroke: ownerColor(tower.index) }} />
      {isPair && (
        <g transform={`translate(${WIDTH - SIDE} 0)`}>
          <Surface values={truth} limit={limit} />
          <rect {...frame} className={styles['square']} />
        </g>
      )}
    </g>
  );
}

const NUM_COLOURS = 9;

interface SurfaceProps extends Pick<Thumbnail, 'limit'> {
  readonly values: Float32Array;
}

// Costly, so memoised by value: every new prediction comes with the same truth again.
const Surface = memo(
  ({ values, limit }: SurfaceProps) => (
    <Fills cell={scaledCell(values, limit, NUM_COLOURS)} size={SURFACE.size} pixels={SIDE} />
  ),
  (before, next) =>
    before.limit === next.limit &&
    before.values.every((value, point) => Object.is(value, next.values[point])),
);
