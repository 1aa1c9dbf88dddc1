/** Statistics of the levels of a network for a single row. */
import type { LevelSpec } from '../models/topology.ts';
import type { LevelGates } from './produced/evaluation.ts';
import type { ProbedLevel } from './produced/probe.ts';

/** As an evaluation has them for one test row; `level` was probed with its experts. */
export function gatesOfRow(spec: LevelSpec, { gates, native, experts }: ProbedLevel): LevelGates {
  const outputs = spec.experts.map((_, expert) => {
    const outputDim = spec.dims.at(-1) ?? 1;
    return experts?.subarray(expert * outputDim, (expert + 1) * outputDim) ?? new Float32Array();
  });
  const ofExperts = (measureOf: (outputs: Float32Array) => number) => Float32Array.from(outputs, measureOf);
  return {
    gateMean: gates ?? new Float32Array(native.length),
    gateStd: new Float32Array(native.length),
    native,
    expertRms: ofExperts((values) =>
      Math.sqrt(float32Sum(values.map((value) => value * value)) / values.length),
    ),
    sparsity: ofExperts((values) => 1 - float32Sum(values.map(activityOf)) / values.length),
    deadFraction: ofExperts(
      (values) => 1 - float32Sum(values.map((value) => activityOf(value * value))) / values.length,
    ),
  };
}

// NaN stays NaN.
const activityOf = (value: number): number => (value > 0 ? 1 : value * 0);

// Sums in single precision, as a GPU does.
const float32Sum = (values: Float32Array): number =>
  values.reduce((sum, value) => Math.fround(sum + value), 0);
