/** Probes of a run that trains: in which order, how often, for how long, and without a change to the run. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProbeRequest, ProbeResult, ProbeTopic } from '../../../../src/analysis/produced/probe.ts';
import { bundleOf } from '../../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../../src/cli/nodeThreads.ts';
import { DownloadError } from '../../../../src/core/retriedDownload.ts';
import type { Prober } from '../../../../src/engine/train/probe.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { Command } from '../../../../src/run/protocol.ts';
import { oneThread, type Threads } from '../../../../src/session/pool/pool.ts';
import { smallExperiment as allArchitectures } from '../../engine/train/trainerCases.ts';
import {
  createFakeEngine,
  expectNothingLeft,
  isFinished,
  playOf,
  smallExperiment,
  startOf,
  turns,
} from './fakes.ts';
import { createRealSession } from './realSession.ts';

const rowOf = (index: number, step: number | null = null): ProbeRequest => ({
  networkIds: ['A', 'B'],
  replicas: [0],
  step,
  points: { kind: 'test', index },
  levels: 'all',
  experts: true,
});

const surfaces: ProbeRequest = { ...rowOf(0), points: { kind: 'surfaces' }, levels: [], experts: false };

const probeOf = (topic: ProbeTopic, request: ProbeRequest | null) =>
  ({ type: 'probe', runId: 1, topic, request }) as const;

const keeping = { ...startOf(smallExperiment()), keepsNetworks: true } as Command;

/** An engine on fakes that notes what is probed, and takes its time for it. */
function createWatched(msPerAnswer = 0, settings: Parameters<typeof createFakeEngine>[0] = {}) {
  const asked: { readonly step: number; readonly isEvaluated: boolean; readonly request: ProbeRequest }[] =
    [];
  const kept: number[] = [];
  const prober: Prober = {
    keep: async ({ step }) => {
      kept.push(step);
      fake.clock.pass(msPerAnswer);
    },
    probe: async ({ step, isEvaluated }, request) => {
      asked.push({ step, isEvaluated, request });
      fake.clock.pass(msPerAnswer);
      return { step, request, row: null, plane: null, surfaces: [], truth: null, networks: [] };
    },
  };
  const fake = createFakeEngine(settings, { createProber: async () => prober });
  return { ...fake, asked, kept };
}

describe('on fakes', () => {
  test('the newest request takes the place of those that wait, and a row comes before all else', async () => {
    const { engine, record, asked } = createWatched();
    engine.handle(startOf(smallExperiment()));
    engine.handle(probeOf('thumbnails', surfaces));
    engine.handle({ type: 'export', runId: 1, cardId: 'A', replica: 0, steps: null });
    engine.handle({ type: 'export', runId: 1, cardId: 'A', replica: 1, steps: null });
    for (const index of [1, 2, 3]) engine.handle(probeOf('row', rowOf(index)));
    await turns(20);
    expect(asked.map(({ step, request }) => [step, request])).toEqual([
      [0, rowOf(3)],
      [0, surfaces],
    ]);
    const answers = record.events.flatMap((event) => {
      if (event.type === 'exported') return ['exported'];
      return event.type === 'probed' ? [event.topic] : [];
    });
    expect(answers).toEqual(['row', 'thumbnails', 'exported', 'exported']);
  });

  test('they are answered after every evaluation, until nobody wants them', async () => {
    const { engine, asked, record } = createWatched();
    engine.handle(startOf(smallExperiment()));
    engine.handle(probeOf('learned', surfaces));
    engine.handle(playOf());
    await turns(200);
    expect(asked.map(({ step }) => step)).toEqual([0, 5, 10, 15, 20]);
    expect(asked.every(({ isEvaluated }) => isEvaluated)).toBe(true);
    expect(record.of('probed').map(({ probed }) => probed?.step)).toEqual([0, 5, 10, 15, 20]);
    engine.handle(probeOf('learned', null));
    engine.handle({ type: 'step', runId: 1 });
    await turns(50);
    expect(asked).toHaveLength(5);
  });

  test.each([
    ['row', 0.25],
    ['thumbnails', 0.1],
  ] as const)('of %s they take a share of %f of the time, and end up to date', async (topic, share) => {
    const { engine, asked } = createWatched(30);
    engine.handle(startOf(smallExperiment({ numSteps: 2000 })));
    engine.handle(probeOf(topic, rowOf(1)));
    engine.handle(playOf());
    await turns(3000);
    expect(asked.at(-1)?.step).toBe(2000);
    // A step takes a millisecond.
    expect(30 * asked.length).toBeLessThan(share * 2000 + 3 * 30);
    expect(asked.length).toBeGreaterThan(5);
  });

  test('between two evaluations, and when the run stands still, a new one is answered at once', async () => {
    const { engine, asked } = createWatched();
    engine.handle(startOf(smallExperiment({ evalEvery: 1000, numSteps: 1000 })));
    engine.handle(probeOf('row', rowOf(1)));
    engine.handle(playOf());
    await turns(8);
    engine.handle(probeOf('row', rowOf(2)));
    await turns(4);
    const second = asked[1];
    expect(second).toMatchObject({ isEvaluated: false, request: rowOf(2) });
    expect(second?.step).toBeGreaterThan(0);
    await turns(2000);
    engine.handle(probeOf('row', rowOf(3)));
    await turns(2);
    expect(asked.at(-1)).toEqual({ step: 1000, isEvaluated: true, request: rowOf(3) });
  });

  test('what cannot be downloaded is refused, and the run goes on, also where networks should be kept', async () => {
    const missing = () => Promise.reject(new DownloadError('no network'));
    const { engine, record } = createFakeEngine({}, { createProber: missing, loadWeightTools: missing });
    engine.handle(keeping);
    engine.handle(probeOf('row', rowOf(1)));
    engine.handle({ type: 'export', runId: 1, cardId: 'A', replica: 0, steps: null });
    engine.handle(playOf());
    await turns(200);
    const refused = record.of('unanswered').map(({ question }) => question);
    expect(new Set(refused)).toEqual(new Set(['row', 'export']));
    expect(record.of('failed')).toEqual([]);
    expect(record.of('progress').at(-1)).toMatchObject({ state: 'finished' });
  });
});

