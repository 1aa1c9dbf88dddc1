/** What gates and experts did on held-out rows: sums on the device, chunk by chunk, and the statistics made of them. */
import type { LevelGates } from '../experiment/run.ts';
import type { LevelSpec } from '../models/topology.ts';
import type { ForwardResult } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import type { Tensor } from '../tf/tf.ts';
import { add, max, maximum, square, step, sum, zeros } from '../tf/tf.ts';

/** Sums over the rows of one level. A type, not an interface: `tidy` takes only records. */
export type LevelSums = {
  /** `[R*U, E]` */
  readonly gates: Tensor;
  readonly gateSquares: Tensor;
  /** Squares of expert outputs, `[R*E]`. */
  readonly squares: Tensor;
  /** How many expert outputs are not 0, `[R*E]`. */
  readonly active: Tensor;
  /** 1 for output units that were not 0 on every row, `[R*E, D]`. */
  readonly alive: Tensor;
};

/** Tensors per level that `statisticTensors` gives and `levelGatesOf` takes. */
export const numStatistics = 6;

/** Sums over the rows of one pass, level by level. Call inside `tidy`. */
export function sumsOf(network: Network, { gates, experts }: ForwardResult): LevelSums[] {
  return experts.map((outputs, l) => {
    const gate = gates[l] ?? null; // [R*U, B, E]
    const active = step(outputs); // [R*E, B, D]
    return {
      gates: gate === null ? noGates(network, l) : sum(gate, 1),
      gateSquares: gate === null ? noGates(network, l) : sum(square(gate), 1),
      squares: sum(square(outputs), [1, 2]),
      active: sum(active, [1, 2]),
      alive: max(active, 1),
    };
  });
}

/** Both sums in one, level by level. */
export function addedSums(a: readonly LevelSums[], b: readonly LevelSums[]): LevelSums[] {
  return a.map((one, l) => {
    const other = b[l] ?? one;
    return {
      gates: add(one.gates, other.gates),
      gateSquares: add(one.gateSquares, other.gateSquares),
      squares: add(one.squares, other.squares),
      active: add(one.active, other.active),
      alive: maximum(one.alive, other.alive),
    };
  });
}

/** What is read of all levels: the sums, output units alive `[R*E]`, and the native weights `[R*U, E]`. */
export function statisticTensors(network: Network, sums: readonly LevelSums[]): Tensor[] {
  return sums.flatMap(({ gates, gateSquares, squares, active, alive }, l) => {
    const index = network.plan.levels[l]?.native ?? null;
    const native = index === null ? undefined : network.parameters()[index];
    return [gates, gateSquares, squares, active, sum(alive, 1), native ?? noGates(network, l)];
  });
}

/** Statistics of a level from the values of its `statisticTensors`. */
export function levelGatesOf(level: LevelSpec, values: readonly Float32Array[], numRows: number): LevelGates {
  const [sums, gateSquares, squares, active, alive, native] = values;
  if (!sums || !gateSquares || !squares || !active || !alive || !native)
    throw new Error('Gate statistics are missing.');
  const outputDim = level.dims.at(-1) ?? 1;
  const gateMean = sums.map((value) => value / numRows);
  const variance = gateSquares.map((value, i) => value / numRows - (gateMean[i] ?? 0) ** 2);
  return {
    gateMean,
    gateSpread: variance.map((value) => Math.sqrt(Math.max(value, 0))),
    native,
    expertRms: squares.map((value) => Math.sqrt(value / (numRows * outputDim))),
    zeroShare: active.map((value) => 1 - value / (numRows * outputDim)),
    deadShare: alive.map((value) => 1 - value / outputDim),
  };
}

function noGates(network: Network, l: number): Tensor {
  const { units = [], experts = [] } = network.plan.topology.levels[l] ?? {};
  return zeros([network.numReplicas * units.length, experts.length]);
}
