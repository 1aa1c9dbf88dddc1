/** What is left of runs that are over, seen by the garbage collector. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { createEngine } from '../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../src/session/engine/inProcessSession.ts';
import { nextOf, startOf } from './engine/fakes.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of all typed arrays, once nothing is left that could be freed. */
async function bytesAlive(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
  return process.memoryUsage().arrayBuffers;
}

const usual = defaultExperiment();
const experiment = {
  ...usual,
  data: { ...usual.data, inputDim: 16, numTrainRows: 20_000 },
  cards: usual.cards.slice(0, 1),
  training: { ...usual.training, numReplicas: 1, backend: 'wasm' as const },
};
const bytesOfRun = experiment.data.numTrainRows * experiment.data.inputDim * 4;

test('runs that are over leave the rows of the last one behind and no others, however many there were', async () => {
  const session = createInProcessSession((emit) => createEngine(emit));
  const next = nextOf(session);
  const alive: number[] = [];
  for (let runId = 1; runId <= 6; runId++) {
    const ready = next((event) => event.type === 'ready');
    session.send(startOf({ ...experiment, data: { ...experiment.data, seed: runId } }, runId));
    await ready;
    const disposed = next((event) => event.type === 'disposed');
    session.send({ type: 'dispose', runId });
    await disposed;
    alive.push(await bytesAlive());
  }
  // The first run also loads what the others find there.
  const [, second = 0] = alive;
  expect((alive.at(-1) ?? 0) - second).toBeLessThan(bytesOfRun);
  await session.dispose();
});
