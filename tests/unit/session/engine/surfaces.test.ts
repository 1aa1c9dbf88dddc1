/** Small pictures that are asked for while a run trains: how often, for how long, and without a change to the run. */
import { afterEach, expect, test } from 'vitest';
import type { SurfacesRequest } from '../../../../src/analysis/produced/questions.ts';
import { NotDownloaded } from '../../../../src/core/retriedDownload.ts';
import type { Learner } from '../../../../src/engine/train/learned.ts';
import { createEngine } from '../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../src/session/engine/inProcessSession.ts';
import { oneThread } from '../../../../src/session/pool/pool.ts';
import { smallExperiment as allArchitectures } from '../../engine/train/trainerCases.ts';
import { createFakeEngine, createRecord, playOf, smallExperiment, startOf, turns } from './fakes.ts';

const request: SurfacesRequest = { networkIds: ['A', 'B'], replica: 0, step: null };
const surfacesOf = (asked: SurfacesRequest | null) =>
  ({ type: 'surfaces', runId: 1, request: asked }) as const;

/** An engine on fakes that notes when a learner is asked, and takes its time for it. */
function createWatched(msPerAnswer = 0) {
  const asked: number[] = [];
  const learner: Learner = {
    learned: async () => null,
    followed: async () => null,
    stopFollowing: () => {},
    keep: async () => {},
    surfaces: async ({ step }, of) => {
      asked.push(step);
      fake.clock.pass(msPerAnswer);
      return { step, request: of, planes: [], truth: null, networks: [] };
    },
  };
  const fake = createFakeEngine({}, { createLearner: async () => learner });
  return { ...fake, asked };
}

test('they come after every evaluation for which there is time, until nobody wants them', async () => {
  const { engine, asked, record } = createWatched();
  engine.handle(startOf(smallExperiment()));
  engine.handle(surfacesOf(request));
  engine.handle(playOf());
  await turns(200);
  expect(asked).toEqual([0, 5, 10, 15, 20]);
  expect(record.of('surfaces').map(({ surfaces }) => surfaces?.step)).toEqual(asked);
  engine.handle(surfacesOf(null));
  engine.handle({ type: 'step', runId: 1 });
  await turns(50);
  expect(asked).toHaveLength(5);
});

test('they take a tenth of the time of a run that trains, and are up to date where it stands still', async () => {
  const { engine, asked } = createWatched(30);
  engine.handle(startOf(smallExperiment({ numSteps: 2000 })));
  engine.handle(surfacesOf(request));
  engine.handle(playOf());
  await turns(3000);
  expect(asked.at(-1)).toBe(2000);
  // A step takes a millisecond.
  expect(30 * asked.length).toBeLessThan(0.1 * 2000 + 3 * 30);
  expect(asked.length).toBeGreaterThan(5);
});

test('what cannot be downloaded is refused', async () => {
  const missing = () => Promise.reject(new NotDownloaded('no network'));
  const { engine, record } = createFakeEngine({}, { createLearner: missing });
  engine.handle(startOf(smallExperiment()));
  engine.handle(surfacesOf(request));
  await turns(20);
  expect(record.of('unanswered').map(({ question }) => question)).toEqual(['surfaces']);
  expect(record.of('failed')).toEqual([]);
});

const sessions: { readonly dispose: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

test('a run is the same to the bit with them, and its memory as it was', async () => {
  const run = async (isAsked: boolean) => {
    const session = createInProcessSession((emit) => createEngine(emit, oneThread));
    sessions.push(session);
    const record = createRecord();
    session.subscribe(record.emit);
    const { training, ...others } = allArchitectures(2);
    session.send(startOf({ ...others, training: { ...training, backend: 'wasm', numSteps: 40 } }));
    if (isAsked) session.send(surfacesOf(request));
    session.send(playOf());
    const steps = () => record.of('surfaces').map(({ surfaces }) => surfaces?.step);
    const isOver = () =>
      record.of('progress').some(({ state }) => state === 'finished') && (!isAsked || steps().at(-1) === 40);
    await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
    await session.dispose();
    const memories = new Set(record.of('progress').map(({ memory }) => memory.numTensors));
    return {
      steps: steps(),
      memories,
      evaluated: record.of('evaluated'),
      end: record.of('checkpoint').at(-1)?.checkpoint,
    };
  };
  const [alone, watched] = [await run(false), await run(true)];
  expect(watched.evaluated).toEqual(alone.evaluated);
  expect(watched.end).toEqual(alone.end);
  expect(watched.memories).toEqual(alone.memories);
  expect(watched.memories.size).toBe(1);
  expect(watched.steps[0]).toBe(0);
});
