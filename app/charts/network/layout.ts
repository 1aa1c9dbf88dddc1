/**
 * Layout of the parts of a network, from any topology: input at the bottom, then level by level experts and units,
 * towers on top (the paper's figure 1). Pure geometry in pixels; knows no architecture by name, no weights, no colours.
 */
import { assertReads, readByAll, type TopologyReader } from '../../../src/models/features.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import {
  type DiagramLayout,
  type DiagramLevel,
  type DiagramNode,
  fittedTaskName,
  type Sizes,
  wholeSizes,
} from './diagram.ts';
import { type ColumnPlaces, columnsOf, placeRow, type Row } from './layoutColumns.ts';
import { edgesOf } from './layoutEdges.ts';
import { levelPlanOf, rowsOf } from './layoutLevel.ts';

const MARGIN = 10;
/** The diagram, in which a tensor without elements has no place. */
export const diagramReader: TopologyReader = {
  name: text.models.reader.diagram,
  reads: [...readByAll],
};

/** `available` is the width to fill; a network that needs more gets more and scrolls. */
export function layoutOf(
  topology: Topology,
  available: number,
  sizes: Sizes = wholeSizes,
  textScale = 1,
): DiagramLayout {
  assertReads(topology, diagramReader);
  const left = sizes.gutter * textScale;
  const outputHeight = sizes.output * textScale;
  const rows = topology.levels.map((level) => rowsOf(level, sizes));
  const towerRow: Row = {
    owners: topology.towers.map((_, task) => task),
    size: Math.min(sizes.tower.widest, sizes.tower.width * textScale),
    gap: 8,
    isBlock: false,
  };
  const all = [towerRow, ...rows.flatMap(({ experts, units }) => [experts, units])];
  const columns = columnsOf(all, available - left - MARGIN, { left, gap: sizes.columnGap });
  const towers = towersOf(topology, columns, towerRow, { top: outputHeight, height: sizes.tower.height });
  const levels: DiagramLevel[] = [];
  const between = sizes.streamGap - sizes.levelPad;
  let y = outputHeight + sizes.tower.height + between;
  for (let level = topology.levels.length - 1; level >= 0; level--) {
    const row = rows[level];
    if (!row) continue;
    const plan = levelPlanOf(row, level, { columns, top: y, sizes });
    levels.unshift(plan);
    y = plan.top + plan.height + between;
  }
  const input = inputOf(columns, { top: y, height: sizes.input });
  return {
    width: left + columns.width + MARGIN,
    height: y + sizes.input + sizes.foot,
    input,
    levels,
    towers,
    columnWidth: columns.narrowest,
    textScale,
    edges: edgesOf(topology, { input, levels, towers }),
  };
}

interface Band {
  readonly top: number;
  readonly height: number;
}

function inputOf({ left, width }: ColumnPlaces, { top, height }: Band): DiagramNode {
  return {
    id: 'input',
    kind: 'input',
    level: 0,
    index: 0,
    owner: 'shared',
    x: left + width / 2,
    y: top + height / 2,
    width,
    height,
  };
}

function towersOf(
  { levels }: Topology,
  columns: ColumnPlaces,
  row: Row,
  { top, height }: Band,
): readonly DiagramNode[] {
  return placeRow(row, columns).map(({ x }, index) => ({
    id: `tower ${index}`,
    kind: 'tower',
    level: levels.length,
    index,
    owner: index,
    x,
    y: top + height / 2,
    width: row.size,
    height,
  }));
}

const COLUMN_GAP = 8;
/** A difference of scales that ends the search. */
const SETTLED = 0.01;
/** Text of a network that is made narrower ends up this much smaller than that of one that fits. */
const SMALLER = 0.94;

/** A network that needs more than `available` is made as narrow when it is printed, so its text is larger by as much. */
export function paperLayoutOf(topology: Topology, available: number): DiagramLayout {
  const layoutFor = (textScale: number) =>
    layoutOf(topology, available, { ...wholeSizes, columnGap: COLUMN_GAP }, textScale);
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
