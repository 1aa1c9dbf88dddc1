import { expect, it } from 'vitest';
import { NetworkSource } from '../../../../../app/state/learned/networkSource.ts';
import { isOfChosenStep, ProbeController } from '../../../../../app/state/learned/probeController.ts';
import { RunController } from '../../../../../app/state/run/runController.ts';
import { createExperimentStore } from '../../../../../app/state/stores/experimentStore.ts';
import { createFileStore } from '../../../../../app/state/stores/fileStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { createViewStore } from '../../../../../app/state/stores/viewStore.ts';
import type { ProbeRequest, ProbeResult } from '../../../../../src/analysis/produced/probe.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { createFakeSession, type FakeSession, openInto, ready } from '../fakeSession.ts';

const opening = recordedRun();

/** A point that a hand drags. */
const at = (x: number, changes: Partial<ProbeRequest> = {}): ProbeRequest => ({
  networkIds: ['A', 'B'],
  replicas: [2],
  step: null,
  points: { kind: 'plane', tasks: [0, 1], plane: 'tasks', columns: null, at: [x, 0] },
  levels: 'all',
  experts: true,
  ...changes,
});

const probedAt = (step: number, request = at(0)): ProbeResult => ({
  ...{ step, request, row: null, plane: null, surfaces: [] },
  ...{ truth: null, networks: [] },
});

function setUp() {
  const session = createFakeSession();
  const quiet: FakeSession[] = [];
  const queue = createTrainingQueue();
  const run = new RunController({
    queue,
    createSession: () => session,
    experiments: createExperimentStore(defaultExperiment()),
    canStart: () => true,
    showNewest: () => {},
    announce: () => {},
    timeDrawing: () => undefined,
  });
  const source = new NetworkSource({
    run,
    view: createViewStore(),
    files: createFileStore(),
    openPlainSession: openInto(quiet),
    queue,
  });
  const controller = new ProbeController(source, 'row');
  const asked = (of: FakeSession | undefined = session) =>
    of?.commands.flatMap((command) => (command.type === 'probe' ? [command.request] : []));
  const give = (probed: ProbeResult | null, of: FakeSession | undefined = session, runId = 1) =>
    of?.emit({ type: 'probed', runId, topic: 'row', probed });
  return { session, quiet, run, controller, asked, give, state: controller.store.getState };
}

/** A run that is ready to be asked. */
function setUpReady() {
  const all = setUp();
  all.run.play();
  all.session.emit(ready(1));
  return all;
}

it('asks a run once it is ready, once for each request, and no longer when nobody looks', () => {
  const { session, run, controller, asked } = setUp();
  controller.want(at(0));
  run.play();
  expect(asked()).toEqual([]);
  session.emit(ready(1));
  controller.want(at(0));
  expect(asked()).toEqual([at(0)]);
  controller.want(null);
  expect(asked()).toEqual([at(0), null]);
});

it('shows the newest answer while a hand moves, whatever point it has reached meanwhile', () => {
  const { session, controller, asked, give, state } = setUpReady();
  for (const x of [0, 1, 2]) controller.want(at(x));
  expect(asked()).toEqual([at(0), at(1), at(2)]);
  give(probedAt(50, at(1)));
  controller.want(at(3));
  expect(state()).toEqual({ probed: probedAt(50, at(1)), lacks: null });
  give(probedAt(50, at(3)));
  session.emit({ type: 'probed', runId: 1, topic: 'learned', probed: null });
  expect(state().probed?.request).toEqual(at(3));
});

it('forgets the networks of a run when another one is shown, and takes no answers of it', () => {
  const { session, run, controller, asked, give, state } = setUpReady();
  controller.want(at(0));
  give(probedAt(50));
  run.leave();
  run.play();
  session.emit(ready(3));
  expect([asked()?.length, state().probed]).toEqual([2, null]);
  give(probedAt(150));
  expect(state().probed).toBeNull();
  give(probedAt(0), session, 3);
  expect(state().probed?.step).toBe(0);
});

it('asks again when the run goes on in another worker', () => {
  const { session, controller, asked } = setUpReady();
  session.emit(ready(1));
  controller.want(at(0));
  session.emit(ready(1, 50));
  expect(asked()).toEqual([at(0), at(0)]);
});

it('says what is lacking, asks no more for what cannot be downloaded, and asks again when told to', () => {
  const { session, controller, asked, give, state } = setUpReady();
  controller.want(at(0));
  give(null);
  expect(state()).toEqual({ probed: null, lacks: 'points' });
  session.emit({ type: 'unanswered', runId: 1, question: 'learned' });
  expect(state().lacks).toBe('points');
  session.emit({ type: 'unanswered', runId: 1, question: 'row' });
  expect(state()).toEqual({ probed: null, lacks: 'download' });
  controller.tryAgain();
  expect(state().lacks).toBeNull();
  expect(asked()).toEqual([at(0), null, at(0)]);
});

it('asks a background retraining of a saved run, from before its first step on, under the number of its repetition', async () => {
  const { quiet, run, controller, asked, give, state } = setUp();
  run.show(opening, 'page');
  controller.want(at(0, { replicas: [0, 1, 2], step: 50 }));
  const [first] = quiet;
  first?.emit(ready(1));
  const ofFirst = at(0, { replicas: [0], step: 50 });
  expect(first?.commands.slice(1)).toEqual([
    { type: 'probe', runId: 1, topic: 'row', request: ofFirst },
    { type: 'play', runId: 1, stepsPerSecond: null },
  ]);
  give(probedAt(40, ofFirst), first);
  expect(state().probed).toEqual(probedAt(40, ofFirst));
  controller.want(null);
  expect(first?.types().slice(-2)).toEqual(['pause', 'probe']);
  run.show({ ...opening }, 'page');
  await expect.poll(() => state().probed).toBeNull();
  expect(asked(first)).toHaveLength(2);
});

it('begins a background retraining only where that may be', () => {
  const { quiet, run, controller } = setUp();
  run.show(opening, 'page');
  const others: StartedRun[] = [];
  controller.want(at(0), (saved) => saved !== opening && others.push(saved) > 0);
  expect(quiet).toHaveLength(0);
  controller.want(at(0), (saved) => saved === opening);
  quiet[0]?.emit(ready(1));
  expect(quiet[0]?.types().at(-1)).toBe('play');
  controller.want(at(0), () => false);
  expect(quiet[0]?.types().at(-1)).toBe('pause');
});

it('knows whether the networks of the chosen step were kept', () => {
  expect(isOfChosenStep(probedAt(50))).toBe(true);
  expect(isOfChosenStep(probedAt(50, at(0, { step: 50 })))).toBe(true);
  expect(isOfChosenStep(probedAt(50, at(0, { step: 40 })))).toBe(false);
});
