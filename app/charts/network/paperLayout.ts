/** Layout of a network on paper. */
import type { Topology } from '../../../src/models/topology.ts';
import { type DiagramLayout, fittedTaskName, wholeStyle } from './diagram.ts';
import { layoutOf } from './layout.ts';

const COLUMN_GAP = 8;
/** A difference of scales that ends the search. */
const SETTLED = 0.01;
/** Text of a network that is made narrower ends up this much smaller than that of one that fits. */
const SMALLER = 0.94;

/** A network that needs more than `available` is made as narrow when it is printed, so its text is larger by as much. */
export function paperLayoutOf(topology: Topology, available: number): DiagramLayout {
  const layoutFor = (textScale: number) =>
    layoutOf(topology, available, { ...wholeStyle, textScale, columnGap: COLUMN_GAP });
  let layout = layoutFor(1);
  for (let before = 0; Math.abs(before - layout.textScale) > SETTLED; ) {
    before = layout.textScale;
    layout = layoutFor(Math.max(1, (SMALLER * layout.width) / available));
  }
  return layout;
}

/** Names of tasks as a picture on paper has them: their numbers where a name would be cut. */
export const paperNames = (layout: DiagramLayout, taskNames: readonly string[]): readonly string[] =>
  taskNames.every((name) => fittedTaskName(name, layout) === name)
    ? taskNames
    : taskNames.map((_, task) => String(task + 1));
