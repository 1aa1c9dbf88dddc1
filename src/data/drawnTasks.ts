/** Draws what tasks are made of: weight vectors with requested cosines, constants of non-linear targets, and groups of rows. */
import { createStream, type RandomStream, type StreamKey } from '../core/random.ts';
import { correlationFactorOf, symmetricFactorOf } from './correlation.ts';
import { dot } from './linearAlgebra.ts';
import { drawKeySuffix } from './randomisation.ts';
import type { Matrix, SourceSetup } from './types.ts';

/** Q, `[size][dim]`, size <= dim: Gram-Schmidt on Gaussian rows, each with its own stream, so that it does not depend on later rows. */
export function orthonormalRows(
  size: number,
  dim: number,
  streamOf: (row: number) => RandomStream,
): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let index = 0; index < size; index++) {
    const { normal } = streamOf(index);
    const row = Float64Array.from({ length: dim }, () => normal());
    // A second pass removes rounding errors of the first (Kahan and Parlett's "twice is enough").
    for (const earlier of [...rows, ...rows]) addScaled(row, earlier, -dot(row, earlier));
    const norm = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

type CorrelationFactoring = Pick<SourceSetup, 'secondCorrelation' | 'switching'>;

/** Weight vectors W = c C Q, `[T][d]`, with W W' = c^2 P for P = C C'. */
export function taskWeights(
  correlation: Matrix,
  scale: number,
  directions: readonly Float64Array[],
  { secondCorrelation, switching }: CorrelationFactoring,
): Float64Array[] {
  const isEven = secondCorrelation !== null && switching === 'everyTask';
  return (isEven ? symmetricFactorOf : correlationFactorOf)(correlation).map((factors) => {
    const weights = new Float64Array(directions[0]?.length ?? 0);
    for (const [index, factor] of factors.entries())
      addScaled(weights, directions[index] ?? [], scale * factor);
    return weights;
  });
}

function addScaled(target: Float64Array, addend: ArrayLike<number>, factor: number): void {
  for (let index = 0; index < addend.length; index++) {
    target[index] = (target[index] ?? 0) + factor * (addend[index] ?? 0);
  }
}

export const byGroup = <T>({ numGroups }: Pick<SourceSetup, 'numGroups'>, of: (group: number) => T): T[] =>
  Array.from({ length: Math.max(numGroups, 1) }, (_, group) => of(group));

/** Draws a group per row evenly, one-hot in the last inputs of `[N, I]`. */
export function fillGroups(
  inputs: Float32Array,
  { inputDim, numGroups }: Pick<SourceSetup, 'inputDim' | 'numGroups'>,
  key: StreamKey,
): void {
  if (numGroups === 0) return;
  const { integerBelow } = createStream(...key);
  for (let end = inputDim; end <= inputs.length; end += inputDim) {
    inputs.fill(0, end - numGroups, end);
    inputs[end - numGroups + integerBelow(numGroups)] = 1;
  }
}

/** `[N]`: largest of the group inputs, or the first of equals, so that any row has a group. */
export function groupsOfRows(
  inputs: Float32Array,
  { inputDim, numGroups }: Pick<SourceSetup, 'inputDim' | 'numGroups'>,
): Int32Array {
  return Int32Array.from({ length: inputs.length / inputDim }, (_, row) => {
    const end = (row + 1) * inputDim;
    const members = inputs.subarray(end - numGroups, end);
    return Math.max(members.indexOf(Math.max(...members)), 0);
  });
}

/** Inputs `[I]` of a row of the first group, 0 elsewhere. */
export const firstGroupRow = ({
  inputDim,
  numGroups,
}: Pick<SourceSetup, 'inputDim' | 'numGroups'>): readonly number[] =>
  Array.from({ length: inputDim }, (_, input) => (numGroups > 0 && input === inputDim - numGroups ? 1 : 0));

/** End of a stream's key; empty for the first group, which has the streams of rows without groups. */
export const ofGroup = (group: number): readonly (string | number)[] => (group === 0 ? [] : ['group', group]);

/** y = s + sum over k of sin(frequency_k s + phase_k), with s = w . x and |w| = `scale`, for all tasks. */
export interface RecipeConstants {
  /** c: standard deviation of s. */
  readonly scale: number;
  /** alpha, `[m]` */
  readonly frequencies: readonly number[];
  /** beta, `[m]` */
  readonly phases: readonly number[];
}

const curveRecipes = {
  smooth: { scale: 1, numSines: 10, frequencyStd: 1 },
  rough: { scale: 0.5, numSines: 20, frequencyStd: 10 },
} as const;

/** alpha ~ N(0, frequencyStd^2), beta ~ N(0, 1). Difficulty varies more between draws than between architectures. */
export function drawRecipeConstants(
  recipe: keyof typeof curveRecipes,
  seed: number,
  draw = 0,
): RecipeConstants {
  const { scale, numSines, frequencyStd } = curveRecipes[recipe];
  const stream = createStream(seed, 'constants', recipe, ...drawKeySuffix(draw));
  const pairs = Array.from(
    { length: numSines },
    () => [frequencyStd * stream.normal(), stream.normal()] as const,
  );
  return {
    scale,
    frequencies: pairs.map(([frequency]) => frequency),
    phases: pairs.map(([, phase]) => phase),
  };
}
