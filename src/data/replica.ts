/**
 * From the noise-free targets of a source to the rows of a replica: inputs, noise, labels, splits. Knows nothing of how the
 * targets depend on the inputs.
 *
 * Every thing drawn has its own stream, (seed, replica, purpose, ...): another task's noise, kind or label fraction, and a
 * task appended at the end (while a source's own draws allow it), change no value of a task.
 */
import { createStream } from '../core/random.ts';
import { repairOf } from './correlation.ts';
import { type Labelling, labellingOf, labelMask, labelsOf } from './labels.ts';
import type { DataSetup, Matrix, ReplicaInParts, SplitData, SplitName } from './types.ts';

/** Noise-free y of every task, `[T]`, from one row of standard normal inputs `[I]` as the network sees them (float32). */
type SignalsOf = (inputs: Float32Array) => ArrayLike<number>;

/** What is true of all rows of a replica. */
interface World {
  readonly setup: DataSetup;
  readonly replica: number;
  readonly signalsOf: SignalsOf;
  /** Of rows whose last input is negative. */
  readonly secondSignalsOf: SignalsOf;
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

/**
 * All rows of a replica, with x ~ N(0, I). `signalsWith` tells how targets come from the inputs of a row where tasks have that
 * correlation matrix, which is a possible one. Stops after each split.
 */
export function* replicaFrom(
  setup: DataSetup,
  replica: number,
  signalsWith: (correlation: Matrix) => SignalsOf,
): ReplicaInParts {
  const { tasks, data } = setup;
  const signalsOf = signalsWith(repairOf(data.correlation).matrix);
  const second = data.secondCorrelation;
  const secondSignalsOf = second === null ? signalsOf : signalsWith(repairOf(second).matrix);
  const world: World = { setup, replica, signalsOf, secondSignalsOf };
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
    validation: splitOf(validation, labellings, world),
    test: splitOf(test, labellings, world),
  };
}

function rawSplitOf(name: SplitName, numRows: number, world: World): RawSplit {
  const { tasks, data } = world.setup;
  const { normal } = createStream(data.seed, world.replica, 'inputs', name);
  const inputs = new Float32Array(numRows * data.inputDim); // [N, I]
  // Half the time of `Float32Array.from`: there may be tens of millions.
  for (let i = 0; i < inputs.length; i++) inputs[i] = normal();
  const signals = signalsOfRows(inputs, world);
  const targets = signals.map((ofTask, index) => {
    const { normal: error } = createStream(data.seed, world.replica, 'noise', name, index);
    return ofTask.map((signal) => signal + (tasks[index]?.noise ?? 0) * error());
  });
  return { name, numRows, inputs, targets };
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
