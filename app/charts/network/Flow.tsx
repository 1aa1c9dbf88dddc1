/** Marks that travel along the edges of a diagram while it trains, the faster the heavier an edge is. */
import { type CSSProperties, useEffect, useRef } from 'react';
import type { GateMatrix } from '../../../src/analysis/gateMatrix.ts';
import { type Pause, timeDrawing } from '../../ui/frameTiming.ts';
import { ownerColor } from '../base/palette.ts';
import { edgeWeight, pathOf, strokeOf } from './DiagramEdges.tsx';
import type { DiagramLayout } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** Often enough to look like motion, and less often where drawing takes long: threads that train may share the cores. */
const pause: Pause = { leastMs: 60, mostMs: 240, timesDrawing: 6 };
/** A weight of 1 moves this far at a time. */
const pixels = 4;

/** Edges that carry less have no marks. */
const leastFlow = 0.08;
/** Flow of a whole stream, which has no weight. */
const streamFlow = 0.5;
/** Marks lie in wide edges and are wider than the others. */
const wide = 3;
const smallestMark = 3.5;

interface FlowProps {
  readonly layout: DiagramLayout;
  readonly matrices: readonly GateMatrix[];
}

/** A picture of its own above the diagram: what moves must not have the diagram painted with it. */
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

/** Milliseconds, at least `leastMs`. The diagrams of a page move at the same beats, so that one frame serves all. */
function untilNextBeat(leastMs: number): number {
  const now = performance.now();
  return Math.ceil((now + leastMs) / pause.leastMs) * pause.leastMs - now;
}
