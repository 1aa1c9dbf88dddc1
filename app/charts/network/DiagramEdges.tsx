/** Edges of the network diagram, as thick as their weights, in the colour of the owner of their source. */
import type { CSSProperties } from 'react';
import { type GateMatrix, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import { ownerColor } from '../base/palette.ts';
import type { DiagramEdge } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

export interface LitPart {
  readonly part: string;
  readonly edges: { readonly kinds: readonly string[]; readonly experts: readonly number[] | null } | null;
}

interface DiagramEdgesProps {
  readonly edges: readonly DiagramEdge[];
  readonly matrices: readonly GateMatrix[];
  readonly active: string | null;
  readonly only: LitPart['edges'] | undefined;
}

export function DiagramEdges({ edges, matrices, active, only }: DiagramEdgesProps) {
  const visible = edges.filter(
    ({ kind, parts }) => kind !== 'gateInput' || (active !== null && parts.includes(active)),
  );
  return (
    <g className={styles['edges']}>
      {visible.map((edge) => {
        const stroke = edgeStrokeOf(edgeWeight(edge, matrices));
        const isLit = active !== null && edge.parts.includes(active) && isEdgeAmong(edge, only);
        const style: CSSProperties = {
          stroke: edge.kind === 'gateInput' ? 'var(--accent)' : ownerColor(edge.owner),
          strokeWidth: stroke.width,
          strokeOpacity: edgeOpacityOf(stroke.opacity, active !== null, isLit),
          strokeDasharray: edgeDashOf(edge, stroke),
        };
        return (
          <path
            key={edge.id}
            d={edgePathOf(edge)}
            style={style}
            data-edge={edge.id}
            data-kind={edge.kind}
            data-lit={isLit || undefined}
          />
        );
      })}
    </g>
  );
}

// Long dashes for edges without gradient; round ends shorten the gaps by the width of the edge.
function edgeDashOf(
  { kind, isForwardOnly }: DiagramEdge,
  { width, isDashed }: EdgeStroke,
): string | undefined {
  if (kind === 'gateInput') return '2 3';
  if (isForwardOnly) return `9 ${5 + width}`;
  return isDashed ? '4 3' : undefined;
}

function isEdgeAmong({ kind, experts }: DiagramEdge, only: LitPart['edges'] | undefined): boolean {
  return (
    !only ||
    (only.kinds.includes(kind) &&
      (only.experts === null || experts.some((expert) => only.experts?.includes(expert))))
  );
}

function edgeOpacityOf(opacity: number, isAnyActive: boolean, isLit: boolean): number {
  if (!isAnyActive) return opacity;
  return isLit ? Math.max(0.55, opacity) : 0.08;
}

export function edgePathOf({ kind, from, to }: Pick<DiagramEdge, 'kind' | 'from' | 'to'>): string {
  if (kind === 'join' || from.x === to.x) return `M${from.x} ${from.y}L${to.x} ${to.y}`;
  const bend = (from.y - to.y) / 2;
  return `M${from.x} ${from.y}C${from.x} ${from.y - bend} ${to.x} ${to.y + bend} ${to.x} ${to.y}`;
}

/** Summed over bundled experts. Null: a whole stream. NaN: not known yet. */
export function edgeWeight(edge: DiagramEdge, matrices: readonly GateMatrix[]): number | null {
  const { kind } = edge;
  if (kind !== 'gate' && kind !== 'native') return null;
  const cells = matrices[edge.level]?.[edge.unit];
  const weightOf = (expert: number) => (cells?.[expert] ? valueOfCell(cells[expert], kind) : null);
  return edge.experts.reduce((sum, expert) => sum + (weightOf(expert) ?? 0), 0);
}

interface EdgeStroke {
  readonly width: number;
  readonly opacity: number;
  readonly isDashed: boolean;
}

const MAX_EDGE_WIDTH = 8;

export function edgeStrokeOf(weight: number | null): EdgeStroke {
  if (weight === null) return { width: 1.4, opacity: 0.7, isDashed: false };
  if (Number.isNaN(weight)) return { width: 1, opacity: 0.45, isDashed: false };
  const size = Math.abs(weight);
  return {
    width: Math.min(MAX_EDGE_WIDTH, Math.max(0.7, 5 * size)),
    opacity: Math.min(0.9, 0.2 + size),
    isDashed: weight < 0,
  };
}