function createReal(threads?: Threads) {
  const { session, record, next } = createRealSession(threads);
  const probe = async (request: ProbeRequest): Promise<ProbeResult | null> => {
    const key = JSON.stringify(request);
    const answer = next((event) => event.type === 'probed' && JSON.stringify(event.probed?.request) === key);
    session.send(probeOf('row', request));
    const event = await answer;
    return event.type === 'probed' ? event.probed : null;
  };
  return { session, record, next, probe };
}

const onWasm = (numSteps: number): Experiment => {
  const { training, ...others } = allArchitectures(2);
  return { ...others, training: { ...training, backend: 'wasm', numSteps } };
};

test('a run is the same to the bit while it is probed, also of every step that was kept, and so is its memory', async () => {
  const run = async (isProbed: boolean) => {
    const { session, record, next, probe } = createReal();
    session.send(startOf(onWasm(40)));
    if (isProbed) {
      await probe(rowOf(4));
      session.send(probeOf('thumbnails', surfaces));
    }
    const finished = next(isFinished);
    session.send(playOf());
    await finished;
    const end = record.of('checkpoint').at(-1)?.checkpoint;
    const evaluated = record.of('evaluated');
    return { session, record, probe, end, evaluated };
  };
  const alone = await run(false);
  await alone.session.dispose();
  const { session, record, probe, end, evaluated } = await run(true);
  expect(evaluated).toEqual(alone.evaluated);
  expect(end).toEqual(alone.end);
  const answersOf = (topic: ProbeTopic) =>
    record.of('probed').flatMap(({ probed, ...event }) => (event.topic === topic ? [probed] : []));
  for (const topic of ['row', 'thumbnails'] as const)
    await expect.poll(() => answersOf(topic).at(-1)?.step, { timeout: 20_000 }).toBe(40);
  expect(answersOf('row')[0]?.step).toBe(0);
  for (const answer of answersOf('row')) {
    const request = rowOf(4, answer?.step ?? -1);
    expect(await probe(request)).toEqual({ ...answer, request });
  }
  const memories = record.of('progress').map(({ memory }) => memory.numTensors);
  expect(new Set(memories).size).toBe(1);
  await expectNothingLeft(session);
});

test('several threads answer as one does', async () => {
  const file = await bundleOf(join(import.meta.dirname, '../../../../src/cli/poolWorker.ts'));
  const answersOf = async (threads: Threads) => {
    const { session, record, next, probe } = createReal(threads);
    session.send(startOf(onWasm(1e6)));
    const answers = [await probe(rowOf(1))];
    const stepped = next((event) => event.type === 'progress' && event.step === 1);
    session.send({ type: 'step', runId: 1 });
    await stepped;
    for (const step of [null, 0]) answers.push(await probe(rowOf(2, step)));
    await session.dispose();
    return { answers, numThreads: record.of('ready')[0]?.backend.numThreads };
  };
  const one = await answersOf(oneThread);
  const two = await answersOf(nodeThreads(2, file));
  expect([one.numThreads, two.numThreads]).toEqual([1, 2]);
  expect(one.answers.map((probed) => probed?.step)).toEqual([0, 1, 0]);
  expect(two.answers).toEqual(one.answers);
});
