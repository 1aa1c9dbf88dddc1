/** Layouts of the networks on the stage, which stand beside each other on one line. */
import type { Topology } from '../../../src/models/topology.ts';
import { type DiagramLayout, denseDiagramSizes, phoneDiagramSizes, stageDiagramSizes } from './diagram.ts';
import { diagramLayoutOf } from './layout.ts';

// Page text is 13 px, diagram text 11 px.
const STAGE_TEXT_SCALE = 13 / 11;
const PHONE_WIDTH = 360;

/** Many tasks stand closer, so that both networks of the stage keep side by side. */
export function stageLayoutOf(topology: Topology, width: number, minHeight = 0): DiagramLayout {
  // A phone shows one network at a time.
  if (width < PHONE_WIDTH) return diagramLayoutOf(topology, width, phoneDiagramSizes, STAGE_TEXT_SCALE);
  const usual = diagramLayoutOf(topology, width, stageDiagramSizes, STAGE_TEXT_SCALE, minHeight);
  return usual.width <= width ? usual : diagramLayoutOf(topology, width, denseDiagramSizes, 1, minHeight);
}

/** Height of the highest, to which the others are drawn: all stand on one line. */
export const stageHeightOf = (topologies: readonly Topology[]): number =>
  Math.max(0, ...topologies.map((topology) => stageLayoutOf(topology, Number.POSITIVE_INFINITY).height));
