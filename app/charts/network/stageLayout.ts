/** Layouts of the networks on the stage, which stand beside each other on one line. */
import type { Topology } from '../../../src/models/topology.ts';
import { type DiagramLayout, denseDiagramSizes, phoneDiagramSizes, stageDiagramSizes } from './diagram.ts';
import { diagramLayoutOf } from './layout.ts';

// Page text is 13 px, diagram text 11 px.
const STAGE_TEXT_SCALE = 13 / 11;
const NARROW_WIDTH = 360;

type HeightAt = (width: number) => number;

/** Many tasks stand closer, so that both networks of the stage keep side by side. */
function layoutOf(topology: Topology, width: number, minHeight: number): DiagramLayout {
  const isNarrow = width < NARROW_WIDTH;
  const sizes = isNarrow ? phoneDiagramSizes : stageDiagramSizes;
  const usual = diagramLayoutOf(topology, width, sizes, STAGE_TEXT_SCALE, minHeight);
  return isNarrow || usual.width <= width
    ? usual
    : diagramLayoutOf(topology, width, denseDiagramSizes, 1, minHeight);
}

export const stageLayoutOf = (topology: Topology, width: number, heightAt: HeightAt): DiagramLayout =>
  layoutOf(topology, width, heightAt(width));

export const stageHeightOf =
  (topologies: readonly Topology[]): HeightAt =>
  (width) =>
    Math.max(0, ...topologies.map((topology) => layoutOf(topology, width, 0).height));
