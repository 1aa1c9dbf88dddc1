/** Parts of one level of a network diagram: experts, their groups, and the units above them. */
import { columnGroupsOf } from '../../../src/analysis/gateMatrix.ts';
import { eachAlone } from '../../../src/analysis/gateWeights.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import {
  boxAround,
  type DiagramLevel,
  type DiagramNode,
  type GroupBox,
  RADIUS,
  type Sizes,
  type UnitParts,
} from './diagram.ts';
import { type ColumnPlaces, placeRow, type Row } from './layoutColumns.ts';

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

export interface LevelRows {
  readonly spec: LevelSpec;
  readonly isBundled: boolean;
  readonly experts: Row;
  readonly units: Row;
}

export function rowsOf(spec: LevelSpec, sizes: Sizes): LevelRows {
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

export function levelPlanOf(
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
