/** Times the backend that is active now: the set-up, steps and evaluations of an experiment, and products of matrices. */
import { assertFits, stepCaptureOf } from '../../engine/backend/stepCapture.ts';
import { inputsKeptOf, numCopiesOf, resplits } from '../../data/copies.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import { groupedDense } from '../../engine/kernels/groupedDense/groupedDense.ts';
import { registerOperations } from '../../engine/kernels/register.ts';
import { backend, dispose, zeros } from '../../engine/tf/tf.ts';
import type { CreateTrainer, TrainerHooks } from '../../engine/train/trainer.ts';
import type { Clock } from '../../run/clock.ts';
import type { PreparingStage } from '../../run/protocol.ts';

/** Steps are measured for about this long. */
const limitMs = 300;

/** The speed of an experiment on one backend, as far as it tells backends apart. */
export interface MeasuredSpeed {
  /** Milliseconds until the first step and evaluation are done, compiling included. The rows of a run take as long everywhere. */
  readonly setUpMs: number;
  readonly msPerStep: number;
  readonly msPerEvaluation: number;
}

/** Milliseconds that a whole run takes at this speed. */
export function runMsAt(
  { setUpMs, msPerStep, msPerEvaluation }: MeasuredSpeed,
  { numSteps, evalEvery }: Pick<TrainingConfig, 'numSteps' | 'evalEvery'>,
): number {
  return setUpMs + numSteps * msPerStep + Math.ceil(numSteps / evalEvery) * msPerEvaluation;
}

/**
 * Measures `experiment`, all cards together, by the trainer that will train it. Tells `onStage` what begins. Rejects with `StepDoesNotFit`
 * where its rows, which are not made for it, would not fit on the device.
 */
export async function measureSpeed(
  experiment: Experiment,
  createTrainer: CreateTrainer,
  clock: Clock,
  onStage: (stage: PreparingStage) => void,
  hooks: Pick<TrainerHooks, 'isAlone' | 'openTable'>,
): Promise<MeasuredSpeed> {
  const beganMs = clock.now();
  const { mostBytes = Number.POSITIVE_INFINITY } = stepCaptureOf(backend()) ?? {};
  assertFits(bytesOfRows(experiment), mostBytes);
  const trainer = await createTrainer(withFewRows(experiment), null, {
    onCompiling: () => onStage('compiling'),
    betweenParts: clock.yieldToMessages,
    ...hooks,
  });
  onStage('measuring');
  try {
    const train = async (numSteps: number) => {
      for (let i = 0; i < numSteps; i++) trainer.trainStep(experiment.training.learningRate);
      await trainer.settle();
      await clock.yieldToMessages();
    };
    await train(1);
    await trainer.evaluate();
    const setUpMs = clock.now() - beganMs;
    const msPerStep = await measuredStep(train, clock);
    const evaluatesMs = clock.now();
    await trainer.evaluate();
    return { setUpMs, msPerStep, msPerEvaluation: clock.now() - evaluatesMs };
  } finally {
    trainer.dispose();
  }
}

/** Ever longer batches between waits: a run does not wait for every step either, and waiting is dear on a GPU. */
async function measuredStep(train: (numSteps: number) => Promise<void>, clock: Clock): Promise<number> {
  const startedMs = clock.now();
  for (let numSteps = 1; ; numSteps *= 2) {
    const batchMs = clock.now();
    await train(numSteps);
    const nowMs = clock.now();
    if (nowMs - startedMs + (nowMs - batchMs) > limitMs) return (nowMs - batchMs) / numSteps;
  }
}

/** Bytes of the inputs, or labels, of all repetitions' training rows, which are one tensor; of all rows where each splits them anew. */
function bytesOfRows({ tasks, data, training }: Experiment): number {
  const { numTrainRows, numValidationRows, numTestRows } = data;
  const numRows = resplits(data) ? numTrainRows + numValidationRows + numTestRows : numTrainRows;
  const numCopies = numCopiesOf(data, training.numReplicas);
  return (
    Float32Array.BYTES_PER_ELEMENT * numCopies * numRows * Math.max(inputsKeptOf(data), 2 * tasks.length)
  );
}

/** Rows of each held-out split that are evaluated, at most. */
const mostEvaluatedRows = 1000;

/** The same networks and batches on the fewest rows that fill two batches: rows cost time to make, and none per step. */
function withFewRows(experiment: Experiment): Experiment {
  const { data, training } = experiment;
  return {
    ...experiment,
    data: {
      ...data,
      numTrainRows: Math.min(data.numTrainRows, 2 * training.batchSize),
      numValidationRows: Math.min(data.numValidationRows, mostEvaluatedRows),
      numTestRows: Math.min(data.numTestRows, mostEvaluatedRows),
    },
  };
}

// Products of matrices are what a GPU is best at: one that is slow at them is slow at everything, which is known here in some 30 ms, and by
// a run's own steps only after seconds.

/** Enough threads for a GPU, and little enough for a processor that stands in for one. */
const [numRows, width] = [512, 128];
/** Products are timed for about twice as long. */
const enoughMs = 8;

const layer = { numReplicas: 1, numStreams: 1, reads: [0], relu: true };

/** Multiply-adds in a millisecond, after what the first product takes to compile. */
export async function productRateOf(clock: Pick<Clock, 'now'>): Promise<number> {
  registerOperations();
  const [x, affine] = [zeros([1, numRows, width]), zeros([1, width + 1, width])];
  const msOf = async (numProducts: number): Promise<number> => {
    const beganMs = clock.now();
    for (let i = 0; i < numProducts; i++) groupedDense(x, affine, layer).dispose();
    await stepCaptureOf(backend())?.settle();
    return clock.now() - beganMs;
  };
  try {
    await msOf(1);
    for (let numProducts = 1; ; numProducts *= 2) {
      const ms = await msOf(numProducts);
      if (ms >= enoughMs) return (numProducts * numRows * width * width) / ms;
    }
  } finally {
    dispose([x, affine]);
  }
}
