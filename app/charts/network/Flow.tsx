/** Marks that travel along the edges of a diagram while it trains, faster on heavier edges. */
import { type CSSProperties, useEffect, useRef } from 'react';
import type { GateMatrix } from '../../../src/analysis/gateMatrix.ts';
import { type Pause, timeDrawing } from '../../ui/frameTiming.ts';
import { ownerColor } from '../base/palette.ts';
import { edgeWeight, pathOf, strokeOf } from './DiagramEdges.tsx';
import type { DiagramLayout } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

// Rarer where drawing is slow, since training threads may share the cores.
const pause: Pause = { leastMs: 60, mostMs: 240, timesDrawing: 6 };
// Pixels that a weight of 1 moves per beat.
const pixels = 4;

const leastFlow = 0.08;
const streamFlow = 0.5;
// Marks are narrower than edges from this width on, and wider than thinner ones.
const wide = 3;
const smallestMark = 3.5;

interface FlowProps {
  readonly layout: DiagramLayout;
  readonly matrices: readonly GateMatrix[];
}

// A separate SVG: moving marks must not repaint the diagram.
export function Flow({ layout: { width, height, edges }, matrices }: FlowProps) {
  const picture = useRef<SVGSVGElement>(null);
  useEffect(() => {
    let way = 0;
    let isOver = false;
    const move = () => {
      if (isOver) return;
      way += pixels;
      picture.current?.style.setProperty('--flow', String(way));
      timeDrawing(pause, (pauseMs) => setTimeout(move, untilNextBeat(pauseMs)));
    };
    setTimeout(move);
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <svg ref={picture} className={styles['flow']} width={width} height={height} aria-hidden="true">
      {edges.flatMap((edge) => {
        if (edge.kind === 'gateInput') return [];
        const carried = edgeWeight(edge, matrices);
        const weight = Math.abs(carried ?? streamFlow);
        if (!(weight >= leastFlow)) return [];
        const { width: stroke } = strokeOf(carried);
        const isWide = stroke >= wide;
        const style = {
          '--pace': weight,
          stroke: isWide ? 'var(--surface)' : ownerColor(edge.owner),
          strokeWidth: isWide ? stroke / 2 : smallestMark,
        } as CSSProperties;
        return [<path key={edge.id} d={pathOf(edge)} style={style} />];
      })}
    </svg>
  );
}

// All diagrams share the beats, so that one frame serves all.
function untilNextBeat(leastMs: number): number {
  const now = performance.now();
  return Math.ceil((now + leastMs) / pause.leastMs) * pause.leastMs - now;
}
