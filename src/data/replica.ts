/**
 * From the noise-free targets of a source to the rows of a replica: inputs, noise, labels, splits. Knows nothing of how the
 * targets depend on the inputs.
 *
 * Every thing drawn has its own stream, (seed, replica, purpose, ...): another task's noise, kind or label fraction, and a
 * task appended at the end (while a source's own draws allow it), change no value of a task.
 */
import { createStream } from '../core/random.ts';
import { type Labelling, labellingOf, labelMask, labelsOf } from './labels.ts';
import type { DataSetup, ReplicaInParts, SplitData, SplitName } from './types.ts';

/** Noise-free y of every task, `[T][N]`, from standard normal inputs `[N, I]` as the network sees them (float32). */
export type SignalsOf = (inputs: Float32Array) => readonly Float64Array[];

/** What is true of all rows of a replica. */
interface World {
  readonly setup: DataSetup;
  readonly replica: number;
  readonly signalsOf: SignalsOf;
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

/** All rows of a replica whose targets are `signalsOf` their inputs, with x ~ N(0, I). Stops after each split. */
export function* replicaFrom(setup: DataSetup, replica: number, signalsOf: SignalsOf): ReplicaInParts {
  const { tasks, data } = setup;
  const world: World = { setup, replica, signalsOf };
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
  const signals = world.signalsOf(inputs);
  const targets = tasks.map((task, index) => {
    const { normal: error } = createStream(data.seed, world.replica, 'noise', name, index);
    return (signals[index] ?? new Float64Array()).map((signal) => signal + task.noise * error());
  });
  return { name, numRows, inputs, targets };
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
