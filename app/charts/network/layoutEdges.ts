/** Edges of a network diagram, from any topology and the places of its parts. */
import type { LevelSpec, Owner, Topology, UnitSpec } from '../../../src/models/topology.ts';
import {
  type DiagramEdge,
  type DiagramLayout,
  type DiagramLevel,
  type DiagramNode,
  type Point,
  RADIUS,
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

/** Where stream `reads` starts: a unit below, or the input bar below `x`. */
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
