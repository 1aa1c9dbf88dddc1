/**
 * What gates and experts did on held-out rows: sums on the device and the statistics made of them. Gates are summed over all
 * test rows, chunk by chunk; experts over those of the first chunk, whose many outputs would take longer than the losses.
 */

import type { LevelSpec } from '../models/topology.ts';
import type { ForwardResult } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import type { LevelGates } from '../results/results.ts';
import { add, square, step, sum, type Tensor, zeros } from '../tf/tf.ts';

/** Sums over rows of one level's gates and of their squares, `[R*U, E]` each. A type, not an interface: `tidy` takes only records. */
export type GateSums = {
  readonly gates: Tensor;
  readonly squares: Tensor;
};

/** Tensors per level that `expertSums` gives. */
const numExpertSums = 3;

/** Tensors per level that `statisticTensors` gives and `levelGatesOf` takes. */
export const numStatistics = 3 + numExpertSums;

/** Sums over the rows of one pass, level by level; 0 at a level without gates. Call inside `tidy`. */
export function gateSums(network: Network, { gates }: ForwardResult): GateSums[] {
  return gates.map((gate, l) => ({
    gates: gate === null ? noGates(network, l) : sum(gate, 1),
    squares: gate === null ? noGates(network, l) : sum(square(gate), 1),
  }));
}

/** Both sums in one, level by level. */
export function addedSums(a: readonly GateSums[], b: readonly GateSums[]): GateSums[] {
  return a.map((one, l) => {
    const other = b[l] ?? one;
    return { gates: add(one.gates, other.gates), squares: add(one.squares, other.squares) };
  });
}

/** Of every level's experts, `[R*E]` each: squares of their outputs, how many are not 0, output units that are not dead. */
export function expertSums({ experts }: ForwardResult): Tensor[] {
  return experts.flatMap((outputs) => {
    const squares = sum(square(outputs), 1); // [R*E, D]
    return [sum(squares, 1), sum(step(outputs), [1, 2]), sum(step(squares), 1)];
  });
}

/** Everything that is read, level by level: gate sums, native weights `[R*U, E]`, expert sums. */
export function statisticTensors(
  network: Network,
  sums: readonly GateSums[],
  ofExperts: readonly Tensor[],
): Tensor[] {
  return sums.flatMap(({ gates, squares }, l) => {
    const index = network.plan.levels[l]?.native ?? null;
    const native = index === null ? undefined : network.parameters()[index];
    const experts = ofExperts.slice(numExpertSums * l, numExpertSums * (l + 1));
    return [gates, squares, native ?? noGates(network, l), ...experts];
  });
}

/** How many rows of each replica were summed. */
export interface SummedRows {
  readonly gates: number;
  readonly experts: number;
}

/** Statistics of a level from the values of its `statisticTensors`. */
export function levelGatesOf(
  level: LevelSpec,
  values: readonly Float32Array[],
  numRows: SummedRows,
): LevelGates {
  const [sums, gateSquares, native, squares, active, alive] = values;
  if (!sums || !gateSquares || !native || !squares || !active || !alive)
    throw new Error('Gate statistics are missing.');
  const outputDim = level.dims.at(-1) ?? 1;
  const numOutputs = numRows.experts * outputDim;
  const gateMean = sums.map((value) => value / numRows.gates);
  const variance = gateSquares.map((value, i) => value / numRows.gates - (gateMean[i] ?? 0) ** 2);
  return {
    gateMean,
    gateStd: variance.map((value) => Math.sqrt(Math.max(value, 0))),
    native,
    expertRms: squares.map((value) => Math.sqrt(value / numOutputs)),
    sparsity: active.map((value) => 1 - value / numOutputs),
    deadFraction: alive.map((value) => 1 - value / outputDim),
  };
}

function noGates(network: Network, l: number): Tensor {
  const { units = [], experts = [] } = network.plan.topology.levels[l] ?? {};
  return zeros([network.numReplicas * units.length, experts.length]);
}
