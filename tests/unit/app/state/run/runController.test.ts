import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RunController } from '../../../../../app/state/run/runController.ts';
import { createExperimentStore } from '../../../../../app/state/stores/experimentStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { networkOf } from '../../../../../src/run/run.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { createFakeSession, evaluated, type FakeSession, progress, ready } from '../fakeSession.ts';

const initial = defaultExperiment();

function setUp(open = createFakeSession) {
  const sessions: FakeSession[] = [];
  const experiments = createExperimentStore(initial);
  const announce = vi.fn();
  const showNewest = vi.fn();
  const queue = createTrainingQueue();
  const run = new RunController({
    createSession: () => {
      const session = open();
      sessions.push(session);
      return session;
    },
    experiments,
    canStart: () => true,
    showNewest,
    announce,
    timeDrawing: () => undefined,
    queue,
  });
  const session = (): FakeSession => {
    const last = sessions.at(-1);
    if (last === undefined) throw new Error('No session was created.');
    return last;
  };
  return { run, experiments, announce, showNewest, queue, sessions, session };
}

/** A run that has been started and said so. */
function running() {
  const world = setUp();
  world.run.play();
  world.session().emit(ready(1));
  world.session().emit(progress(1, 'running', 1));
  return world;
}

describe('starting', () => {
  it('creates the session at the first play, not before', () => {
    const { run, sessions, session } = setUp();
    expect(sessions).toHaveLength(0);
    run.play();
    expect(run.status().phase).toBe('starting');
    expect(session().types()).toEqual(['start']);
  });

  it('sets up what the first play needs when that is likely to come, once for each configuration', () => {
    const { run, sessions, session, experiments } = setUp();
    run.warm();
    run.warm();
    experiments.edit(setTraining(initial, { batchSize: 64 }));
    run.warm();
    run.play();
    run.warm();
    expect([sessions.length, session().types(), run.status().runId]).toEqual([
      1,
      ['warm', 'warm', 'start'],
      1,
    ]);
  });

  it('plays once the session is ready', () => {
    const { run, session } = running();
    expect(session().types()).toEqual(['start', 'play']);
    expect(run.status()).toMatchObject({ phase: 'running', step: 1, experiment: initial });
  });

  it('stays paused when pause was pressed meanwhile', () => {
    const { run, session } = setUp();
    run.play();
    run.pause();
    session().emit(ready(1));
    expect(session().types()).toEqual(['start']);
    expect(run.status().phase).toBe('paused');
  });

  it('says it when no session can be made, and tries again at the next play', () => {
    let fails = true;
    const { run } = setUp(() => {
      if (fails) throw new Error('no workers here');
      return createFakeSession();
    });
    run.play();
    expect(run.status().failure?.message).toContain('no workers here');
    fails = false;
    run.play();
    expect(run.status()).toMatchObject({ phase: 'starting', failure: null });
  });
});

describe('taking turns', () => {
  it('stops the sweep when it starts and when it goes on, and pauses for a sweep', () => {
    const { run, session, queue } = setUp();
    const stopped = vi.fn();
    const sweep = queue.join('sweep', stopped);
    run.play();
    expect(stopped).toHaveBeenCalledOnce();
    session().emit(ready(1));
    session().emit(progress(1, 'running', 1));
    sweep.take();
    expect([run.status().phase, session().types().at(-1)]).toEqual(['paused', 'pause']);
    run.play();
    expect(stopped).toHaveBeenCalledTimes(2);
  });

  it.each(['paused', 'finished'] as const)('lets background retraining go when it is %s', (state) => {
    const { session, queue } = running();
    const go = vi.fn();
    queue.join('background', () => {}, go).take();
    expect(go).not.toHaveBeenCalled();
    session().emit(progress(1, state, 2));
    expect(go).toHaveBeenCalledOnce();
  });
});

