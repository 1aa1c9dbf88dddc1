/**
 * Where the parts of a network stand, from any topology: input at the bottom, then level by level experts and units,
 * towers on top (the paper's figure 1). Pure geometry in pixels; knows no architecture by name, no weights, no colours.
 */
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';
import { expertGroupsOf } from '../gates/gateMatrix.ts';
import {
  type DiagramLayout,
  type DiagramNode,
  type GroupBox,
  type LevelPlan,
  RADIUS,
  type UnitParts,
} from './diagram.ts';
import { type Columns, columnsOf, placeRow, type Row } from './layoutColumns.ts';
import { edgesOf } from './layoutEdges.ts';

const EXPERT_SIZE = { alone: 24, bundled: 13 } as const;
/** A level with more edges than this is bundled. */
const MAX_EDGES = 110;

const GUTTER = 62;
const MARGIN = 10;
const OUTPUT_HEIGHT = 24;
const TOWER = { width: 46, height: 22 } as const;
const INPUT_HEIGHT = 28;
const STREAM_GAP = 34;
const PLUS_RISE = 27;
const UNIT = { full: 62, single: 26 } as const;
const FAN = { least: 56, perUnit: 5, most: 100 } as const;
const LEVEL_PAD = 10;

function numEdgesOf({ units }: LevelSpec): number {
  return units.reduce(
    (sum, { gate, native }) => sum + (gate?.sees.length ?? 0) + (native?.experts.length ?? 0),
    0,
  );
}

function isPass({ gate, native }: LevelSpec['units'][number]): boolean {
  return gate === null && native?.kind === 'fixed' && native.experts.length === 1;
}

/** Rows of one level before they have a place. */
interface LevelRows {
  readonly spec: LevelSpec;
  readonly isBundled: boolean;
  readonly experts: Row;
  readonly units: Row;
}

function rowsOf(spec: LevelSpec): LevelRows {
  const isBundled = numEdgesOf(spec) > MAX_EDGES;
  const unitWidth = Math.max(
    ...spec.units.map(({ gate, native }) => (gate && native ? UNIT.full : UNIT.single)),
  );
  return {
    spec,
    isBundled,
    experts: {
      owners: spec.experts.map(({ owner }) => owner),
      size: isBundled ? EXPERT_SIZE.bundled : EXPERT_SIZE.alone,
      gap: isBundled ? 3 : 6,
      isBlock: isBundled,
    },
    units: { owners: spec.units.map(({ owner }) => owner), size: unitWidth, gap: 8, isBlock: false },
  };
}

/** `available` is the width to fill; a network that needs more gets more and scrolls. */
export function layoutOf(topology: Topology, available: number): DiagramLayout {
  const rows = topology.levels.map(rowsOf);
  const towerRow: Row = {
    owners: topology.towers.map((_, task) => task),
    size: TOWER.width,
    gap: 8,
    isBlock: false,
  };
  const all = [towerRow, ...rows.flatMap(({ experts, units }) => [experts, units])];
  const columns = columnsOf(all, available - GUTTER - MARGIN);
  const towers = towersOf(topology, columns, towerRow);
  const levels: LevelPlan[] = [];
  let y = OUTPUT_HEIGHT + TOWER.height + STREAM_GAP - LEVEL_PAD;
  for (let level = topology.levels.length - 1; level >= 0; level--) {
    const row = rows[level];
    if (!row) continue;
    const plan = planOf(row, level, columns, y);
    levels.unshift(plan);
    y = plan.top + plan.height + STREAM_GAP - LEVEL_PAD;
  }
  const input = inputOf(columns.width, y);
  return {
    width: GUTTER + columns.width + MARGIN,
    height: y + INPUT_HEIGHT + MARGIN,
    input,
    levels,
    towers,
    columnWidth: columns.narrowest,
    edges: edgesOf(topology, { input, levels, towers }),
  };
}

function inputOf(width: number, y: number): DiagramNode {
  const size = { width, height: INPUT_HEIGHT };
  return {
    id: 'input',
    kind: 'input',
    level: 0,
    index: 0,
    owner: 'shared',
    x: GUTTER + width / 2,
    y: y + INPUT_HEIGHT / 2,
    ...size,
  };
}

