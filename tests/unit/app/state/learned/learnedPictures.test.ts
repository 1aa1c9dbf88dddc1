import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NetworkSource } from '../../../../../app/state/learned/networkSource.ts';
import {
  learnedKind,
  PicturesController,
  pictureAt,
} from '../../../../../app/state/learned/picturesController.ts';
import { RunController } from '../../../../../app/state/run/runController.ts';
import { createExperimentStore } from '../../../../../app/state/stores/experimentStore.ts';
import { createFileStore } from '../../../../../app/state/stores/fileStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { createViewStore } from '../../../../../app/state/stores/viewStore.ts';
import type { Learned, LearnedRequest } from '../../../../../src/analysis/produced/questions.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { savedRunOf } from '../../../../../src/run/codec/savedRun.ts';
import { createFakeSession, type FakeSession, openInto, progress, ready } from '../fakeSession.ts';

const request: LearnedRequest = {
  networkIds: ['A'],
  tasks: [0, 1],
  plane: 'tasks',
  columns: null,
  replica: 'mean',
  step: null,
  level: 0,
};

const opening = savedRunOf(readFileSync('app/recorded/firstView.json', 'utf8'));

const learnedAt = (step: number, of: LearnedRequest = request): Learned => ({
  step,
  request: of,
  replica: null,
  arrows: [],
  rows: new Float32Array(),
  cosines: [],
  columns: [],
  axes: null,
  numLevels: 1,
  truth: null,
  networks: [],
});

function setUp() {
  const session = createFakeSession();
  const queue = createTrainingQueue();
  const quiet: FakeSession[] = [];
  const run = new RunController({
    createSession: () => session,
    experiments: createExperimentStore(defaultExperiment()),
    canStart: () => true,
    showNewest: () => {},
    announce: () => {},
    timeDrawing: () => undefined,
    queue,
  });
  const source = new NetworkSource({
    run,
    view: createViewStore(),
    files: createFileStore(),
    openPlainSession: openInto(quiet),
    queue,
  });
  const controller = new PicturesController(source, learnedKind);
  const looks = () => session.commands.flatMap((command) => (command.type === 'inspect' ? [command] : []));
  const give = (learned: Learned | null, runId = 1) => session.emit({ type: 'learned', runId, learned });
  const steps = () => controller.store.getState().pictures.map(({ step }) => step);
  const replicas = () => controller.store.getState().pictures.map(({ replica }) => replica);
  return { session, quiet, run, controller, looks, give, steps, replicas };
}

it('asks a run once it is ready, and no longer when nobody looks', () => {
  const { session, run, controller, looks } = setUp();
  controller.want(request);
  run.play();
  expect(looks()).toEqual([]);
  session.emit(ready(1));
  expect(looks()).toEqual([{ type: 'inspect', runId: 1, request }]);
  controller.want({ ...request });
  expect(looks()).toHaveLength(1);
  controller.want(null);
  expect(looks().at(-1)).toEqual({ type: 'inspect', runId: 1, request: null });
});

it('keeps the pictures of a request while nobody looks, until there is one of another, and drops them for another run', () => {
  const { session, run, controller, give, steps } = setUp();
  controller.want(request);
  run.play();
  session.emit(ready(1));
  for (const step of [0, 50, 100]) give(learnedAt(step));
  controller.want(null);
  controller.want(request);
  expect(steps()).toEqual([0, 50, 100]);
  const other = { ...request, level: 1 };
  controller.want(other);
  give(learnedAt(150));
  expect(steps()).toEqual([0, 50, 100]);
  give(learnedAt(100, other));
  expect(steps()).toEqual([100]);
  run.leave();
  run.play();
  session.emit(ready(3));
  give(learnedAt(150, other));
  expect(steps()).toEqual([]);
});

it('goes back with a run that was lost, and keeps a bounded number of pictures', () => {
  const { session, run, controller, give, steps } = setUp();
  controller.want(request);
  run.play();
  session.emit(ready(1));
  for (const step of [0, 50, 100]) give(learnedAt(step));
  give(learnedAt(50));
  expect(steps()).toEqual([0, 50]);
  for (let step = 100; step < 20_000; step += 50) give(learnedAt(step));
  expect(steps().length).toBeLessThanOrEqual(49);
  expect([steps()[0], steps().at(-1)]).toEqual([0, 19_950]);
  give(null);
  expect(controller.store.getState()).toEqual({ pictures: [], lacks: 'plane' });
});