describe('pausing, stepping, resetting', () => {
  it('does not flicker when a report of running is still under way', () => {
    const { run, session } = running();
    run.pause();
    session().emit(progress(1, 'running', 2));
    expect(run.status()).toMatchObject({ phase: 'paused', step: 2 });
    session().emit(progress(1, 'paused', 3));
    run.play();
    session().emit(progress(1, 'running', 4));
    expect(run.status().phase).toBe('running');
  });

  it('pauses a running run when step is pressed, and steps a paused one', () => {
    const { run, session } = running();
    run.step();
    session().emit(progress(1, 'paused', 3));
    run.step();
    expect(session().types()).toEqual(['start', 'play', 'pause', 'step']);
  });

  it('shows nothing of a run that was left, and trains it no further', () => {
    const { run, session } = running();
    session().emit(evaluated(1, 'A', initial, { step: 0, loss: 1 }));
    run.leave();
    session().emit(evaluated(1, 'A', initial, { step: 50, loss: 1 }));
    session().emit(progress(1, 'running', 60));
    expect(run.status().networks.size).toBe(0);
    expect(run.status()).toMatchObject({ phase: 'idle', step: 0, experiment: null });
    expect(session().types().at(-1)).toBe('pause');
  });

  it('comes back to a run that was left, with what it said meanwhile, and goes on with it', () => {
    const { run, session } = running();
    run.setSpeed(10);
    run.leave();
    session().emit(evaluated(1, 'A', initial, { step: 50, loss: 1 }));
    session().emit(progress(1, 'paused', 50));
    run.setSpeed(null);
    run.comeBack();
    expect(run.status()).toMatchObject({ phase: 'paused', runId: 1, step: 50, speed: null });
    expect(run.status().networks.size).toBe(1);
    run.play();
    expect(session().commands.at(-1)).toMatchObject({ type: 'play', runId: 1 });
  });

  it('comes back to no run once another one was started, nor trusts a worker that failed meanwhile', () => {
    const { run, session, sessions } = running();
    run.leave();
    session().emit({ type: 'failed', runId: 1, reason: 'worker', message: 'It is gone.' });
    run.play();
    expect([sessions.length, sessions[0]?.isDisposed()]).toEqual([2, true]);
    run.comeBack();
    expect(run.status()).toMatchObject({ phase: 'starting', runId: 3 });
  });

  it('trusts no worker that failed while its run was left, also after it came back', () => {
    const { run, session, sessions } = running();
    run.leave();
    session().emit({ type: 'failed', runId: 1, reason: 'worker', message: 'It is gone.' });
    run.comeBack();
    expect(run.status().phase).toBe('failed');
    run.play();
    expect([sessions.length, sessions[0]?.isDisposed()]).toEqual([2, true]);
  });

  it('carries the chosen speed into the run and to a running one', () => {
    const { run, session } = setUp();
    run.setSpeed(10);
    run.play();
    session().emit(ready(1));
    expect(session().commands.at(-1)).toMatchObject({ type: 'play', stepsPerSecond: 10 });
    run.setSpeed(null);
    expect(session().commands.at(-1)).toMatchObject({ type: 'setSpeed', stepsPerSecond: null });
  });
});

describe('whoever looks back at the run', () => {
  it('follows it again when it starts, goes on, steps and is left, and not otherwise', () => {
    const { run, session, showNewest } = setUp();
    const callsOf = (act: () => void) => {
      showNewest.mockClear();
      act();
      return showNewest.mock.calls.length;
    };
    expect(callsOf(run.play)).toBe(1);
    expect(callsOf(() => session().emit(ready(1)))).toBe(1);
    expect(callsOf(() => session().emit(progress(1, 'running', 50)))).toBe(0);
    expect(callsOf(run.pause)).toBe(0);
    expect(callsOf(() => session().emit(progress(1, 'paused', 60)))).toBe(0);
    expect(callsOf(run.step)).toBe(1);
    expect(callsOf(run.play)).toBe(1);
    expect(callsOf(run.leave)).toBe(1);
  });
});

describe('a changed configuration', () => {
  it('pauses the run, keeps its results, and starts anew at the next play', () => {
    const { run, experiments, session } = running();
    session().emit(evaluated(1, 'A', initial, { step: 0, loss: 1 }));
    const changed = setTraining(initial, { batchSize: 64 });
    experiments.edit(changed);
    expect(session().types().at(-1)).toBe('pause');
    expect(run.status().networks.size).toBe(1);
    run.play();
    expect(session().commands.at(-1)).toMatchObject({ type: 'start', runId: 2, experiment: changed });
    expect(run.status().networks.size).toBe(0);
  });

  it('goes on with the same run when the change is taken back', () => {
    const { run, experiments, session } = running();
    experiments.edit(setTraining(initial, { batchSize: 64 }));
    session().emit(progress(1, 'paused', 5));
    experiments.undo();
    run.play();
    expect(session().types()).toEqual(['start', 'play', 'pause', 'play']);
  });
});

describe('a learning rate changed while running', () => {
  it('becomes part of the configuration without ending the run', () => {
    const { run, experiments, session } = running();
    run.setLearningRate(0.01);
    session().emit({ type: 'learningRateChanged', runId: 1, step: 12, value: 0.01 });
    expect(experiments.experiment().training.learningRateChanges).toEqual([{ step: 12, value: 0.01 }]);
    expect(session().types()).toEqual(['start', 'play', 'setLearningRate']);
    expect(run.status().phase).toBe('running');
  });

  it('ends the run when it is taken out of the configuration', () => {
    const { run, experiments, session } = running();
    session().emit({ type: 'learningRateChanged', runId: 1, step: 12, value: 0.01 });
    experiments.undo();
    expect(session().types().at(-1)).toBe('pause');
    expect(run.status().phase).toBe('paused');
  });
});

