/**
 * Statistics of gates and experts on held-out rows: sums on the device and the statistics made of them. Gates are summed over all
 * test rows, chunk by chunk; experts over those of the first chunk, whose many outputs would take longer than the losses.
 */
import { concatenated } from '../core/concatenated.ts';
import { type ColumnSums, columnSums } from '../kernels/columnSums/columnSums.ts';
import type { LevelSpec } from '../models/topology.ts';
import type { ForwardResult } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import { fixedNative } from '../network/plan.ts';
import type { LevelGates } from '../run/produced/evaluation.ts';
import type { RecordOf } from '../tf/records.ts';
import { add, type Tensor } from '../tf/tf.ts';

/** Sums over rows of one level's gates, `[R*U, E]` each; none at a level without gates. */
export type GateSums = ColumnSums | undefined;

/** Everything that is read of one level. Types, not interfaces: `tidy` takes only records. */
export type LevelSums = {
  readonly gates?: ColumnSums;
  /** Learned native weights, `[R*U, E]`. */
  readonly native?: Tensor;
  /** Sums over rows of the outputs of experts, `[R*E, D]` each. */
  readonly experts: ColumnSums;
};

/** Sums over the rows of one pass, level by level. Call inside `tidy`. */
export function gateSums({ gates }: ForwardResult): GateSums[] {
  return gates.map((gate) => (gate === null ? undefined : columnSums(gate)));
}

/** The sums over the rows of both, level by level. */
export function addedSums(a: readonly GateSums[], b: readonly GateSums[]): GateSums[] {
  return a.map((one, l) => {
    const other = b[l];
    if (one === undefined || other === undefined) return undefined;
    return {
      values: add(one.values, other.values),
      squares: add(one.squares, other.squares),
      numPositive: add(one.numPositive, other.numPositive),
    };
  });
}

/** Everything that is read, level by level. */
export function levelSums(
  network: Network,
  ofGates: readonly GateSums[],
  ofExperts: readonly ColumnSums[],
): LevelSums[] {
  return ofExperts.map((experts, l) => {
    const index = network.plan.levels[l]?.native ?? null;
    const native = index === null ? undefined : network.state().parameters[index];
    const gates = ofGates[l];
    return { experts, ...(gates && { gates }), ...(native && { native }) };
  });
}

/** How many rows of each replica were summed. */
export interface SummedRows {
  readonly gates: number;
  readonly experts: number;
}

/** Statistics of a level from the values of its sums; 0 where there are no gates or no native weights. */
export function levelGatesOf(
  level: LevelSpec,
  { gates, native, experts }: RecordOf<LevelSums, Float32Array>,
  numReplicas: number,
  numRows: SummedRows,
): LevelGates {
  const outputDim = level.dims.at(-1) ?? 1;
  const numOutputs = numRows.experts * outputDim;
  const none = () => new Float32Array(numReplicas * level.units.length * level.experts.length);
  const { values, squares } = gates ?? { values: none(), squares: none() };
  const gateMean = values.map((value) => value / numRows.gates);
  const variance = squares.map((value, i) => value / numRows.gates - (gateMean[i] ?? 0) ** 2);
  const ofExperts = (sums: Float32Array) => sumsOfRows(sums, outputDim);
  return {
    gateMean,
    gateStd: variance.map((value) => Math.sqrt(Math.max(value, 0))),
    native:
      native ??
      concatenated(Array.from({ length: numReplicas }, () => Float32Array.from(fixedNative(level)))),
    expertRms: ofExperts(experts.squares).map((value) => Math.sqrt(value / numOutputs)),
    sparsity: ofExperts(experts.numPositive).map((value) => 1 - value / numOutputs),
    deadFraction: ofExperts(experts.squares.map(isAlive)).map((value) => 1 - value / outputDim),
  };
}

/** 1 for an output that was ever anything but 0; NaN stays NaN. */
function isAlive(sumOfSquares: number): number {
  return sumOfSquares > 0 ? 1 : sumOfSquares * 0;
}

/** Sum of every `rowLength` values, in single precision, as a device would add them. */
function sumsOfRows(values: Float32Array, rowLength: number): Float32Array {
  const sums = new Float32Array(values.length / rowLength);
  for (const [i, value] of values.entries()) {
    const row = Math.floor(i / rowLength);
    sums[row] = (sums[row] ?? 0) + value;
  }
  return sums;
}
