/** Times the active backend: set-up, steps, evaluations and matrix products. */

import { numRowCopiesOf, numStoredInputsOf, resplitsRows } from '../../data/rows.ts';
import { assertFits, stepCaptureOf } from '../../engine/backend/stepCapture.ts';
import { groupedDense } from '../../engine/kernels/groupedDense/groupedDense.ts';
import { registerOperations } from '../../engine/kernels/register.ts';
import { backend, dispose, zeros } from '../../engine/tf/tf.ts';
import type { CreateTrainer, TrainerHooks } from '../../engine/train/trainer.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import type { Clock } from '../../run/clock.ts';
import type { PreparingStage } from '../../run/protocol.ts';

const measuringLimitMs = 300;

interface MeasuredSpeed {
  /** Milliseconds until the first step and evaluation are done, including compilation but not making rows. */
  readonly setUpMs: number;
  readonly msPerStep: number;
  readonly msPerEvaluation: number;
}

export interface MeasuredBackend extends MeasuredSpeed {
  /** Held-out losses of all cards after the first step; NaN where a replica diverged. */
  readonly losses: readonly number[];
}

export function runMsAt(
  { setUpMs, msPerStep, msPerEvaluation }: MeasuredSpeed,
  { numSteps, evalEvery }: Pick<TrainingConfig, 'numSteps' | 'evalEvery'>,
): number {
  return setUpMs + numSteps * msPerStep + Math.ceil(numSteps / evalEvery) * msPerEvaluation;
}

/** Rejects with `StepDoesNotFit` if the experiment's full rows would not fit on the device. */
export async function measureSpeed(
  experiment: Experiment,
  createTrainer: CreateTrainer,
  clock: Clock,
  onStage: (stage: PreparingStage) => void,
  hooks: Pick<TrainerHooks, 'isAlone' | 'openTable'>,
): Promise<MeasuredBackend> {
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
    const evaluations = await trainer.evaluate();
    const setUpMs = clock.now() - beganMs;
    const msPerStep = await measureStepMs(train, clock);
    const evaluatesMs = clock.now();
    await trainer.evaluate();
    const msPerEvaluation = clock.now() - evaluatesMs;
    const losses = evaluations.flatMap(({ loss }) => [...loss.validation, ...loss.test]);
    return { setUpMs, msPerStep, msPerEvaluation, losses };
  } finally {
    trainer.dispose();
  }
}

// Doubles the steps between waits: a run does not wait for each step either, and waiting is slow on a GPU.
async function measureStepMs(train: (numSteps: number) => Promise<void>, clock: Clock): Promise<number> {
  const startedMs = clock.now();
  for (let numSteps = 1; ; numSteps *= 2) {
    const batchMs = clock.now();
    await train(numSteps);
    const nowMs = clock.now();
    if (nowMs - startedMs + (nowMs - batchMs) > measuringLimitMs) return (nowMs - batchMs) / numSteps;
  }
}

// The training inputs, or labels, of all replicas form one tensor; with resampled splits, those of all rows.
function bytesOfRows({ tasks, data, training }: Experiment): number {
  const { numTrainRows, numValidationRows, numTestRows } = data;
  const numRows = resplitsRows(data) ? numTrainRows + numValidationRows + numTestRows : numTrainRows;
  const numCopies = numRowCopiesOf(data, training.numReplicas);
  return (
    Float32Array.BYTES_PER_ELEMENT * numCopies * numRows * Math.max(numStoredInputsOf(data), 2 * tasks.length)
  );
}

const mostEvaluatedRows = 1000;

// Two batches of rows suffice: rows cost time to make, and none per step.
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

// Matrix products are what a GPU is best at: one that is slow at them is slow at everything. They show this
// in about 30 ms, a run's own steps only after seconds.

// Enough threads for a GPU, and little enough for a software GPU.
const [numRows, width] = [512, 128];
// Products are timed for about twice as long.
const productTimingMs = 8;

const measuredLayer = { numReplicas: 1, numStreams: 1, reads: [0], relu: true };

/** Multiply-adds per millisecond, without the first product's compilation. */
export async function productRateOf(clock: Pick<Clock, 'now'>): Promise<number> {
  registerOperations();
  const [x, affine] = [zeros([1, numRows, width]), zeros([1, width + 1, width])];
  const msOf = async (numProducts: number): Promise<number> => {
    const beganMs = clock.now();
    for (let i = 0; i < numProducts; i++) groupedDense(x, affine, measuredLayer).dispose();
    await stepCaptureOf(backend())?.settle();
    return clock.now() - beganMs;
  };
  try {
    await msOf(1);
    for (let numProducts = 1; ; numProducts *= 2) {
      const ms = await msOf(numProducts);
      if (ms >= productTimingMs) return (numProducts * numRows * width * width) / ms;
    }
  } finally {
    dispose([x, affine]);
  }
}
