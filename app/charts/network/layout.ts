/** Layout of any topology in pixels, from the input at the bottom to the towers on top (the paper's figure 1). */

import { columnGroupsOf } from '../../../src/analysis/gateMatrix.ts';
import { eachAlone } from '../../../src/analysis/gateWeights.ts';
import { assertReads, readByAll, type TopologyReader } from '../../../src/models/features.ts';
import type { LevelSpec, Owner, Topology, UnitSpec } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import {
  boxAround,
  type DiagramEdge,
  type DiagramLayout,
  type DiagramLevel,
  type DiagramNode,
  type GroupBox,
  type Point,
  RADIUS,
  type Sizes,
  type UnitParts,
  wholeSizes,
} from './diagram.ts';
import { type ColumnPlaces, columnsOf, placeRow, type Row } from './layoutColumns.ts';

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

type Places = Pick<DiagramLayout, 'input' | 'levels' | 'towers'>;

function edgesOf(topology: Topology, places: Places): readonly DiagramEdge[] {
  const perLevel = topology.levels.flatMap((spec, level) => {
    const plan = places.levels[level];
    if (!plan) return [];
    const source = sourceOf(places, level);
    return [
      ...readEdges(spec, plan, source),
      ...mixEdges(spec, plan),
      ...joinEdges(plan),
      ...gateInputs(spec, plan, source, places.input),
    ];
  });
  return [...perLevel, ...towerEdges(places)];
}

/** Point where stream `reads` starts: a unit below, or the input bar below `x`. */
type Source = (
  reads: number,
  x: number,
) => { readonly from: Point; readonly owner: Owner; readonly part: string };

function sourceOf({ input, levels }: Places, level: number): Source {
  const below = levels[level - 1];
  return (reads, x) => {
    const unit = below?.units[reads];
    return unit ? { from: unit.top, owner: unit.node.owner, part: unit.node.id } : fromInput(input, x);
  };
}

function fromInput(input: DiagramNode, x: number) {
  const inside = Math.max(input.x - input.width / 2, Math.min(input.x + input.width / 2, x));
  return { from: { x: inside, y: input.y - input.height / 2 }, owner: 'shared', part: input.id } as const;
}

const edgeOf = (
  edge: Omit<DiagramEdge, 'unit' | 'experts' | 'isForwardOnly'> & Partial<DiagramEdge>,
): DiagramEdge => ({
  unit: -1,
  experts: [],
  isForwardOnly: false,
  ...edge,
});

function readEdges(spec: LevelSpec, plan: DiagramLevel, source: Source): readonly DiagramEdge[] {
  const { level } = plan;
  const readBy = (expert: number) => (level === 0 ? 0 : (spec.experts[expert]?.reads ?? 0));
  return plan.groups.flatMap((group) => {
    const centre = group.x + group.width / 2;
    const to = { x: centre, y: group.y + group.height };
    return [...new Set(group.experts.map(readBy))].map((reads) => {
      const { from, owner, part } = source(reads, centre);
      const readers = group.experts.filter((expert) => readBy(expert) === reads);
      const parts = [part, ...readers.flatMap((expert) => plan.experts[expert]?.id ?? [])];
      return edgeOf({ id: `read ${group.id} ${reads}`, kind: 'read', level, parts, from, to, owner });
    });
  });
}

const isTaught = (unit: UnitSpec | undefined, expert: number): boolean =>
  unit?.teaches?.includes(expert) !== false;