it('shows the picture of a step, or the last before it', () => {
  const shown = { pictures: [learnedAt(50), learnedAt(100)], lacks: null };
  expect(pictureAt(shown, null)?.step).toBe(100);
  expect(pictureAt(shown, 99)?.step).toBe(50);
  expect(pictureAt(shown, 20)).toBeNull();
});

it('says what could not be downloaded, asks no more, and asks again when told to', () => {
  const { session, run, controller, looks, give, steps } = setUp();
  controller.want(request);
  run.play();
  session.emit(ready(1));
  session.emit({ type: 'unanswered', runId: 1, question: 'inspect' });
  expect(controller.store.getState()).toEqual({ pictures: [], lacks: 'download' });
  expect(looks().at(-1)).toEqual({ type: 'inspect', runId: 1, request: null });
  controller.tryAgain();
  expect(controller.store.getState().lacks).toBeNull();
  expect(looks().at(-1)).toEqual({ type: 'inspect', runId: 1, request });
  give(learnedAt(50));
  expect(steps()).toEqual([50]);
});

it('asks a background retraining of a saved one, from before its first step on, and gives pictures the number of its repetition', () => {
  const { quiet, run, controller, steps, replicas } = setUp();
  run.show(opening, 'page');
  controller.want({ ...request, replica: 'mean' });
  const [first] = quiet;
  first?.emit(ready(1));
  const ofFirst = { ...request, replica: 0 };
  expect(first?.commands.slice(2)).toEqual([
    { type: 'inspect', runId: 1, request: ofFirst },
    { type: 'play', runId: 1, stepsPerSecond: null },
  ]);
  for (const step of [0, 50]) first?.emit({ type: 'learned', runId: 1, learned: learnedAt(step, ofFirst) });
  expect([steps(), replicas()]).toEqual([
    [0, 50],
    [0, 0],
  ]);
  controller.want({ ...request, replica: 0 });
  expect(steps()).toEqual([0, 50]);
  controller.want(null);
  expect(first?.types().slice(-2)).toEqual(['pause', 'inspect']);
});

it('asks a background retraining for what is past once it stands at its end, and puts the picture among the others', () => {
  const { quiet, run, controller, steps } = setUp();
  run.show(opening, 'page');
  const asked = { ...request, replica: 0, step: 50 };
  controller.want(asked);
  const [first] = quiet;
  const looks = () =>
    first?.commands.flatMap((command) => (command.type === 'inspect' ? [command.request?.step] : []));
  first?.emit(ready(1));
  for (const step of [0, 40, 100])
    first?.emit({ type: 'learned', runId: 1, learned: learnedAt(step, { ...asked, step: null }) });
  expect(looks()).toEqual([null]);
  first?.emit(progress(1, 'finished', opening.experiment.training.numSteps));
  expect(looks()).toEqual([null, 50]);
  first?.emit({ type: 'learned', runId: 1, learned: learnedAt(50, asked) });
  expect(steps()).toEqual([0, 40, 50, 100]);
  controller.want({ ...asked, step: 40 });
  expect(looks()).toEqual([null, 50]);
  controller.want({ ...asked, step: null });
  controller.want({ ...asked, step: 60 });
  expect(looks()).toEqual([null, 50, null, 60]);
  // Of another plane nothing is there.
  controller.want({ ...asked, step: 60, level: 1 });
  expect(looks()?.at(-1)).toBe(60);
  first?.emit({ type: 'learned', runId: 1, learned: learnedAt(60, { ...asked, step: 60, level: 1 }) });
  expect(steps()).toEqual([60]);
});

it('asks a run that goes on as it stands, whatever step is looked at', () => {
  const { session, run, controller, looks } = setUp();
  controller.want({ ...request, step: 50 });
  run.play();
  session.emit(ready(1));
  controller.want({ ...request, step: 60 });
  expect(looks()).toEqual([{ type: 'inspect', runId: 1, request }]);
});

it('keeps no picture of a saved run when another one is shown', async () => {
  const { quiet, run, controller, steps } = setUp();
  run.show(opening, 'page');
  controller.want(request);
  quiet[0]?.emit(ready(1));
  quiet[0]?.emit({ type: 'learned', runId: 1, learned: learnedAt(50, { ...request, replica: 0 }) });
  expect(steps()).toEqual([50]);
  run.show({ ...opening }, 'page');
  await expect.poll(() => [steps(), quiet.length]).toEqual([[], 2]);
});
