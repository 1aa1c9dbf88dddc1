/** A set-up whose steps a GPU has no room for. */
import { expect, test } from 'vitest';
import type { BackendName } from '../../../../src/analysis/produced/backend.ts';
import { StepDoesNotFit } from '../../../../src/engine/backend/stepCapture.ts';
import { createBackendKeeper } from '../../../../src/session/engine/backendKeeper.ts';
import { setUpRun } from '../../../../src/session/engine/runSetUp.ts';
import { text } from '../../../../src/text/text.ts';
import { createFakeBackend, createFakeClock, createFakeTrainers, smallExperiment } from './fakes.ts';

const why = text.engine.stepTooLarge(2 ** 29, 2 ** 28);

/** Sets up a run that was asked for on the GPU, on a machine where it does not fit these backends. */
async function setUpWhere(unfit: readonly BackendName[]) {
  const clock = createFakeClock();
  const trainers = createFakeTrainers({ clock });
  const started: BackendName[] = [];
  const refused = (name: BackendName | undefined) => name !== undefined && unfit.includes(name);
  const setUp = setUpRun(
    {
      experiment: smallExperiment({ backend: 'webgpu' }),
      excludedBackends: [],
      checkpoint: null,
    },
    {
      clock,
      createTrainer: async (...call) => {
        if (refused(started.at(-1))) throw new StepDoesNotFit(why);
        return trainers.create(...call);
      },
      backends: createBackendKeeper({
        start: async (name) => {
          started.push(name);
          return createFakeBackend(name).backend;
        },
        multiply: async () => 1,
        measure: async () => ({ setUpMs: 1, msPerStep: 1, msPerEvaluation: 1, losses: [] }),
        wait: async () => undefined,
      }),
    },
    { onStage: () => undefined, onBackend: () => undefined, assertWanted: () => undefined },
  );
  return { setUp: () => setUp, started };
}

test('goes on on WebAssembly, and says what did not fit', async () => {
  const { setUp, started } = await setUpWhere(['webgpu']);
  const { report } = await setUp();
  expect(started).toEqual(['webgpu', 'wasm']);
  expect([report.backend, report.reason]).toEqual(['wasm', text.engine.insteadOf('wasm', 'webgpu', why)]);
  expect(report.candidates.map(({ backend, note }) => [backend, note])).toEqual([
    ['wasm', null],
    ['webgpu', why],
  ]);
});

test('ends where nothing has room', async () => {
  const { setUp } = await setUpWhere(['webgpu', 'wasm']);
  await expect(setUp()).rejects.toThrow(why);
});