function mixEdges(spec: LevelSpec, plan: DiagramLevel): readonly DiagramEdge[] {
  return plan.units.flatMap(({ node, gate, native, top }, unit) => {
    const mixed = spec.units[unit];
    const intoCircle = (kind: 'gate' | 'native', { x, y }: Point, experts: readonly number[]) =>
      plan.groups.flatMap((group): readonly DiagramEdge[] => {
        const weighed = group.experts.filter((expert) => experts.includes(expert));
        if (weighed.length === 0) return [];
        const parts = [node.id, ...weighed.flatMap((expert) => plan.experts[expert]?.id ?? [])];
        const from = { x: group.x + group.width / 2, y: group.y };
        const to = { x, y: y + RADIUS.circle };
        const { level } = plan;
        const id = `${kind} ${node.id} ${group.id}`;
        const isForwardOnly = !weighed.some((expert) => isTaught(mixed, expert));
        return [
          { id, kind, level, parts, from, to, owner: group.owner, unit, experts: weighed, isForwardOnly },
        ];
      });
    return [
      ...(gate ? intoCircle('gate', gate, mixed?.gate?.sees ?? []) : []),
      ...intoCircle('native', native ?? { x: top.x, y: top.y - RADIUS.circle }, mixed?.native?.experts ?? []),
    ];
  });
}

function joinEdges({ level, units }: DiagramLevel): readonly DiagramEdge[] {
  return units.flatMap(({ node: { id, owner }, gate, native, plus }, unit) =>
    [gate, native].flatMap((from, side) => {
      if (!from || !plus) return [];
      const name = `join ${id} ${side}`;
      return [edgeOf({ id: name, kind: 'join', level, parts: [id], from, to: plus, owner, unit })];
    }),
  );
}

function gateInputs(
  spec: LevelSpec,
  plan: DiagramLevel,
  source: Source,
  input: DiagramNode,
): readonly DiagramEdge[] {
  return plan.units.flatMap(({ node, gate }, unit): readonly DiagramEdge[] => {
    const { reads, adds = [] } = spec.units[unit]?.gate ?? {};
    if (!gate || reads === undefined) return [];
    const x = gate.x - RADIUS.circle;
    const to = { x, y: gate.y };
    const sources = reads === 'input' ? [fromInput(input, x)] : [reads, ...adds].map((one) => source(one, x));
    // At level 0 all streams are the input: one edge.
    const apart = plan.level === 0 ? sources.slice(0, 1) : sources;
    return apart.map(({ from, owner }, at) => {
      const id = `gateInput ${node.id}${at === 0 ? '' : ` ${at}`}`;
      const parts = [node.id];
      return edgeOf({ id, kind: 'gateInput', level: plan.level, parts, from, to, owner, unit });
    });
  });
}

function towerEdges({ levels, towers }: Places): readonly DiagramEdge[] {
  const last = levels.at(-1);
  return towers.flatMap((tower, task): readonly DiagramEdge[] => {
    const unit = last?.units[task];
    if (!unit) return [];
    const to = { x: tower.x, y: tower.y + tower.height / 2 };
    const parts = [unit.node.id, tower.id];
    const id = `tower ${task}`;
    return [edgeOf({ id, kind: 'tower', level: levels.length, parts, from: unit.top, to, owner: task })];
  });
}

const MAX_EDGES = 110;
const BUNDLED_EXPERT = 13;

function numEdgesOf({ units }: LevelSpec): number {
  return units.reduce(
    (sum, { gate, native }) => sum + (gate?.sees.length ?? 0) + (native?.experts.length ?? 0),
    0,
  );
}

function isPass({ gate, native }: LevelSpec['units'][number]): boolean {
  return gate === null && native?.kind === 'fixed' && native.experts.length === 1;
}

interface LevelRows {
  readonly spec: LevelSpec;
  readonly isBundled: boolean;
  readonly experts: Row;
  readonly units: Row;
}

function rowsOf(spec: LevelSpec, sizes: Sizes): LevelRows {
  const isBundled = numEdgesOf(spec) > MAX_EDGES;
  const unitWidth = Math.max(
    ...spec.units.map(({ gate, native }) => (gate && native ? sizes.unit.full : sizes.unit.single)),
  );
  return {
    spec,
    isBundled,
    experts: {
      owners: spec.experts.map(({ owner }) => owner),
      size: isBundled ? BUNDLED_EXPERT : sizes.expert,
      gap: isBundled ? 3 : 6,
      isBlock: isBundled,
    },
    units: { owners: spec.units.map(({ owner }) => owner), size: unitWidth, gap: 8, isBlock: false },
  };
}

