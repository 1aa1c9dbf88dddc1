/** Rows that are followed while a run trains: in which order, how often, for how long, and without a change to the run. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Followed, FollowRequest } from '../../../../src/analysis/produced/questions.ts';
import { bundleOf } from '../../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../../src/cli/nodeThreads.ts';
import { NotDownloaded } from '../../../../src/core/retriedDownload.ts';
import type { StandingRun } from '../../../../src/engine/train/keptMoments.ts';
import type { Learner } from '../../../../src/engine/train/learned.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { SessionEvent } from '../../../../src/run/protocol.ts';
import { createEngine } from '../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../src/session/engine/inProcessSession.ts';
import { oneThread, type Threads } from '../../../../src/session/pool/pool.ts';
import { smallExperiment as allArchitectures } from '../../engine/train/trainerCases.ts';
import { createFakeEngine, createRecord, playOf, smallExperiment, startOf, turns } from './fakes.ts';

const requestOf = (index: number, step: number | null = null): FollowRequest => ({
  networkIds: ['A', 'B'],
  replica: 0,
  step,
  row: { kind: 'test', index },
});

const followOf = (request: FollowRequest | null) => ({ type: 'follow', runId: 1, request }) as const;

const inspect = {
  type: 'inspect',
  runId: 1,
  request: { networkIds: ['A'], tasks: [0], plane: 'tasks', columns: null, replica: 0, step: null, level: 0 },
} as const;

/** An engine on fakes that notes what a learner is asked for, and takes its time for it. */
function createWatched(msPerAnswer = 0, settings: Parameters<typeof createFakeEngine>[0] = {}) {
  const asked: { readonly step: number; readonly isEvaluated: boolean; readonly request: FollowRequest }[] =
    [];
  const kept: number[] = [];
  let numStops = 0;
  const learner: Learner = {
    learned: async () => null,
    keep: async ({ step }) => {
      kept.push(step);
      fake.clock.pass(msPerAnswer);
    },
    surfaces: async () => null,
    followed: async ({ step, isEvaluated }: StandingRun, request) => {
      asked.push({ step, isEvaluated, request });
      fake.clock.pass(msPerAnswer);
      const row = { index: 0, features: new Float32Array(), at: null };
      return { step, request, row, truth: null, labels: null, networks: [] };
    },
    stopFollowing: () => {
      numStops += 1;
    },
  };
  const fake = createFakeEngine(settings, { createLearner: async () => learner });
  return { ...fake, asked, kept, numStops: () => numStops };
}

describe('on fakes', () => {
  test('the newest row takes the place of those that wait, and comes before what was asked earlier', async () => {
    const { engine, record, asked } = createWatched();
    engine.handle(startOf(smallExperiment()));
    engine.handle(inspect);
    engine.handle({ type: 'export', runId: 1, cardId: 'A', replica: 0, steps: null });
    for (const index of [1, 2, 3]) engine.handle(followOf(requestOf(index)));
    await turns(20);
    expect(asked).toEqual([{ step: 0, isEvaluated: true, request: requestOf(3) }]);
    const answers = record.events.flatMap(({ type }) =>
      ['followed', 'learned', 'exported'].includes(type) ? [type] : [],
    );
    expect(answers).toEqual(['followed', 'exported', 'learned']);
    expect(record.of('followed')[0]).toMatchObject({ request: requestOf(3), followed: { step: 0 } });
  });

  test('it is asked again after every evaluation for which there is time, also where the run goes on', async () => {
    const { engine, asked } = createWatched();
    engine.handle(startOf(smallExperiment()));
    engine.handle(followOf(requestOf(1)));
    engine.handle(playOf());
    await turns(200);
    expect(asked.map(({ step }) => step)).toEqual([0, 5, 10, 15, 20]);
    expect(asked.every(({ isEvaluated }) => isEvaluated)).toBe(true);

    const slow = createWatched(30);
    slow.engine.handle(startOf(smallExperiment({ numSteps: 2000 })));
    slow.engine.handle(followOf(requestOf(1)));
    slow.engine.handle(playOf());
    await turns(3000);
    const { length } = slow.asked;
    expect(slow.asked.at(-1)?.step).toBe(2000);
    // A step takes a millisecond.
    expect(30 * length).toBeLessThan(0.25 * 2000 + 3 * 30);
    expect(length).toBeGreaterThan(10);
  });

  test('what is to be kept is kept at every evaluation, however long it takes, and nothing is said of it', async () => {
    const { engine, record, kept } = createWatched(30);
    engine.handle(startOf(smallExperiment()));
    engine.handle({ type: 'keep', runId: 1 });
    engine.handle(playOf());
    await turns(200);
    expect(kept).toEqual([0, 5, 10, 15, 20]);
    expect(new Set(record.events.map(({ type }) => type))).toEqual(
      new Set(['preparing', 'ready', 'evaluated', 'progress', 'checkpoint']),
    );
  });

  test('a newer row also takes the place of one that is asked again, as it waits for the evaluation', async () => {
    const { engine, asked, record } = createWatched(0, { turnsBehind: 20 });
    engine.handle(startOf(smallExperiment()));
    engine.handle(followOf(requestOf(1)));
    await turns(40);
    engine.handle(playOf());
    await turns(12);
    expect(record.evaluatedSteps()).toEqual([0]);
    engine.handle(followOf(requestOf(2)));
    await turns(30);
    expect(asked.map(({ step, request }) => [step, request.row])).toEqual([
      [0, requestOf(1).row],
      [5, requestOf(2).row],
    ]);
  });

  test('between two evaluations, and when the run stands still, a new one is answered at once', async () => {
    const { engine, asked } = createWatched();
    engine.handle(startOf(smallExperiment({ evalEvery: 1000, numSteps: 1000 })));
    engine.handle(followOf(requestOf(1)));
    engine.handle(playOf());
    await turns(8);
    engine.handle(followOf(requestOf(2)));
    await turns(4);
    const second = asked[1];
    expect(second).toMatchObject({ isEvaluated: false, request: requestOf(2) });
    expect(second?.step).toBeGreaterThan(0);
    await turns(2000);
    engine.handle(followOf(requestOf(3)));
    await turns(2);
    expect(asked.at(-1)).toEqual({ step: 1000, isEvaluated: true, request: requestOf(3) });
  });

  test('nobody follows any more: that is answered, and what was kept is let go of', async () => {
    const { engine, record, asked, numStops } = createWatched();
    engine.handle(startOf(smallExperiment()));
    engine.handle(followOf(requestOf(1)));
    await turns(10);
    engine.handle(followOf(null));
    engine.handle(playOf());
    await turns(200);
    expect([asked.length, numStops()]).toEqual([1, 1]);
    expect(record.of('followed').at(-1)).toEqual({
      type: 'followed',
      runId: 1,
      request: null,
      followed: null,
    });
  });

  test('an answer that cannot be downloaded is refused', async () => {
    const missing = () => Promise.reject(new NotDownloaded('no network'));
    const { engine, record } = createFakeEngine({}, { createLearner: missing });
    engine.handle(startOf(smallExperiment()));
    engine.handle(followOf(requestOf(1)));
    await turns(20);
    expect(record.of('unanswered').map(({ question }) => question)).toEqual(['follow']);
    expect(record.of('failed')).toEqual([]);
  });
});

