/** Layout of any topology in pixels, from the input at the bottom to the towers on top (the paper's figure 1). */

import { columnGroupsOf } from '../../../src/analysis/gateMatrix.ts';
import { groupingByExpert } from '../../../src/analysis/gateWeights.ts';
import { sum } from '../../../src/models/counts.ts';
import { assertReaderSupports, commonFeatures, type TopologyReader } from '../../../src/models/features.ts';
import type { ExpertOwner, LevelSpec, Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import {
  boxAround,
  type DiagramEdge,
  type DiagramLayout,
  type DiagramLevel,
  type DiagramNode,
  type DiagramSizes,
  defaultDiagramSizes,
  type GroupBox,
  type Point,
  SYMBOL_RADII,
  type UnitParts,
} from './diagram.ts';
import { type ColumnPlaces, diagramColumnsOf, type PartRow, placePartsOfRow } from './layoutColumns.ts';

const MARGIN = 10;
export const diagramReader: TopologyReader = {
  name: text.models.reader.diagram,
  reads: [...commonFeatures],
};

/** `available` is the width to fill; a wider network scrolls. Towers of a lower one rise to `minHeight`. */
export function diagramLayoutOf(
  topology: Topology,
  available: number,
  sizes: DiagramSizes = defaultDiagramSizes,
  textScale = 1,
  minHeight = 0,
): DiagramLayout {
  assertReaderSupports(topology, diagramReader);
  const left = sizes.gutter * textScale;
  const outputHeight = sizes.output * textScale;
  const rows = topology.levels.map((level) => levelRowsOf(level, sizes));
  const towerRow: PartRow = {
    owners: topology.towers.map((_, task) => task),
    size: Math.min(sizes.tower.widest, sizes.tower.width * textScale),
    gap: 8,
    isBlock: false,
  };
  const all = [towerRow, ...rows.flatMap(({ experts, units }) => [experts, units])];
  const columns = diagramColumnsOf(all, available - left - MARGIN, { left, gap: sizes.columnGap });
  const towers = towerNodesOf(topology, columns, towerRow, { top: outputHeight, height: sizes.tower.height });
  const levels: DiagramLevel[] = [];
  const between = sizes.streamGap - sizes.levelPad;
  const heights = rows.map(
    (row, level) => levelPlanOf(row, level, { columns, top: 0, sizes }).height + between,
  );
  const least = outputHeight + sizes.tower.height + between;
  let y = Math.max(least, minHeight - sum([...heights, sizes.input, sizes.foot]));
  for (const [level, row] of [...rows.entries()].toReversed()) {
    const plan = levelPlanOf(row, level, { columns, top: y, sizes });
    levels.unshift(plan);
    y = plan.top + plan.height + between;
  }
  const input = inputNodeOf(columns, { top: y, height: sizes.input });
  return {
    width: left + columns.width + MARGIN,
    height: y + sizes.input + sizes.foot,
    input,
    levels,
    towers,
    columnWidth: columns.narrowest,
    textScale,
    edges: diagramEdgesOf(topology, { input, levels, towers }),
  };
}

interface VerticalBand {
  readonly top: number;
  readonly height: number;
}

function inputNodeOf({ left, width }: ColumnPlaces, { top, height }: VerticalBand): DiagramNode {
  const place = { x: left + width / 2, y: top + height / 2, width, height };
  return { id: 'input', kind: 'input', level: 0, index: 0, owner: 'shared', ...place };
}

function towerNodesOf(
  { levels }: Topology,
  columns: ColumnPlaces,
  row: PartRow,
  { top, height }: VerticalBand,
): readonly DiagramNode[] {
  return placePartsOfRow(row, columns).map(({ x }, index) => {
    const place = { x, y: top + height / 2, width: row.size, height };
    return { id: `tower ${index}`, kind: 'tower', level: levels.length, index, owner: index, ...place };
  });
}

const COLUMN_GAP = 8;
const SCALE_TOLERANCE = 0.01;
// Size of text scaled down for print, relative to text that fits.
const PRINT_TEXT_RATIO = 0.94;

// Print scales a wide network down, so its text is enlarged.
export function paperLayoutOf(topology: Topology, available: number): DiagramLayout {
  const layoutFor = (textScale: number) =>
    diagramLayoutOf(topology, available, { ...defaultDiagramSizes, columnGap: COLUMN_GAP }, textScale);
  let layout = layoutFor(1);
  for (let before = 0; Math.abs(before - layout.textScale) > SCALE_TOLERANCE; ) {
    before = layout.textScale;
    layout = layoutFor(Math.max(1, (PRINT_TEXT_RATIO * layout.width) / available));
  }
  return layout;
}

type NodePlaces = Pick<DiagramLayout, 'input' | 'levels' | 'towers'>;

function diagramEdgesOf(topology: Topology, places: NodePlaces): readonly DiagramEdge[] {
  const perLevel = topology.levels.flatMap((spec, level) => {
    const plan = places.levels[level];
    if (!plan) return [];
    const source = streamSourceOf(places, level);
    return [
      ...readEdges(spec, plan, source),
      ...mixEdges(spec, plan),
      ...joinEdges(plan),
      ...gateInputEdges(spec, plan, source, places.input),
    ];
  });
  return [...perLevel, ...towerEdges(places)];
}

/** Point where stream `reads` starts: a unit below, or the input bar below `x`. */
type StreamSource = (
  reads: number,
  x: number,
) => { readonly from: Point; readonly owner: ExpertOwner; readonly part: string };

function streamSourceOf({ input, levels }: NodePlaces, level: number): StreamSource {
  const below = levels[level - 1];
  return (reads, x) => {
    const unit = below?.units[reads];
    return unit ? { from: unit.top, owner: unit.node.owner, part: unit.node.id } : pointOnInputBar(input, x);
  };
}

function pointOnInputBar(input: DiagramNode, x: number) {
  const inside = Math.max(input.x - input.width / 2, Math.min(input.x + input.width / 2, x));
  return { from: { x: inside, y: input.y - input.height / 2 }, owner: 'shared', part: input.id } as const;
}

const plainEdge = { unit: -1, experts: [], isForwardOnly: false } as const;

function readEdges(spec: LevelSpec, plan: DiagramLevel, source: StreamSource): readonly DiagramEdge[] {
  const { level } = plan;
  const readBy = (expert: number) => (level === 0 ? 0 : (spec.experts[expert]?.reads ?? 0));
  return plan.groups.flatMap((group) => {
    const centre = group.x + group.width / 2;
    const to = { x: centre, y: group.y + group.height };
    return [...new Set(group.experts.map(readBy))].map((reads): DiagramEdge => {
      const { from, owner, part } = source(reads, centre);
      const readers = group.experts.filter((expert) => readBy(expert) === reads);
      const parts = [part, ...readers.flatMap((expert) => plan.experts[expert]?.id ?? [])];
      const id = `read ${group.id} ${reads}`;
      return { ...plainEdge, id, kind: 'read', level, parts, from, to, owner };
    });
  });
}

function mixEdges(spec: LevelSpec, plan: DiagramLevel): readonly DiagramEdge[] {
  return plan.units.flatMap(({ node, gate, native, top }, unit) => {
    const mixed = spec.units[unit];
    const intoCircle = (kind: 'gate' | 'native', { x, y }: Point, experts: readonly number[]) =>
      plan.groups.flatMap((group): readonly DiagramEdge[] => {
        const weighed = group.experts.filter((expert) => experts.includes(expert));
        if (weighed.length === 0) return [];
        const parts = [node.id, ...weighed.flatMap((expert) => plan.experts[expert]?.id ?? [])];
        const from = { x: group.x + group.width / 2, y: group.y };
        const to = { x, y: y + SYMBOL_RADII.circle };
        const { level } = plan;
        const id = `${kind} ${node.id} ${group.id}`;
        const isForwardOnly = weighed.every((expert) => mixed?.teaches?.includes(expert) === false);
        return [
          { id, kind, level, parts, from, to, owner: group.owner, unit, experts: weighed, isForwardOnly },
        ];
      });
    return [
      ...(gate ? intoCircle('gate', gate, mixed?.gate?.sees ?? []) : []),
      ...intoCircle(
        'native',
        native ?? { x: top.x, y: top.y - SYMBOL_RADII.circle },
        mixed?.native?.experts ?? [],
      ),
    ];
  });
}

function joinEdges({ level, units }: DiagramLevel): readonly DiagramEdge[] {
  return units.flatMap(({ node: { id, owner }, gate, native, plus }, unit) =>
    [gate, native].flatMap((from, side): readonly DiagramEdge[] => {
      if (!from || !plus) return [];
      const ends = { from, to: plus, owner, unit };
      return [{ ...plainEdge, id: `join ${id} ${side}`, kind: 'join', level, parts: [id], ...ends }];
    }),
  );
}

function gateInputEdges(
  spec: LevelSpec,
  plan: DiagramLevel,
  source: StreamSource,
  input: DiagramNode,
): readonly DiagramEdge[] {
  return plan.units.flatMap(({ node, gate }, unit): readonly DiagramEdge[] => {
    const { reads, adds = [] } = spec.units[unit]?.gate ?? {};
    if (!gate || reads === undefined) return [];
    const x = gate.x - SYMBOL_RADII.circle;
    const to = { x, y: gate.y };
    const sources =
      reads === 'input' ? [pointOnInputBar(input, x)] : [reads, ...adds].map((one) => source(one, x));
    // At level 0 all streams are the input: one edge.
    const apart = plan.level === 0 ? sources.slice(0, 1) : sources;
    return apart.map(({ from, owner }, at): DiagramEdge => {
      const id = `gateInput ${node.id}${at === 0 ? '' : ` ${at}`}`;
      const ends = { from, to, owner, unit };
      return { ...plainEdge, id, kind: 'gateInput', level: plan.level, parts: [node.id], ...ends };
    });
  });
}

function towerEdges(places: NodePlaces): readonly DiagramEdge[] {
  const { levels, towers } = places;
  const source = streamSourceOf(places, levels.length);
  return towers.flatMap((tower, task): readonly DiagramEdge[] => {
    const { from, part } = source(task, tower.x);
    const ends = { from, to: { x: tower.x, y: tower.y + tower.height / 2 }, owner: task };
    const parts = [part, tower.id];
    return [{ ...plainEdge, id: tower.id, kind: 'tower', level: levels.length, parts, ...ends }];
  });
}

const MAX_EDGES = 110;
const BUNDLED_EXPERT_SIZE = 13;

const numEdgesOf = ({ units }: LevelSpec): number =>
  sum(units.map(({ gate, native }) => (gate?.sees.length ?? 0) + (native?.experts.length ?? 0)));

function isPassThroughLevel({ gate, native }: LevelSpec['units'][number]): boolean {
  return gate === null && native?.kind === 'fixed' && native.experts.length === 1;
}

interface LevelRows {
  readonly spec: LevelSpec;
  readonly isBundled: boolean;
  readonly experts: PartRow;
  readonly units: PartRow;
}

function levelRowsOf(spec: LevelSpec, sizes: DiagramSizes): LevelRows {
  const isBundled = numEdgesOf(spec) > MAX_EDGES;
  const unitWidth = Math.max(
    ...spec.units.map(({ gate, native }) => (gate && native ? sizes.unit.full : sizes.unit.single)),
  );
  return {
    spec,
    isBundled,
    experts: {
      owners: spec.experts.map(({ owner }) => owner),
      size: isBundled ? BUNDLED_EXPERT_SIZE : sizes.expert,
      gap: isBundled ? 3 : 6,
      isBlock: isBundled,
    },
    units: { owners: spec.units.map(({ owner }) => owner), size: unitWidth, gap: 8, isBlock: false },
  };
}

function levelPlanOf(
  { spec, isBundled, experts, units }: LevelRows,
  level: number,
  place: { readonly columns: ColumnPlaces; readonly top: number; readonly sizes: DiagramSizes },
): DiagramLevel {
  const { columns, top, sizes } = place;
  const hasBoth = spec.units.some(({ gate, native }) => gate && native);
  const circleY = top + sizes.levelPad + SYMBOL_RADII.circle + (hasBoth ? sizes.plusRise : 0);
  const { least, perUnit, most } = sizes.fan;
  const fan = Math.min(most, least + perUnit * spec.units.length);
  const expertTop = circleY + SYMBOL_RADII.circle + fan;
  const nodes = expertNodes(spec, level, experts, columns, expertTop);
  const bottom = Math.max(...nodes.map((node) => node.y + node.height / 2));
  const unitPlaces = placePartsOfRow(units, columns);
  return {
    level,
    top,
    height: bottom - top + sizes.levelPad,
    isBundled,
    experts: nodes,
    groups: isBundled ? groupBoxesOf(spec, level, nodes) : nodes.map(groupBoxOfNode),
    units: spec.units.map((_, index) =>
      unitPartsOf(spec, { level, index, x: unitPlaces[index]?.x ?? 0, circleY, sizes }),
    ),
  };
}

function expertNodes(
  spec: LevelSpec,
  level: number,
  row: PartRow,
  columns: ColumnPlaces,
  top: number,
): readonly DiagramNode[] {
  const places = placePartsOfRow(row, columns);
  return spec.experts.map(({ owner }, index) => {
    const { x = 0, y = 0 } = places[index] ?? {};
    const place = { x, y: top + row.size / 2 + y, width: row.size, height: row.size };
    return { id: `expert ${level} ${index}`, kind: 'expert', level, index, owner, ...place };
  });
}

const GROUP_PAD = 5;

function groupBoxesOf(spec: LevelSpec, level: number, nodes: readonly DiagramNode[]): readonly GroupBox[] {
  return columnGroupsOf(groupingByExpert(spec)).map(({ owner, columns: experts }, index) => {
    const boxes = experts.flatMap((expert) => nodes[expert] ?? []).map(groupBoxOfNode);
    const left = Math.min(...boxes.map(({ x }) => x)) - GROUP_PAD;
    const right = Math.max(...boxes.map(({ x, width }) => x + width)) + GROUP_PAD;
    const top = Math.min(...boxes.map(({ y }) => y)) - GROUP_PAD;
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + GROUP_PAD;
    const place = { x: left, y: top, width: right - left, height: bottom - top };
    return { owner, experts, id: `group ${level} ${index}`, ...place };
  });
}

const groupBoxOfNode = (node: DiagramNode): GroupBox => ({
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
  readonly sizes: DiagramSizes;
}

function unitPartsOf(spec: LevelSpec, { level, index, x, circleY, sizes }: UnitPlace): UnitParts {
  const { unit: widths, plusRise } = sizes;
  const unit = spec.units[index];
  const hasBoth = unit !== undefined && unit.gate !== null && unit.native !== null;
  const half = hasBoth ? widths.full / 2 - SYMBOL_RADII.circle - 4 : 0;
  const top = hasBoth ? circleY - plusRise - SYMBOL_RADII.plus : circleY - SYMBOL_RADII.circle;
  const passes = unit !== undefined && isPassThroughLevel(unit);
  const node: DiagramNode = {
    id: `unit ${level} ${index}`,
    kind: 'unit',
    level,
    index,
    owner: unit?.owner ?? 'shared',
    x,
    y: (top + circleY + SYMBOL_RADII.circle) / 2,
    width: hasBoth ? widths.full : widths.single,
    height: circleY + SYMBOL_RADII.circle - top,
  };
  return {
    node,
    gate: unit?.gate ? { x: x - half, y: circleY } : null,
    native: unit?.native && !passes ? { x: x + half, y: circleY } : null,
    plus: hasBoth ? { x, y: circleY - plusRise } : null,
    top: passes ? { x, y: circleY } : { x, y: top },
  };
}
