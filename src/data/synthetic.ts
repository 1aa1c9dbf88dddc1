/**
 * Synthetic correlated tasks: linear scores with chosen cosines, made non-linear by shared sines. Knows nothing of networks
 * or of training.
 *
 * Source: Ma et al., MMoE, KDD 2018, section 3.2, generalised from two tasks to T and a full matrix P = C C':
 * W = c C Q with orthonormal rows Q, x ~ N(0, I), s_t = w_t . x, y_t = s_t + sum_k sin(alpha_k s_t + beta_k) + noise_t.
 * Sample-dependent correlation (Tang et al., PLE, RecSys 2020): the last feature enters no score; its sign picks the matrix.
 *
 * Every thing drawn has its own stream, (seed, replica, purpose, ...): another task's noise, kind or label fraction, and
 * (while P needs neither repair nor eigenvectors) a task appended at the end, change no value of a task.
 */
import { sin } from '../core/math.ts';
import { createStream } from '../core/random.ts';
import { repairOf } from './correlation.ts';
import { type Labelling, labellingOf, labelMask, labelsOf } from './labels.ts';
import { dot } from './linearAlgebra.ts';
import { type RecipeConstants, recipeConstants } from './recipe.ts';
import { numScoreFeatures, syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, DataSource, Matrix, ReplicaData, SplitData, SplitName } from './types.ts';
import { orthonormalRows, taskWeights } from './weights.ts';

/** The source that needs no file: tasks made to order. */
export const synthetic: DataSource = { ...syntheticInfo, replicaOf };

/** What is true of all rows of a replica. */
interface World {
  readonly setup: DataSetup;
  readonly replica: number;
  readonly constants: RecipeConstants;
  /** `[T][d]`. */
  readonly weights: readonly Float64Array[];
  /** The weights of rows whose last feature is negative, `[T][d]`; null: the same. */
  readonly secondWeights: readonly Float64Array[] | null;
}

/** A split before standardisation and labelling. */
interface RawSplit {
  readonly name: SplitName;
  readonly numRows: number;
  /** `[N, I]`. */
  readonly inputs: Float32Array;
  /** `[T][N]`. */
  readonly targets: readonly Float64Array[];
}

function replicaOf(setup: DataSetup, replica: number): ReplicaData {
  const { tasks, data } = setup;
  const world = worldOf(setup, replica);
  const train = rawSplitOf('train', data.numTrainRows, world);
  const validation = rawSplitOf('validation', data.numValidationRows, world);
  const test = rawSplitOf('test', data.numTestRows, world);
  const labellings = tasks.map((task, index) =>
    labellingOf(task, train.targets[index] ?? new Float64Array(), data.labelTemperature),
  );
  return {
    train: splitOf(train, labellings, world),
    validation: splitOf(validation, labellings, world),
    test: splitOf(test, labellings, world),
  };
}

function worldOf(setup: DataSetup, replica: number): World {
  const { seed, recipe, correlation, secondCorrelation } = setup.data;
  const constants = recipeConstants(recipe, seed);
  const directions = orthonormalRows(setup.tasks.length, numScoreFeatures(setup.data), (row) =>
    createStream(seed, replica, 'direction', row),
  );
  const weightsOf = (matrix: Matrix) => taskWeights(repairOf(matrix).matrix, constants.scale, directions);
  const secondWeights = secondCorrelation === null ? null : weightsOf(secondCorrelation);
  return { setup, replica, constants, weights: weightsOf(correlation), secondWeights };
}

function rawSplitOf(name: SplitName, numRows: number, world: World): RawSplit {
  const { tasks, data } = world.setup;
  const { normal } = createStream(data.seed, world.replica, 'inputs', name);
  const inputs = Float32Array.from({ length: numRows * data.inputDim }, () => normal()); // [N, I]
  const targets = tasks.map((task, index) => {
    const { normal: error } = createStream(data.seed, world.replica, 'noise', name, index);
    return signalsOf(index, inputs, world).map((signal) => signal + task.noise * error());
  });
  return { name, numRows, inputs, targets };
}

/** Noise-free y of one task, `[N]`, from the inputs as the network sees them (rounded to float32). */
function signalsOf(task: number, inputs: Float32Array, world: World): Float64Array {
  const { inputDim } = world.setup.data;
  const weights = world.weights[task] ?? [];
  const secondWeights = world.secondWeights?.[task] ?? weights;
  return Float64Array.from({ length: inputs.length / inputDim }, (_, row) => {
    const features = inputs.subarray(row * inputDim, (row + 1) * inputDim);
    const usesSecond = (features[inputDim - 1] ?? 0) < 0;
    return signalOf(dot(usesSecond ? secondWeights : weights, features), world.constants);
  });
}

/** s + sum over k of sin(alpha_k s + beta_k). */
function signalOf(score: number, { frequencies, phases }: RecipeConstants): number {
  let signal = score;
  for (let k = 0; k < frequencies.length; k++)
    signal += sin((frequencies[k] ?? 0) * score + (phases[k] ?? 0));
  return signal;
}

/** Labels by the training rows' labellings; all rows but training rows carry one. */
function splitOf(raw: RawSplit, labellings: readonly Labelling[], { setup, replica }: World): SplitData {
  const { name, numRows, inputs } = raw;
  const targets = new Float32Array(setup.tasks.length * numRows); // [T, N]
  const mask = new Float32Array(setup.tasks.length * numRows); // [T, N]
  for (const [index, labelling] of labellings.entries()) {
    const streamOf = (purpose: string) => createStream(setup.data.seed, replica, purpose, name, index);
    const fraction = name === 'train' ? (setup.tasks[index]?.labelFraction ?? 1) : 1;
    const present = labelMask(numRows, fraction, streamOf('labelled'));
    const labels = labelsOf(raw.targets[index] ?? new Float64Array(), labelling, streamOf('label'));
    targets.set(
      labels.map((label, row) => (present[row] === 1 ? label : 0)),
      index * numRows,
    );
    mask.set(present, index * numRows);
  }
  return { numRows, inputs, targets, mask };
}
