/**
 * Statistics of gates and experts on held-out rows, made of sums that a device has taken. Gates are summed over all
 * test rows, chunk by chunk; experts over those of the first chunk, whose many outputs would take longer than the losses.
 */
import { concatenated } from '../core/lists.ts';
import type { ColumnSums } from '../kernels/columnSums/columnSums.ts';
import type { LevelSpec } from '../models/topology.ts';
import { fixedNative } from '../network/plan.ts';
import type { LevelGates } from '../run/produced/evaluation.ts';
import type { RecordOf } from '../tf/records.ts';

/** Sums over rows, as they are read. */
type SumValues = RecordOf<ColumnSums, Float32Array>;

/** Everything that is read of one level. */
export interface LevelSums {
  /** Sums over rows of its gates, `[R*U, E]` each; none at a level without gates. */
  readonly gates?: SumValues;
  /** Learned native weights, `[R*U, E]`. */
  readonly native?: Float32Array;
  /** Sums over rows of the outputs of experts, `[R*E, D]` each. */
  readonly experts: SumValues;
}

/** The sums over the rows of both, rounded to single precision, as a device would. */
export function addedSums(a: SumValues, b: SumValues): SumValues {
  const sumOf = (name: keyof SumValues) => a[name].map((value, i) => value + (b[name][i] ?? 0));
  return { values: sumOf('values'), squares: sumOf('squares'), numPositive: sumOf('numPositive') };
}

/** Numbers of rows of each replica that were summed. */
export interface SummedRows {
  readonly gates: number;
  readonly experts: number;
}

/** Statistics of a level from the values of its sums; 0 where there are no gates or no native weights. */
export function levelGatesOf(
  level: LevelSpec,
  { gates, native, experts }: LevelSums,
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