function levelPlanOf(
  { spec, isBundled, experts, units }: LevelRows,
  level: number,
  place: { readonly columns: ColumnPlaces; readonly top: number; readonly sizes: Sizes },
): DiagramLevel {
  const { columns, top, sizes } = place;
  const hasBoth = spec.units.some(({ gate, native }) => gate && native);
  const circleY = top + sizes.levelPad + RADIUS.circle + (hasBoth ? sizes.plusRise : 0);
  const { least, perUnit, most } = sizes.fan;
  const fan = Math.min(most, least + perUnit * spec.units.length);
  const expertTop = circleY + RADIUS.circle + fan;
  const nodes = expertNodes(spec, level, experts, columns, expertTop);
  const bottom = Math.max(...nodes.map((node) => node.y + node.height / 2));
  const unitPlaces = placeRow(units, columns);
  return {
    level,
    top,
    height: bottom - top + sizes.levelPad,
    isBundled,
    experts: nodes,
    groups: isBundled ? groupsOf(spec, level, nodes) : nodes.map(aloneOf),
    units: spec.units.map((_, index) =>
      unitOf(spec, { level, index, x: unitPlaces[index]?.x ?? 0, circleY, sizes }),
    ),
  };
}

function expertNodes(
  spec: LevelSpec,
  level: number,
  row: Row,
  columns: ColumnPlaces,
  top: number,
): readonly DiagramNode[] {
  const places = placeRow(row, columns);
  return spec.experts.map(({ owner }, index) => ({
    id: `expert ${level} ${index}`,
    kind: 'expert',
    level,
    index,
    owner,
    x: places[index]?.x ?? 0,
    y: top + row.size / 2 + (places[index]?.y ?? 0),
    width: row.size,
    height: row.size,
  }));
}

const GROUP_PAD = 5;

function groupsOf(spec: LevelSpec, level: number, nodes: readonly DiagramNode[]): readonly GroupBox[] {
  return columnGroupsOf(eachAlone(spec)).map(({ owner, columns: experts }, index) => {
    const boxes = experts.flatMap((expert) => nodes[expert] ?? []).map(aloneOf);
    const left = Math.min(...boxes.map(({ x }) => x)) - GROUP_PAD;
    const right = Math.max(...boxes.map(({ x, width }) => x + width)) + GROUP_PAD;
    const top = Math.min(...boxes.map(({ y }) => y)) - GROUP_PAD;
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + GROUP_PAD;
    const place = { x: left, y: top, width: right - left, height: bottom - top };
    return { owner, experts, id: `group ${level} ${index}`, ...place };
  });
}

const aloneOf = (node: DiagramNode): GroupBox => ({
  id: node.id,
  owner: node.owner,
  experts: [node.index],
  ...boxAround(node),
});

interface UnitPlace {
  readonly level: number;
  readonly index: number;
  readonly x: number;
  readonly circleY: number;
  readonly sizes: Sizes;
}

function unitOf(spec: LevelSpec, { level, index, x, circleY, sizes }: UnitPlace): UnitParts {
  const { unit: widths, plusRise } = sizes;
  const unit = spec.units[index];
  const hasBoth = unit !== undefined && unit.gate !== null && unit.native !== null;
  const half = hasBoth ? widths.full / 2 - RADIUS.circle - 4 : 0;
  const top = hasBoth ? circleY - plusRise - RADIUS.plus : circleY - RADIUS.circle;
  const passes = unit !== undefined && isPass(unit);
  const node: DiagramNode = {
    id: `unit ${level} ${index}`,
    kind: 'unit',
    level,
    index,
    owner: unit?.owner ?? 'shared',
    x,
    y: (top + circleY + RADIUS.circle) / 2,
    width: hasBoth ? widths.full : widths.single,
    height: circleY + RADIUS.circle - top,
  };
  return {
    node,
    gate: unit?.gate ? { x: x - half, y: circleY } : null,
    native: unit?.native && !passes ? { x: x + half, y: circleY } : null,
    plus: hasBoth ? { x, y: circleY - plusRise } : null,
    top: passes ? { x, y: circleY } : { x, y: top },
  };
}
