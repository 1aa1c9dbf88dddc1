/**
 * From the noise-free targets of a source to the rows of a replica: inputs, noise, splits, labels (standardised values, or drawn
 * 0 / 1). Knows nothing of how the targets depend on the inputs.
 *
 * Every thing drawn has its own stream, (seed, replica, purpose, ...): another task's noise, kind or label fraction, and a
 * task appended at the end (while a source's own draws allow it), change no value of a task.
 */
import { createStream, type RandomStream } from '../core/random.ts';
import { repairOf } from './correlation.ts';
import { floorOf, type Logistic, sigmoid } from './floor.ts';
import type {
  DataSetup,
  HeldOutData,
  Matrix,
  ReplicaInParts,
  SplitData,
  SplitName,
  TaskSetup,
} from './types.ts';

/** Noise-free y of every task, `[T]`, from one row of standard normal inputs `[I]` as the network sees them (float32). */
type SignalsOf = (inputs: Float32Array) => ArrayLike<number>;

/** How a source makes targets. */
interface Signals {
  /** Variance of a noise-free target over all possible rows, the same for every task. */
  readonly variance: number;
  /** Targets of tasks that have that correlation matrix, which is a possible one. */
  readonly signalsWith: (correlation: Matrix) => SignalsOf;
}

/** What is true of all rows of a replica. */
interface World {
  readonly setup: DataSetup;
  /** Keys the streams of everything that is drawn here. */
  readonly replica: number;
  readonly signalsOf: SignalsOf;
  /** Of rows whose last input is negative. */
  readonly secondSignalsOf: SignalsOf;
  /** Standard deviation of the noise of every task, `[T]`, in raw units. */
  readonly noise: readonly number[];
}

/** A split before standardisation and labelling. */
interface RawSplit {
  readonly name: SplitName;
  readonly numRows: number;
  /** `[N, I]`. */
  readonly inputs: Float32Array;
  /** Without noise and with it, `[T][N]`. */
  readonly signals: readonly Float64Array[];
  readonly targets: readonly Float64Array[];
}

/** All rows of a replica, with x ~ N(0, I). Stops after each split. */
export function* replicaFrom(
  setup: DataSetup,
  replica: number,
  { variance, signalsWith }: Signals,
): ReplicaInParts {
  const { tasks, data } = setup;
  const noise = tasks.map((task) =>
    data.noiseUnit === 'share' ? Math.sqrt(task.noise * variance) : task.noise,
  );
  const signalsOf = signalsWith(repairOf(data.correlation).matrix);
  const second = data.secondCorrelation;
  const secondSignalsOf = second === null ? signalsOf : signalsWith(repairOf(second).matrix);
  const world: World = { setup, replica, signalsOf, secondSignalsOf, noise };
  const train = rawSplitOf('train', data.numTrainRows, world);
  yield;
  const validation = rawSplitOf('validation', data.numValidationRows, world);
  yield;
  const test = rawSplitOf('test', data.numTestRows, world);
  yield;
  const labellings = tasks.map((task, index) =>
    labellingOf(task, train.targets[index] ?? new Float64Array(), data.labelTemperature),
  );
  return {
    train: splitOf(train, labellings, world),
    validation: heldOutOf(validation, labellings, world),
    test: heldOutOf(test, labellings, world),
  };
}

function rawSplitOf(name: SplitName, numRows: number, world: World): RawSplit {
  const { data } = world.setup;
  const { normal } = createStream(data.seed, world.replica, 'inputs', name);
  const inputs = new Float32Array(numRows * data.inputDim); // [N, I]
  // Half the time of `Float32Array.from`: there may be tens of millions.
  for (let i = 0; i < inputs.length; i++) inputs[i] = normal();
  const signals = signalsOfRows(inputs, world);
  const targets = signals.map((ofTask, index) => {
    const { normal: error } = createStream(data.seed, world.replica, 'noise', name, index);
    return ofTask.map((signal) => signal + (world.noise[index] ?? 0) * error());
  });
  return { name, numRows, inputs, signals, targets };
}

