/** A small line above each tower: the loss of its task so far. */
import { ownerColor } from '../base/palette.ts';
import type { DiagramNode } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** A line in a box of 1 by 1, from its lower left corner. */
export type Sparkline = readonly (readonly [x: number, y: number])[];

const HEIGHT = 18;
const WIDTH = 54;
const GAP = 3;

/** From a tower's top to the base line of the name above its sparkline. */
export const stageNameRise = GAP + HEIGHT + 4;

interface SparklinesProps {
  readonly towers: readonly DiagramNode[];
  /** By task. */
  readonly lines: readonly Sparkline[];
}

export function Sparklines({ towers, lines }: SparklinesProps) {
  return towers.map(({ id, index, x, y, height }) => {
    const line = lines[index] ?? [];
    if (line.length === 0) return null;
    const [left, bottom] = [x - WIDTH / 2, y - height / 2 - GAP];
    const points = line.map(([share, rise]) => `${left + share * WIDTH},${bottom - rise * HEIGHT}`);
    return (
      <g key={id}>
        <path d={`M${left} ${bottom}h${WIDTH}`} className={styles['sparkGround']} />
        <polyline
          points={points.join(' ')}
          className={styles['spark']}
          style={{ stroke: ownerColor(index) }}
        />
      </g>
    );
  });
}
