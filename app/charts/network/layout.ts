/** Layout of any topology in pixels, from the input at the bottom to the towers on top (the paper's figure 1). */
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
export const diagramReader: TopologyReader = {
  name: text.models.reader.diagram,
  reads: [...readByAll],
};

/** `available` is the width to fill; a wider network scrolls. */
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
const SETTLED = 0.01;
// Text of a network scaled down for print ends up this much smaller than text of one that fits.
const SMALLER = 0.94;

// Print scales a wide network down, so its text is enlarged.
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

export const paperNames = (layout: DiagramLayout, taskNames: readonly string[]): readonly string[] =>
  taskNames.every((name) => fittedTaskName(name, layout) === name)
    ? taskNames
    : taskNames.map((_, task) => String(task + 1));
