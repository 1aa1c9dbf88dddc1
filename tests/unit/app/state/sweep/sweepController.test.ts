/** A sweep on the real engine in this process: what it finds, what it keeps, and that it never trains beside the run. */
import { describe, expect, it, vi } from 'vitest';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { type Measurement, secondsLeft, workLeftOf } from '../../../../../app/state/sweep/studyState.ts';
import { draftedSweep, idleDraft, SweepController } from '../../../../../app/state/sweep/sweepController.ts';
import { workOf } from '../../../../../src/experiment/costs/work.ts';
import { trainedExperimentOf } from '../../../../../src/experiment/derived/trained.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import { readLink } from '../../../../../src/experiment/link/link.ts';
import type { SessionEvent } from '../../../../../src/run/protocol.ts';
import { type Sweep, sweepOf } from '../../../../../src/studies/sweep/sweep.ts';
import { text } from '../../../../../src/text/text.ts';
import { createFakeSession, evaluated, type FakeSession, progress, ready } from '../fakeSession.ts';
import { createSessions, disposeAfterEach, printedBy, untilIn } from './onEngine.ts';

const link =
  'v=2&tasks=2&t1=noise:.1&t2=noise:.1&source=synthetic&in=6&train=64&val=40&test=60&unit=deviation&feat=8&common=8&switch=laterTasks&redraw=directions&reps=3&batch=16&steps=20&eval=10&backend=wasm&budget=asConfigured&A=adattSp,tower:8&B=sharedBottom,tower:8';
const experiment = readLink(link).experiment;
const withoutB = { ...experiment, cards: experiment.cards.filter(({ id }) => id !== 'B') };

function sweepIn(numPoints: number, given: Experiment = experiment): Sweep {
  const drafted = draftedSweep(given, { ...idleDraft, numPoints });
  if (drafted === null) throw new Error('Nothing can be swept.');
  return drafted;
}

const withValues = (
  { experiment, axis }: Sweep,
  values: readonly number[],
  leftOutIds?: readonly string[],
): Sweep => sweepOf(experiment, axis, values, leftOutIds);

const made = disposeAfterEach<SweepController>();

function createSweep() {
  const sessions = createSessions();
  const [messages, queue] = [createMessageStore(), createTrainingQueue()];
  const controller = new SweepController({ createSession: sessions.createSession, messages, queue });
  made.push({ controller, ended: sessions.ended });
  const state = controller.store.getState;
  const until = untilIn(controller.store);
  return { controller, queue, messages, state, until, starts: sessions.starts };
}

/** On a session that does nothing by itself. */
function createFakedSweep(session: FakeSession) {
  const queue = createTrainingQueue();
  const messages = createMessageStore();
  const controller = new SweepController({ createSession: () => session, messages, queue });
  made.push({ controller, ended: async () => {} });
  return { controller, queue };
}

const keysOf = (points: readonly { readonly key: number }[]) => points.map(({ key }) => key);

