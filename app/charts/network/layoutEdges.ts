/** Edges of a network diagram, from any topology and the places of its parts. Knows no weights. */
import type { LevelSpec, Owner, Topology } from '../../../src/models/topology.ts';
import {
  type DiagramEdge,
  type DiagramLayout,
  type DiagramLevel,
  type DiagramNode,
  type GroupBox,
  type Point,
  RADIUS,
  type UnitParts,
} from './diagram.ts';

type Places = Pick<DiagramLayout, 'input' | 'levels' | 'towers'>;

export function edgesOf(topology: Topology, places: Places): readonly DiagramEdge[] {
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

/** The origin of stream `reads` of a level: a unit below, or the input bar right under `x`. */
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

/** An edge that weighs nothing, unless it says which unit weighs which experts. */
const edgeOf = (edge: Omit<DiagramEdge, 'unit' | 'experts'> & Partial<DiagramEdge>): DiagramEdge => ({
  unit: -1,
  experts: [],
  ...edge,
});

function readEdges(spec: LevelSpec, plan: DiagramLevel, source: Source): readonly DiagramEdge[] {
  if (plan.isBundled) return plan.groups.flatMap((group) => groupReads(spec, plan, group, source));
  const { level } = plan;
  return plan.experts.map((node, e) => {
    const { from, owner, part } = source(spec.experts[e]?.reads ?? 0, node.x);
    const to = { x: node.x, y: node.y + node.height / 2 };
    return edgeOf({ id: `read ${node.id}`, kind: 'read', level, parts: [part, node.id], from, to, owner });
  });
}

/** One edge per stream that a group reads; it lights up with each of its readers. */
function groupReads(
  spec: LevelSpec,
  plan: DiagramLevel,
  group: GroupBox,
  source: Source,
): readonly DiagramEdge[] {
  const streams = new Set(group.experts.map((expert) => spec.experts[expert]?.reads ?? 0));
  const centre = group.x + group.width / 2;
  const isInput = plan.level === 0;
  return [...(isInput ? [0] : streams)].map((reads) => {
    const { from, owner, part } = source(reads, centre);
    const readers = group.experts.filter((expert) => isInput || spec.experts[expert]?.reads === reads);
    const ids = readers.flatMap((expert) => plan.experts[expert]?.id ?? []);
    const to = { x: centre, y: group.y + group.height };
    const id = `read ${group.id} ${reads}`;
    return edgeOf({ id, kind: 'read', level: plan.level, parts: [part, ...ids], from, to, owner });
  });
}

/** Edges into the circles of every unit, one per expert or, bundled, one per group. */
function mixEdges(spec: LevelSpec, plan: DiagramLevel): readonly DiagramEdge[] {
  return plan.units.flatMap((parts, u) => {
    const unit = spec.units[u];
    const gate = parts.gate ? intoCircle('gate', plan, parts, u, unit?.gate?.sees ?? [], parts.gate) : [];
    const end = parts.native ?? { x: parts.top.x, y: parts.top.y - RADIUS.circle };
    const native = intoCircle('native', plan, parts, u, unit?.native?.experts ?? [], end);
    return [...gate, ...native];
  });
}

function intoCircle(
  kind: 'gate' | 'native',
  plan: DiagramLevel,
  { node }: UnitParts,
  unit: number,
  experts: readonly number[],
  centre: Point,
): readonly DiagramEdge[] {
  const to = { x: centre.x, y: centre.y + RADIUS.circle };
  return sourcesOf(plan, experts).map(({ id, from, owner, experts: weighed }) => {
    const parts = [node.id, ...weighed.flatMap((expert) => plan.experts[expert]?.id ?? [])];
    const name = `${kind} ${node.id} ${id}`;
    return { id: name, kind, level: plan.level, parts, from, to, owner, unit, experts: weighed };
  });
}

/** The places where the outputs of some experts leave: each on its own, or by group when bundled. */
function sourcesOf({ isBundled, experts: nodes, groups }: DiagramLevel, experts: readonly number[]) {
  if (!isBundled)
    return experts.flatMap((expert) => {
      const node = nodes[expert];
      if (!node) return [];
      const from = { x: node.x, y: node.y - node.height / 2 };
      return [{ id: node.id, from, owner: node.owner, experts: [expert] }];
    });
  return groups.flatMap(({ id, owner, x, y, width, experts: all }) => {
    const members = all.filter((expert) => experts.includes(expert));
    const from = { x: x + width / 2, y };
    return members.length === 0 ? [] : [{ id, from, owner, experts: members }];
  });
}

function joinEdges({ level, units }: DiagramLevel): readonly DiagramEdge[] {
  return units.flatMap(({ node: { id, owner }, gate, native, plus }, unit) =>
    [gate, native].flatMap((from, side) =>
      from && plus
        ? [
            edgeOf({
              id: `join ${id} ${side}`,
              kind: 'join',
              level,
              parts: [id],
              from,
              to: plus,
              owner,
              unit,
            }),
          ]
        : [],
    ),
  );
}

function gateInputs(
  spec: LevelSpec,
  plan: DiagramLevel,
  source: Source,
  input: DiagramNode,
): readonly DiagramEdge[] {
  return plan.units.flatMap(({ node, gate }, unit): readonly DiagramEdge[] => {
    const reads = spec.units[unit]?.gate?.reads;
    if (!gate || reads === undefined) return [];
    const x = gate.x - RADIUS.circle;
    const { from, owner } = reads === 'input' ? fromInput(input, x) : source(reads, x);
    const to = { x, y: gate.y };
    const id = `gateInput ${node.id}`;
    const parts = [node.id];
    return [edgeOf({ id, kind: 'gateInput', level: plan.level, parts, from, to, owner, unit })];
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