const sessions: { readonly dispose: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

function createReal(threads: Threads = oneThread) {
  const session = createInProcessSession((emit) => createEngine(emit, threads));
  sessions.push(session);
  const record = createRecord();
  session.subscribe(record.emit);
  const next = (isIt: (event: SessionEvent) => boolean) =>
    new Promise<SessionEvent>((resolve) => {
      const end = session.subscribe((event) => {
        if (!isIt(event)) return;
        end();
        resolve(event);
      });
    });
  const follow = async (request: FollowRequest): Promise<Followed | null> => {
    const key = JSON.stringify(request);
    const answer = next((event) => event.type === 'followed' && JSON.stringify(event.request) === key);
    session.send(followOf(request));
    const event = await answer;
    return event.type === 'followed' ? event.followed : null;
  };
  return { session, record, next, follow };
}

const onWasm = (numSteps: number): Experiment => {
  const { training, ...others } = allArchitectures(2);
  return { ...others, training: { ...training, backend: 'wasm', numSteps } };
};

const isFinished = (event: SessionEvent) => event.type === 'progress' && event.state === 'finished';

test('a run is the same to the bit while a row is followed, which is answered for every step that was kept', async () => {
  const run = async (isFollowed: boolean) => {
    const { session, record, next, follow } = createReal();
    session.send(startOf(onWasm(40)));
    if (isFollowed) await follow(requestOf(4));
    const finished = next(isFinished);
    session.send(playOf());
    await finished;
    const end = record.of('checkpoint').at(-1)?.checkpoint;
    const evaluated = record.of('evaluated');
    return { session, record, next, follow, end, evaluated };
  };
  const alone = await run(false);
  await alone.session.dispose();
  const { session, record, next, follow, end, evaluated } = await run(true);
  expect(evaluated).toEqual(alone.evaluated);
  expect(end).toEqual(alone.end);
  const answers = record.of('followed').map(({ followed }) => followed);
  const kept = answers.map((followed) => followed?.step ?? -1);
  expect([kept[0], kept.at(-1)]).toEqual([0, 40]);
  for (const answer of answers) {
    const step = answer?.step ?? -1;
    expect(await follow(requestOf(4, step))).toEqual({ ...answer, request: requestOf(4, step) });
  }
  const memories = record.of('progress').map(({ memory }) => memory.numTensors);
  expect(new Set(memories).size).toBe(1);
  const disposed = next((event) => event.type === 'disposed');
  session.send({ type: 'dispose', runId: 1 });
  expect(await disposed).toMatchObject({ memory: { numTensors: 0, numBytes: 0 } });
});

test('several threads answer as one does', async () => {
  const file = await bundleOf(join(import.meta.dirname, '../../../../src/cli/poolWorker.ts'));
  const answersOf = async (threads: Threads) => {
    const { session, record, next, follow } = createReal(threads);
    session.send(startOf(onWasm(1e6)));
    const answers = [await follow(requestOf(1))];
    const stepped = next((event) => event.type === 'progress' && event.step === 1);
    session.send({ type: 'step', runId: 1 });
    await stepped;
    for (const step of [null, 0]) answers.push(await follow(requestOf(2, step)));
    await session.dispose();
    return { answers, numThreads: record.of('ready')[0]?.backend.numThreads };
  };
  const one = await answersOf(oneThread);
  const two = await answersOf(nodeThreads(2, file));
  expect([one.numThreads, two.numThreads]).toEqual([1, 2]);
  expect(one.answers.map((followed) => followed?.step)).toEqual([0, 1, 0]);
  expect(two.answers).toEqual(one.answers);
});