describe('a sweep', () => {
  it('finds the numbers that the command finds', async () => {
    const { controller, state, until } = createSweep();
    controller.start(sweepIn(3));
    await until(() => state().phase === 'finished');
    const printed = await printedBy('sweep', link, '--from', '-1', '--to', '1', '--points', '3');
    expect(state().points).toEqual(printed.points);
    expect(keysOf(state().points)).toEqual([-1, 0, 1]);
  }, 120_000);

  it('keeps finished points when it is cancelled, and does not train them again', async () => {
    const { controller, state, until, starts } = createSweep();
    controller.start(sweepIn(3));
    await until(() => state().points.length === 1);
    controller.cancel();
    expect(state()).toMatchObject({ phase: 'stopped', current: null });
    const [first] = state().points;
    const numStarts = starts.length;
    controller.start(sweepIn(3));
    await until(() => state().phase === 'finished');
    expect(starts.length - numStarts).toBe(2);
    expect(state().points[0]).toBe(first);
    // More values of the same set-up add to what there is.
    controller.start(sweepIn(5));
    await until(() => state().phase === 'finished');
    expect(starts.length - numStarts).toBe(4);
    expect(keysOf(state().points)).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it('is there again after a reload, and is gone when it is cleared', async () => {
    const before = createSweep();
    before.controller.setDraft({ numPoints: 3, leftOutIds: ['B'] });
    before.controller.start(withValues(sweepIn(3, withoutB), [-1, 0, 1], ['B']));
    await before.until(() => before.state().points.length === 2);
    before.controller.cancel();
    const after = createSweep();
    expect(after.state().points).toEqual(before.state().points);
    expect(after.state()).toMatchObject({
      phase: 'stopped',
      isKept: true,
    });
    const draft = after.controller.drafts.getState();
    expect(draft).toEqual({
      axisId: 'correlation',
      range: { from: -1, to: 1 },
      numPoints: 3,
      leftOutIds: ['B'],
    });
    const sweep = draftedSweep(experiment, draft);
    if (sweep === null) throw new Error('Nothing can be swept.');
    after.controller.start(sweep);
    await after.until(() => after.state().phase === 'finished');
    expect(after.starts).toHaveLength(1);
    after.controller.clear();
    expect(after.state()).toMatchObject({ phase: 'idle', study: null, points: [] });
    expect(createSweep().state().points).toEqual([]);
  });

  it('keeps what two tabs found of it together', async () => {
    const [one, other] = [createSweep(), createSweep()];
    one.controller.start(sweepIn(2));
    await one.until(() => one.state().phase === 'finished');
    other.controller.start(withValues(sweepIn(2), [0, 1]));
    await other.until(() => other.state().phase === 'finished');
    expect(keysOf(other.state().points)).toEqual([-1, 0, 1]);
    expect(createSweep().state().points).toEqual(other.state().points);
    // What the other tab had found before was not trained again.
    expect(other.starts).toHaveLength(1);
    other.controller.start(sweepIn(2, withoutB));
    await other.until(() => other.state().phase === 'finished');
    expect(createSweep().state().points).toEqual(other.state().points);
  });

  it('says when the browser keeps nothing', async () => {
    vi.unstubAllGlobals();
    const { controller, state, until } = createSweep();
    controller.start(sweepIn(2));
    await until(() => state().points.length === 1);
    expect(state().isKept).toBe(false);
  });

  it('finds that everything diverges at a value, and goes on', async () => {
    const { controller, state, until } = createSweep();
    const deep = Array.from({ length: 5 }, () => '16-16-16-16').join('_');
    const given = readLink(link.replace(/&A=.*/, `&A=sharedBottom,tower:8,levels:${deep}`)).experiment;
    const sweep = draftedSweep(given, {
      ...idleDraft,
      axisId: 'learningRate',
      range: { from: 0.001, to: 10 },
      numPoints: 2,
    });
    if (sweep === null) throw new Error('Nothing can be swept.');
    controller.start(withValues(sweep, [10, 0.001]));
    await until(() => state().phase === 'finished');
    const [fine, diverged] = state().points.map(({ gains }) => gains[0]?.overall);
    expect(fine).toMatchObject({ n: 3, numLeftOut: 0 });
    expect(diverged).toMatchObject({ n: 0, numLeftOut: 3, mean: Number.NaN });
  });

  it('stops where a point cannot be set up, and says why', async () => {
    const { controller, state, until } = createSweep();
    const sweep = sweepIn(2, { ...experiment, training: { ...experiment.training, batchSize: 65 } });
    controller.start(sweep);
    await until(() => state().phase === 'failed');
    expect(state().failure).toMatch(/batch/i);
  });
});

describe('only one training at a time', () => {
  it('a run that is started pauses the sweep, which goes on where it stood and stops the run', async () => {
    const { controller, queue, messages, state, until, starts } = createSweep();
    const stopRun = vi.fn();
    const run = queue.join('run', stopRun);
    controller.start(sweepIn(2, readLink(link.replace('steps=20', 'steps=400')).experiment));
    await until(() => (state().current?.step ?? 0) > 0);
    run.take();
    expect(state().phase).toBe('paused');
    expect(messages.getState().toast?.message).toBe(text.sweep.status.pausedForRun);
    const pausedAt = state().current?.step ?? 0;
    stopRun.mockClear();
    controller.resume();
    expect(stopRun).toHaveBeenCalledOnce();
    await until(() => state().phase === 'finished');
    expect(starts).toHaveLength(2);
    expect(pausedAt).toBeGreaterThan(0);
  });

  it('background retraining waits until the sweep rests', async () => {
    const { controller, queue, state, until } = createSweep();
    const go = vi.fn();
    controller.start(sweepIn(2));
    queue.join('background', () => {}, go).take();
    await until(() => state().points.length === 1);
    expect(go).not.toHaveBeenCalled();
    await until(() => state().phase === 'finished');
    expect(go).toHaveBeenCalledOnce();
  });
});

describe('a pause in the last moments of a point', () => {
  const { training, cards } = trainedExperimentOf(experiment);
  /** What the session had begun before it heard of the pause. */
  const endings: readonly (readonly [string, (runId: number) => readonly SessionEvent[]])[] = [
    [
      'its last evaluation',
      (runId) => [
        ...cards.map(({ id }) => evaluated(runId, id, experiment, { step: training.numSteps, loss: 1 })),
        progress(runId, 'finished', training.numSteps),
      ],
    ],
    [
      'the news that all diverged',
      (runId) => [{ type: 'failed', runId, reason: 'diverged', message: 'All diverged.' }],
    ],
  ];

  it.each(endings)('keeps the point with %s, and lets the next one wait', async (_, endOf) => {
    const session = createFakeSession();
    const { controller } = createFakedSweep(session);
    const state = controller.store.getState;
    const end = async (runId: number): Promise<void> => {
      for (const { id } of cards)
        session.emit(evaluated(runId, id, experiment, { step: 0, loss: Number.NaN }));
      for (const event of endOf(runId)) session.emit(event);
      await Promise.resolve();
    };
    const numStarts = () => session.types().filter((type) => type === 'start').length;
    controller.start(sweepIn(2));
    session.emit(ready(1));
    controller.pause();
    await end(1);
    expect([state().phase, state().current, keysOf(state().points)]).toEqual(['paused', null, [-1]]);
    expect(numStarts()).toBe(1);
    controller.resume();
    expect([state().phase, state().current?.key, numStarts()]).toEqual(['running', 1, 2]);
    session.emit(ready(2));
    controller.pause();
    await end(2);
    expect([state().phase, keysOf(state().points)]).toEqual(['finished', [-1, 1]]);
  });
});

describe('the cost', () => {
  it('of what is left falls with every step, and is that of the points to come at the end of one', () => {
    const sweep = sweepIn(3, setTraining(experiment, { numSteps: 200 }));
    const work = (value: number) => workOf(sweep.experimentAt(value, [])).total;
    const measured: Measurement = {
      work: 1000,
      seconds: 2,
      setUpSeconds: 5,
      numSteps: 200,
      backend: 'wasm',
    };
    const left = workLeftOf(sweep, [{ key: -1, gains: [], measuredCorrelation: 0 }], 0);
    const others = 5 + (work(1) * 2) / 1000;
    expect(secondsLeft(left, { step: 50, stepsPerSecond: 10 }, measured)).toBeCloseTo(15 + others, 6);
    expect(secondsLeft(left, { step: 200, stepsPerSecond: 10 }, measured)).toBeCloseTo(others, 6);
    expect(secondsLeft(left, { step: 50, stepsPerSecond: null }, measured)).toBeCloseTo(
      0.75 * ((work(0) * 2) / 1000) + others,
      6,
    );
    // The first point ever: the others are as fast as it is.
    expect(secondsLeft(left, { step: 50, stepsPerSecond: 10 }, null)).toBeCloseTo(
      15 + (20 * work(1)) / work(0),
      6,
    );
    expect(secondsLeft(left, { step: 0, stepsPerSecond: null }, null)).toBeNull();
  });
});