describe('failures', () => {
  it('are told and announced; the next play has a new session', () => {
    const { run, announce, sessions, session } = running();
    session().emit({ type: 'failed', runId: 1, reason: 'worker', message: 'It stopped.' });
    expect(run.status()).toMatchObject({ phase: 'failed', failure: { reason: 'worker' } });
    expect(announce).toHaveBeenCalledWith('It stopped.');
    expect(sessions[0]?.isDisposed()).toBe(true);
    run.play();
    expect(sessions).toHaveLength(2);
    expect(run.status().failure).toBeNull();
  });

  it('before a run has started bring the recorded one back', () => {
    const { run, session } = setUp();
    run.show(recordedRun(), 'page');
    const networks = () => run.status().networks;
    const recorded = networks();
    run.play();
    expect(networks().size).toBe(0);
    session().emit({ type: 'failed', runId: run.status().runId, reason: 'worker', message: 'No network.' });
    expect(run.status()).toMatchObject({ phase: 'recorded', failure: { message: 'No network.' } });
    expect(networks()).toEqual(recorded);
    run.play();
    session().emit(ready(run.status().runId));
    session().emit({ type: 'failed', runId: run.status().runId, reason: 'worker', message: 'It stopped.' });
    expect([run.status().phase, networks().size]).toEqual(['failed', 0]);
  });

  it('go back to the checkpoint with the run, and say what computed it', () => {
    const { run, session } = running();
    const evaluate = (step: number, loss: number) =>
      session().emit(evaluated(1, 'A', initial, { step, loss }));
    const stepsOf = () => networkOf(run.status(), 'A').history.map(({ loss }) => loss.step);
    const { numSteps } = initial.training;
    expect(run.status().ranOn).toEqual({ backend: 'wasm', build: 'simd' });
    evaluate(0, 3);
    session().emit(ready(1, 0, 'webgpu'));
    expect([stepsOf(), run.status().ranOn]).toEqual([[], { backend: 'webgpu', build: '' }]);
    evaluate(0, 3);
    evaluate(50, 2);
    session().emit({ type: 'checkpoint', runId: 1, checkpoint: { step: 60, numSummed: 0, cards: [] } });
    evaluate(100, 1);
    session().emit({ type: 'diverged', runId: 1, cardId: 'A', replica: 2, step: 100 });
    session().emit(ready(1, 60, 'wasm'));
    expect([stepsOf(), run.status().ranOn]).toEqual([[0, 50], { backend: 'wasm', build: 'after-webgpu' }]);
    expect(networkOf(run.status(), 'A').diverged).toEqual([]);
    evaluate(100, 4);
    evaluate(numSteps, 5);
    session().emit({ type: 'checkpoint', runId: 1, checkpoint: { step: numSteps, numSummed: 0, cards: [] } });
    session().emit(ready(1, numSteps, 'cpu'));
    // Nothing of what was planned is left to compute there.
    expect(run.status().ranOn).toEqual({ backend: 'wasm', build: 'after-webgpu' });
    const { reportable } = networkOf(run.status(), 'A');
    expect([reportable.best?.steps[0], reportable.last?.steps[0]]).toEqual([50, numSteps]);
  });
});

describe('telling listeners', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('happens at most eight times a second, whatever the session sends', () => {
    const { run, session } = running();
    const listener = vi.fn();
    run.shown.subscribe(listener);
    for (let step = 0; step < 1000; step += 1) {
      session().emit(progress(1, 'running', step));
      session().emit(evaluated(1, 'A', initial, { step, loss: 1 }));
      vi.advanceTimersByTime(1);
    }
    expect(listener.mock.calls.length).toBeLessThanOrEqual(9);
    expect(listener.mock.calls.length).toBeGreaterThanOrEqual(7);
  });

  it('is over after dispose, which also ends the session', () => {
    const { run, experiments, session } = running();
    run.dispose();
    expect(session().isDisposed()).toBe(true);
    experiments.edit(setTraining(initial, { batchSize: 64 }));
    expect(session().types()).toEqual(['start', 'play']);
  });
});

it('announces what diverged by what people call it', () => {
  const { announce, session } = running();
  const diverged = (cardId: string) =>
    session().emit({ type: 'diverged', runId: 1, cardId, replica: 1, step: 30 });
  diverged('A');
  diverged('A@0.003');
  diverged('baseline');
  diverged('baseline@0.01');
  expect(announce.mock.calls.slice(-4).flat()).toEqual(
    [
      'architecture A',
      'architecture A at learning rate 0.003',
      'the single-task baseline',
      'the single-task baseline at learning rate 0.01',
    ].map((network) => `Repetition 2 of ${network} diverged at step 30 and is left out.`),
  );
});

it('begins a run with weights that waits before its first step, and that its configuration alone does not give again', () => {
  const weights = [{ cardId: 'A', replica: null, weights: { w: Float32Array.of(1) } }];
  const { run, session } = setUp();
  run.begin(weights);
  expect(session().commands).toMatchObject([{ type: 'start', weights }]);
  expect(session().commands[0]).not.toHaveProperty('checkpoint');
  session().emit(ready(1));
  expect([session().types(), run.status().phase, run.status().givenTo]).toEqual([['start'], 'paused', ['A']]);
  run.leave();
  run.play();
  expect(session().commands.at(-1)).not.toHaveProperty('weights');
  expect(run.status().givenTo).toEqual([]);
});
