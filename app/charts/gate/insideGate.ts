/** Numbers that one row meets on its way through one unit of a network, from inputs to answer. */
import type { ProbedNetwork } from '../../../src/analysis/produced/probe.ts';
import { type ExpertOwner, streamsOfGate, type Topology } from '../../../src/models/topology.ts';

/** The same gate in several networks: levels are counted from the input. */
export interface ChosenGate {
  readonly level: number;
  readonly owner: ExpertOwner;
}

export interface MixedExpert {
  readonly expert: number;
  readonly owner: ExpertOwner;
  /** Null: the unit has no gate, or its gate does not see the expert. */
  readonly logit: number | null;
  readonly gate: number | null;
  /** Weight that does not depend on the row. */
  readonly native: number | null;
  readonly output: readonly number[];
}

export interface InsideGate {
  readonly level: number;
  readonly unit: number;
  readonly owner: ExpertOwner;
  /** What the gate reads; without a gate, what the unit's first expert reads. */
  readonly inputs: readonly number[];
  readonly experts: readonly MixedExpert[];
  readonly mixed: readonly number[];
  /** Hidden layers of the task's tower; empty if there are none, or the unit is shared. */
  readonly tower: readonly (readonly number[])[];
}

/** Place of the gate in a network; the nearest one if it has no such gate. */
function placeOfGate({ levels }: Topology, { level: wanted, owner }: ChosenGate) {
  const level = Math.min(wanted, levels.length - 1);
  const unit = levels[level]?.units.findIndex((one) => one.owner === owner) ?? 0;
  return { level, unit: Math.max(0, unit) };
}

/** `probed`: a single row, with experts. Null if the level was not probed. */
export function insideGateOf(
  topology: Topology,
  { levels, towers }: Pick<ProbedNetwork, 'levels' | 'towers'>,
  features: Float32Array,
  chosen: ChosenGate,
): InsideGate | null {
  const { level, unit } = placeOfGate(topology, chosen);
  const [probed, below] = [level, level - 1].map((wanted) => levels.find((one) => one.level === wanted));
  const spec = topology.levels[level];
  const ofUnit = spec?.units[unit];
  if (spec === undefined || ofUnit === undefined || probed === undefined) return null;
  const { gate, native, owner } = ofUnit;
  const used = spec.experts.flatMap((one, expert) =>
    gate?.sees.includes(expert) || native?.experts.includes(expert) ? [{ ...one, expert }] : [],
  );
  const cellOf = (values: Float32Array | null, expert: number) =>
    values?.[unit * spec.experts.length + expert] ?? Number.NaN;
  const outputDim = spec.dims.at(-1) ?? 1;
  const streamDim = topology.levels[level - 1]?.dims.at(-1) ?? 1;
  const readsInput = level === 0 || gate?.reads === 'input';
  const streams = gate === null ? [used[0]?.reads ?? 0] : streamsOfGate(gate);
  return {
    level,
    unit,
    owner,
    inputs: readsInput
      ? [...features]
      : sumOfParts(streams.map((stream) => partOf(below?.streams ?? null, stream, streamDim))),
    experts: used.map(({ expert, owner: source }) => {
      const isSeen = gate?.sees.includes(expert) === true;
      return {
        expert,
        owner: source,
        logit: isSeen ? cellOf(probed.gateLogits, expert) : null,
        gate: isSeen ? cellOf(probed.gates, expert) : null,
        native: native?.experts.includes(expert) ? cellOf(probed.native, expert) : null,
        output: partOf(probed.experts, expert, outputDim),
      };
    }),
    mixed: partOf(probed.streams, unit, outputDim),
    tower:
      owner === 'shared' ? [] : towers.map((layer) => partOf(layer, owner, layer.length / topology.numTasks)),
  };
}

const partOf = (values: Float32Array | null, part: number, size: number): readonly number[] => [
  ...(values?.subarray(part * size, (part + 1) * size) ?? []),
];

const sumOfParts = ([first = [], ...others]: readonly (readonly number[])[]): readonly number[] =>
  first.map((value, place) => others.reduce((sum, other) => sum + (other[place] ?? 0), value));