/** Noise-free y of every task, `[T][N]`. */
function signalsOfRows(inputs: Float32Array, { setup, signalsOf, secondSignalsOf }: World): Float64Array[] {
  const { inputDim } = setup.data;
  const numRows = inputs.length / inputDim;
  const signals = setup.tasks.map(() => new Float64Array(numRows));
  for (let row = 0; row < numRows; row++) {
    const ofRow = inputs.subarray(row * inputDim, (row + 1) * inputDim);
    const values = (ofRow[inputDim - 1] ?? 0) < 0 ? secondSignalsOf(ofRow) : signalsOf(ofRow);
    for (const [task, ofTask] of signals.entries()) ofTask[row] = values[task] ?? Number.NaN;
  }
  return signals;
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

/** A split with the floor of every task. */
function heldOutOf(raw: RawSplit, labellings: readonly Labelling[], world: World): HeldOutData {
  const split = splitOf(raw, labellings, world);
  const { numRows } = raw;
  const floor = labellings.map((labelling, index) =>
    floorOf({
      signals: standardised(raw.signals[index] ?? new Float64Array(), labelling),
      labels: split.targets.subarray(index * numRows, (index + 1) * numRows),
      noise: (world.noise[index] ?? 0) / labelling.deviation,
      logistic: labelling.logistic,
    }),
  );
  return { ...split, floor };
}

/** How a task's raw targets become labels; fixed by its training rows and applied to every split. */
interface Labelling {
  /** Mean and standard deviation of the raw training targets. */
  readonly mean: number;
  readonly deviation: number;
  /** A binary task's threshold and logistic width on standardised targets; null: the standardised target is the label. */
  readonly logistic: Logistic | null;
}

/**
 * Labelling from all raw training targets `[N]`, also of rows whose label will be missing, so that thinning out labels moves
 * no target. `temperature` is kappa > 0.
 */
function labellingOf(task: TaskSetup, targets: Float64Array, temperature: number): Labelling {
  const mean = meanOf(targets);
  const variance = meanOf(targets.map((target) => (target - mean) * (target - mean)));
  const standardisation = { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1, logistic: null };
  if (task.kind === 'regression') return standardisation;
  const scores = standardised(targets, standardisation);
  const tau = labelThreshold(scores, task.positiveRate, temperature);
  return { ...standardisation, logistic: { tau, kappa: temperature } };
}

/** Standardised targets, or label ~ Bernoulli(sigmoid((z - tau) / kappa)) with one draw of `stream` a row; `[N]`. */
function labelsOf(targets: Float64Array, labelling: Labelling, stream: RandomStream): Float64Array {
  const scores = standardised(targets, labelling);
  const { logistic } = labelling;
  if (logistic === null) return scores;
  return scores.map((score) => (stream.uniform() < sigmoid((score - logistic.tau) / logistic.kappa) ? 1 : 0));
}

/**
 * 1 for the rows that carry a label, `[N]`: the first `fraction` (rounded, at least one row) of a random order, so that a
 * larger fraction keeps the rows of a smaller one.
 */
function labelMask(numRows: number, fraction: number, stream: RandomStream): Float32Array {
  const mask = new Float32Array(numRows);
  const numLabelled = Math.max(1, Math.round(fraction * numRows));
  for (const row of stream.permutation(numRows).subarray(0, numLabelled)) mask[row] = 1;
  return mask;
}

function standardised(targets: Float64Array, { mean, deviation }: Labelling): Float64Array {
  return targets.map((target) => (target - mean) / deviation);
}

/** Halvings of the bracket: what is left of it moves the rate by about one in a million. */
const numBisections = 24;

/** tau such that the mean over rows of sigmoid((z - tau) / kappa), the expected share of positives, is `rate` in (0, 1). */
function labelThreshold(scores: Float64Array, rate: number, kappa: number): number {
  // Beyond 40 kappa of the outermost score every probability is 0 or 1 to within 1e-17.
  let low = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - 40 * kappa;
  let high = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY) + 40 * kappa;
  for (let halving = 0; halving < numBisections; halving++) {
    const tau = (low + high) / 2;
    const numExpected = scores.reduce((sum, score) => sum + sigmoid((score - tau) / kappa), 0);
    if (numExpected > rate * scores.length) low = tau;
    else high = tau;
  }
  return (low + high) / 2;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