function towersOf(topology: Topology, columns: Columns, row: Row): readonly DiagramNode[] {
  const places = placeRow(row, columns);
  return topology.towers.map((_, index) => ({
    id: `tower ${index}`,
    kind: 'tower',
    level: topology.levels.length,
    index,
    owner: index,
    x: GUTTER + (places[index]?.x ?? 0),
    y: OUTPUT_HEIGHT + TOWER.height / 2,
    ...TOWER,
  }));
}

function planOf(
  { spec, isBundled, experts, units }: LevelRows,
  level: number,
  columns: Columns,
  top: number,
): LevelPlan {
  const hasBoth = spec.units.some(({ gate, native }) => gate && native);
  const circleY = top + LEVEL_PAD + RADIUS.circle + (hasBoth ? PLUS_RISE : 0);
  const fan = Math.min(FAN.most, FAN.least + FAN.perUnit * spec.units.length);
  const expertTop = circleY + RADIUS.circle + fan;
  const nodes = expertNodes(spec, level, experts, columns, expertTop);
  const bottom = Math.max(...nodes.map((node) => node.y + node.height / 2));
  const unitPlaces = placeRow(units, columns);
  return {
    level,
    top,
    height: bottom - top + LEVEL_PAD,
    isBundled,
    experts: nodes,
    groups: groupsOf(spec, level, nodes),
    units: spec.units.map((_, index) =>
      unitOf(spec, level, index, GUTTER + (unitPlaces[index]?.x ?? 0), circleY),
    ),
  };
}

function expertNodes(
  spec: LevelSpec,
  level: number,
  row: Row,
  columns: Columns,
  top: number,
): readonly DiagramNode[] {
  const places = placeRow(row, columns);
  return spec.experts.map(({ owner }, index) => ({
    id: `expert ${level} ${index}`,
    kind: 'expert',
    level,
    index,
    owner,
    x: GUTTER + (places[index]?.x ?? 0),
    y: top + row.size / 2 + (places[index]?.y ?? 0),
    width: row.size,
    height: row.size,
  }));
}

const GROUP_PAD = 5;

function groupsOf(spec: LevelSpec, level: number, nodes: readonly DiagramNode[]): readonly GroupBox[] {
  return expertGroupsOf(spec).map((group, index) => {
    const members = group.experts.flatMap((expert) => nodes[expert] ?? []);
    const left = Math.min(...members.map((node) => node.x - node.width / 2)) - GROUP_PAD;
    const right = Math.max(...members.map((node) => node.x + node.width / 2)) + GROUP_PAD;
    const top = Math.min(...members.map((node) => node.y - node.height / 2)) - GROUP_PAD;
    const bottom = Math.max(...members.map((node) => node.y + node.height / 2)) + GROUP_PAD;
    return {
      ...group,
      id: `group ${level} ${index}`,
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
    };
  });
}

function unitOf(spec: LevelSpec, level: number, index: number, x: number, circleY: number): UnitParts {
  const unit = spec.units[index];
  const hasBoth = unit !== undefined && unit.gate !== null && unit.native !== null;
  const half = hasBoth ? UNIT.full / 2 - RADIUS.circle - 4 : 0;
  const top = hasBoth ? circleY - PLUS_RISE - RADIUS.plus : circleY - RADIUS.circle;
  const passes = unit !== undefined && isPass(unit);
  const node: DiagramNode = {
    id: `unit ${level} ${index}`,
    kind: 'unit',
    level,
    index,
    owner: unit?.owner ?? 'shared',
    x,
    y: (top + circleY + RADIUS.circle) / 2,
    width: hasBoth ? UNIT.full : UNIT.single,
    height: circleY + RADIUS.circle - top,
  };
  return {
    node,
    gate: unit?.gate ? { x: x - half, y: circleY } : null,
    native: unit?.native && !passes ? { x: x + half, y: circleY } : null,
    plus: hasBoth ? { x, y: circleY - PLUS_RISE } : null,
    top: passes ? { x, y: circleY } : { x, y: top },
  };
}
