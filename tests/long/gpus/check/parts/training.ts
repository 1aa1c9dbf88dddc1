/** Training on the GPU beside WebAssembly. */

import type { CardEvaluation } from '../../../../../src/analysis/produced/evaluation.ts';
import { trainingWorkOf } from '../../../../../src/experiment/costs/work.ts';
import { experimentOfSize, referenceSize } from '../../../../../src/experiment/derived/measuredNetworks.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import {
  type CheckPart,
  type CheckTools,
  createTally,
  type Found,
  skipped,
  withTrainer,
} from '../checking.ts';
import { largestRelativeError } from '../kernelRuns.ts';
import { checkParity, gpuTolerance } from '../parity.ts';

/** Vector files made with the authors' PyTorch library, as the engine reproduces them on the GPU. */
export const checkVectors: CheckPart = async ({ open, vectors, isLate, pause }) => {
  const tally = createTally();
  let worst = 0;
  await open('webgpu');
  for (const { name, bytes } of vectors) {
    if (isLate()) break;
    const result = await checkParity(await bytes(), gpuTolerance);
    worst = Math.max(worst, result.output, result.taskLoss, result.grad);
    tally.note(result.ok, name);
    await pause();
  }
  return tally.found({ worst });
};

const learningRate = 0.001;
const numSteps = 1000;
/** Steps are queued this many at a time; a GPU that is slow ends early. */
const stepsPerBatch = 50;

/** Rounding alone differs after one step; after many a single flipped ReLU is seen in the third digit. */
const firstTolerance = 1e-4;
const lastTolerance = 2e-2;

const smallSize = { ...referenceSize, inputDim: 8, levelDims: [[16], [8]], batchSize: 64 };
const largeSize = { ...referenceSize, numTasks: 8, inputDim: 64, levelDims: [[128], [64]], batchSize: 1024 };

const lossesOf = (evaluations: readonly CardEvaluation[]): readonly number[] =>
  evaluations.flatMap(({ loss }) => loss.test);

interface Trained {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly steps: number;
}

/** Losses after one step and after so many, or as many as there is time for. */
const train = (experiment: Experiment, steps: number, { isLate, pause }: CheckTools): Promise<Trained> =>
  withTrainer(experiment, null, async (trainer) => {
    trainer.trainStep(learningRate);
    const first = lossesOf(await trainer.evaluate());
    while (trainer.step < steps && !isLate()) {
      const until = Math.min(steps, trainer.step + stepsPerBatch);
      while (trainer.step < until) trainer.trainStep(learningRate);
      await trainer.settle();
      await pause();
    }
    return { first, last: lossesOf(await trainer.evaluate()), steps: trainer.step };
  });

/** The same steps on WebAssembly: losses agree to rounding at first, and stay near each other. */
async function compared(experiment: Experiment, steps: number, tools: CheckTools): Promise<Found> {
  const tally = createTally();
  await tools.open('webgpu');
  const gpu = await train(experiment, steps, tools);
  await tools.open('wasm');
  const wasm = await train(experiment, gpu.steps, { ...tools, isLate: () => false });
  const firstStep = largestRelativeError(gpu.first, wasm.first);
  const lastStep = largestRelativeError(gpu.last, wasm.last);
  tally.note(firstStep < firstTolerance, 'losses after one step');
  tally.note(lastStep < lastTolerance, 'losses after the last step');
  return tally.found({ steps: gpu.steps, firstStep, lastStep });
}

export const checkTraining: CheckPart = (tools) => {
  const experiment = experimentOfSize(smallSize, 2);
  const data = { ...experiment.data, numTrainRows: 4096, numTestRows: 512 };
  return compared({ ...experiment, data }, numSteps, tools);
};

/** The largest batches and widths that the page offers in everyday use. */
export const checkLargest: CheckPart = async (tools) => {
  await tools.open('webgpu');
  const [reference, large] = [experimentOfSize(referenceSize, 1), experimentOfSize(largeSize, 5)];
  // A dispatch that has begun cannot be ended.
  const expectedMs = (await stepMs(reference, tools)) * (workOfStep(large) / workOfStep(reference));
  return expectedMs < mostStepMs ? compared(large, 2, tools) : skipped('It would take too long on this GPU.');
};

/** Multiply-adds of a step of the only card, all repetitions together. */
const workOfStep = (experiment: Experiment): number =>
  experiment.cards.reduce((sum, card) => sum + trainingWorkOf(card, experiment), 0) *
  experiment.training.numReplicas;

const measuredForMs = 300;
const mostStepMs = 5000;

const stepMs = (experiment: Experiment, { pause }: CheckTools): Promise<number> =>
  withTrainer(experiment, null, async (trainer) => {
    trainer.trainStep(learningRate);
    await trainer.settle();
    for (let steps = 1; ; steps *= 2) {
      const beganMs = performance.now();
      for (let step = 0; step < steps; step++) trainer.trainStep(learningRate);
      await trainer.settle();
      const tookMs = performance.now() - beganMs;
      await pause();
      if (tookMs > measuredForMs) return tookMs / steps;
    }
  });
