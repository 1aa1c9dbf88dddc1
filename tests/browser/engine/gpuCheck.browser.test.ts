/** The choice of a backend finds a GPU whose programs are wrong. `npm run test:gpus` checks GPUs that are right. */
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/engine/backend/startBackend.ts';
import { startWebgpu } from '../../../src/engine/backend/webgpuBackend.ts';
import { createTrainer } from '../../../src/engine/train/trainer.ts';
import { createCard, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { createClock } from '../../../src/run/clock.ts';
import { chooseBackend } from '../../../src/session/engine/chooseBackend.ts';
import { measureSpeed } from '../../../src/session/engine/measure.ts';
import { changedGpu } from '../../long/gpus/check/changedGpu.ts';

/** Programs that read beyond a row. */
const beyond = (wgsl: string) => wgsl.replaceAll('i < inputDim; i++', 'i <= inputDim; i++');

describe('Automatic', () => {
  const base = defaultExperiment();
  const training = { ...base.training, numReplicas: 1, batchSize: 16 };
  const experiment = { ...base, cards: [createCard([], 'sharedBottom')], training };
  const clock = createClock();

  it.each([
    ['takes part with a GPU that is right', {}, false],
    ['leaves a GPU whose programs read beyond a row', { rewrite: beyond }, true],
  ])('%s', async (_, change, isLeft) => {
    const request = { choice: 'auto', excluded: [], isTiny: false, measuresAll: true, training } as const;
    const { backend, report } = await chooseBackend(request, {
      start: (name) =>
        name === 'webgpu' ? startWebgpu(true, changedGpu(navigator.gpu, change)) : startBackend(name),
      multiply: async () => 1,
      measure: () =>
        measureSpeed(experiment, createTrainer, clock, () => undefined, {
          isAlone: true,
          openTable: async () => null,
        }),
      // A software adapter compiles for longer than a GPU may.
      wait: () => new Promise(() => undefined),
    });
    backend.close();
    const gpu = report.candidates.find(({ backend: name }) => name === 'webgpu');
    expect(gpu?.msPerStep === null, String(gpu?.note)).toBe(isLeft);
    if (isLeft) expect(report.reason).toContain('computed other losses');
  });
});
