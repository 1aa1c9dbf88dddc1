/** Numbers that one row meets on its way through one unit of a network, from inputs to answer. */
import type { ProbedNetwork } from '../../../src/analysis/produced/probe.ts';
import { type ExpertOwner, streamsOfGate, type Topology } from '../../../src/models/topology.ts';

/** The same gate in several networks: levels are counted from the input. */
export interface ChosenGate {
  readonly level: number;
  /** Unit among several with this owner; where the owner differs, its first one. */
  readonly unit: number;
  readonly owner: ExpertOwner;
}

export type InsideGate = NonNullable<ReturnType<typeof insideGateOf>>;

/** Null if the level was not probed. `probed`: a single row, with experts; null while its numbers are on their way. */
export function insideGateOf(
  topology: Topology,
  probed: Pick<ProbedNetwork, 'levels' | 'towers'> | null,
  features: Float32Array,
  chosen: ChosenGate,
) {
  const level = Math.min(chosen.level, topology.levels.length - 1);
  const spec = topology.levels[level];
  const isOwned = (unit: number) => spec?.units[unit]?.owner === chosen.owner;
  const unit = [chosen.unit, ...(spec?.units.keys() ?? [])].find(isOwned) ?? 0;
  const ofUnit = spec?.units[unit];
  const [inside, below] = [level, level - 1].map((wanted) =>
    probed === null ? notProbed : probed.levels.find((one) => one.level === wanted),
  );
  const { towers } = probed ?? { towers: [] };
  if (spec === undefined || ofUnit === undefined || inside === undefined) return null;
  const { gate, native, owner } = ofUnit;
  const ofRow = (values: Float32Array | null) => partOf(values, unit, spec.units.length);
  const [logits, gates, natives] = [inside.gateLogits, inside.gates, inside.native].map(ofRow);
  const experts = [...spec.experts.keys()].flatMap((expert) => {
    const isSeen = gate?.sees.includes(expert) === true;
    const isNative = native?.experts.includes(expert) === true;
    if (!isSeen && !isNative) return [];
    return {
      expert,
      owner: spec.experts[expert]?.owner ?? 'shared',
      /** Null: the unit has no gate, or its gate does not see the expert. */
      logit: isSeen ? (logits?.[expert] ?? Number.NaN) : null,
      gate: isSeen ? (gates?.[expert] ?? Number.NaN) : null,
      native: isNative ? (natives?.[expert] ?? Number.NaN) : null,
      output: partOf(inside.experts, expert, spec.experts.length),
    };
  });
  const streams = gate ? streamsOfGate(gate) : [spec.experts[experts[0]?.expert ?? 0]?.reads ?? 0];
  const numStreams = topology.levels[level - 1]?.units.length ?? 1;
  return {
    level,
    unit,
    owner,
    spec,
    isLast: level === topology.levels.length - 1,
    /** Stream of the gate; without a gate, of the unit's first expert. */
    inputs:
      level === 0 || streams.length === 0
        ? [...features]
        : sumOf(streams.map((stream) => partOf(below?.streams ?? null, stream, numStreams))),
    experts,
    mixed: ofRow(inside.streams),
    /** Hidden layers of the task's tower; empty if there are none, or the unit is shared. */
    tower: owner === 'shared' ? [] : towers.map((layer) => partOf(layer, owner, topology.numTasks)),
  };
}

const notProbed = { gateLogits: null, gates: null, native: null, experts: null, streams: null };

function partOf(values: Float32Array | null, part: number, numParts: number): readonly number[] {
  const size = (values?.length ?? 0) / numParts;
  return [...(values?.subarray(part * size, (part + 1) * size) ?? [])];
}

const sumOf = ([first = [], ...others]: readonly (readonly number[])[]): readonly number[] =>
  first.map((value, place) => others.reduce((sum, other) => sum + (other[place] ?? 0), value));
