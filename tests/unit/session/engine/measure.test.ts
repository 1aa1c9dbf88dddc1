/** Measuring an experiment by the trainer that will train it, on the threads that it will have. */
import { expect, test } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import { StepDoesNotFit } from '../../../../src/engine/backend/stepCapture.ts';
import { backend as active } from '../../../../src/engine/tf/tf.ts';
import { createClock } from '../../../../src/run/clock.ts';
import { measureSpeed, productRateOf } from '../../../../src/session/engine/measure.ts';
import { createPool, oneThread } from '../../../../src/session/pool/pool.ts';
import { createPooledTrainer } from '../../../../src/session/pool/pooledTrainer.ts';
import { smallExperiment } from './fakes.ts';

test('measures set-up, steps, evaluations and products, refuses rows that do not fit, and leaves nothing', async () => {
  const backend = await startBackend('wasm');
  const before = backend.memory();
  const stages: string[] = [];
  const createTrainer = createPooledTrainer(createPool(oneThread));
  const hooks = { isAlone: false, openTable: async () => null };
  const experiment = smallExperiment();
  const onStage = (stage: string) => void stages.push(stage);
  const speed = await measureSpeed(experiment, createTrainer, createClock(), onStage, hooks);
  expect(stages).toEqual(['measuring']);
  const { losses, ...times } = speed;
  for (const ms of Object.values(times)) expect(ms).toBeGreaterThan(0);
  // Two splits of two repetitions of two tasks.
  expect(losses).toHaveLength(8);
  for (const loss of losses) expect(loss).toBeGreaterThan(0);
  // 4 bytes of each input of the rows of two repetitions.
  const numBytes = 4 * 2 * experiment.data.numTrainRows * experiment.data.inputDim;
  Object.assign(active(), { mostBytes: numBytes - 1 });
  await expect(measureSpeed(experiment, createTrainer, createClock(), onStage, hooks)).rejects.toThrow(
    StepDoesNotFit,
  );
  Object.assign(active(), { mostBytes: numBytes });
  await measureSpeed(experiment, createTrainer, createClock(), onStage, hooks);
  expect(await productRateOf(createClock())).toBeGreaterThan(0);
  expect(backend.memory()).toEqual(before);
  backend.close();
});
