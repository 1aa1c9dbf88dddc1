/**
 * What gates and experts did on held-out rows: sums on the device and the statistics made of them. Gates are summed over all
 * test rows, chunk by chunk; experts over those of the first chunk, whose many outputs would take longer than the losses.
 */

import type { LevelSpec } from '../models/topology.ts';
import type { ForwardResult } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import type { LevelGates } from '../results/results.ts';
import type { RecordOf } from '../tf/records.ts';
import { add, square, step, sum, type Tensor, zeros } from '../tf/tf.ts';

/** Sums over rows of one level's gates and of their squares, `[R*U, E]` each. Types, not interfaces: `tidy` takes only records. */
export type GateSums = {
  readonly values: Tensor;
  readonly squares: Tensor;
};

/** Sums over rows of one level's experts, `[R*E]` each. */
export type ExpertSums = {
  /** Of the squares of their outputs. */
  readonly squares: Tensor;
  /** How many outputs are not 0. */
  readonly active: Tensor;
  /** Output units that are not dead. */
  readonly alive: Tensor;
};

/** Everything that is read of one level. */
export type LevelSums = {
  readonly gates: GateSums;
  /** Native weights, `[R*U, E]`. */
  readonly native: Tensor;
  readonly experts: ExpertSums;
};

/** Sums over the rows of one pass, level by level; 0 at a level without gates. Call inside `tidy`. */
export function gateSums(network: Network, { gates }: ForwardResult): GateSums[] {
  return gates.map((gate, l) => ({
    values: gate === null ? noGates(network, l) : sum(gate, 1),
    squares: gate === null ? noGates(network, l) : sum(square(gate), 1),
  }));
}

/** The sums over the rows of both, level by level. */
export function addedSums(a: readonly GateSums[], b: readonly GateSums[]): GateSums[] {
  return a.map((one, l) => {
    const other = b[l] ?? one;
    return { values: add(one.values, other.values), squares: add(one.squares, other.squares) };
  });
}

/** Sums over the rows of one pass, level by level. Call inside `tidy`. */
export function expertSums({ experts }: ForwardResult): ExpertSums[] {
  return experts.map((outputs) => {
    const squares = sum(square(outputs), 1); // [R*E, D]
    return { squares: sum(squares, 1), active: sum(step(outputs), [1, 2]), alive: sum(step(squares), 1) };
  });
}

/** Everything that is read, level by level. */
export function levelSums(
  network: Network,
  ofGates: readonly GateSums[],
  ofExperts: readonly ExpertSums[],
): LevelSums[] {
  return ofExperts.map((experts, l) => {
    const index = network.plan.levels[l]?.native ?? null;
    const native = index === null ? undefined : network.state().parameters[index];
    const gates = ofGates[l] ?? { values: noGates(network, l), squares: noGates(network, l) };
    return { gates, native: native ?? noGates(network, l), experts };
  });
}

/** How many rows of each replica were summed. */
export interface SummedRows {
  readonly gates: number;
  readonly experts: number;
}

/** Statistics of a level from the values of its sums. */
export function levelGatesOf(
  level: LevelSpec,
  { gates, native, experts }: RecordOf<LevelSums, Float32Array>,
  numRows: SummedRows,
): LevelGates {
  const outputDim = level.dims.at(-1) ?? 1;
  const numOutputs = numRows.experts * outputDim;
  const gateMean = gates.values.map((value) => value / numRows.gates);
  const variance = gates.squares.map((value, i) => value / numRows.gates - (gateMean[i] ?? 0) ** 2);
  return {
    gateMean,
    gateStd: variance.map((value) => Math.sqrt(Math.max(value, 0))),
    native,
    expertRms: experts.squares.map((value) => Math.sqrt(value / numOutputs)),
    sparsity: experts.active.map((value) => 1 - value / numOutputs),
    deadFraction: experts.alive.map((value) => 1 - value / outputDim),
  };
}

function noGates(network: Network, l: number): Tensor {
  const { units = [], experts = [] } = network.plan.topology.levels[l] ?? {};
  return zeros([network.numReplicas * units.length, experts.length]);
}
