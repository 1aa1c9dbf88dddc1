/** How strong an edge of the diagram is, from gate statistics. */

import { type GateMatrix, valueOfCell } from '../gates/gateMatrix.ts';
import type { DiagramEdge } from './diagram.ts';

/**
 * Weight an edge carries: its gate's or native's share, summed over bundled experts; the two edges of one expert add up
 * to the sum reading. Null: it carries a whole stream. NaN: not known yet.
 */
export function edgeWeight(edge: DiagramEdge, matrices: readonly GateMatrix[]): number | null {
  const { kind } = edge;
  if (kind !== 'gate' && kind !== 'native') return null;
  const cells = matrices[edge.level]?.[edge.unit];
  const weightOf = (expert: number) => (cells?.[expert] ? valueOfCell(cells[expert], kind) : null);
  return edge.experts.reduce((sum, expert) => sum + (weightOf(expert) ?? 0), 0);
}

export interface Stroke {
  readonly width: number;
  readonly opacity: number;
  readonly isDashed: boolean;
}

const THICKEST = 8;

/** Width grows in proportion to the weight, so that twice as thick means twice as much. */
export function strokeOf(weight: number | null): Stroke {
  if (weight === null) return { width: 1.4, opacity: 0.7, isDashed: false };
  if (Number.isNaN(weight)) return { width: 1, opacity: 0.45, isDashed: false };
  const size = Math.abs(weight);
  return {
    width: Math.min(THICKEST, Math.max(0.7, 5 * size)),
    opacity: Math.min(0.9, 0.2 + size),
    isDashed: weight < 0,
  };
}
