import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { NetworkSource } from '../../../../../app/state/learned/networkSource.ts';
import {
  PicturesController,
  pictureAt,
  surfacesKind,
} from '../../../../../app/state/learned/picturesController.ts';
import { idleStatus, type RunStatus, recordedStatus } from '../../../../../app/state/run/runStatus.ts';
import { createFileStore } from '../../../../../app/state/stores/fileStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { createViewStore } from '../../../../../app/state/stores/viewStore.ts';
import type { Surfaces, SurfacesRequest } from '../../../../../src/analysis/produced/questions.ts';
import { savedRunOf } from '../../../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import { createFakeSession, type FakeSession, openInto, progress, ready } from '../fakeSession.ts';

const request: SurfacesRequest = { networkIds: ['A', 'B'], replica: 3, step: null };
const ofQuietRun: SurfacesRequest = { ...request, replica: 0 };

const opening = savedRunOf(readFileSync('app/recorded/firstView.json', 'utf8'));
const { numSteps } = opening.experiment.training;

const surfacesAt = (step: number, of: SurfacesRequest, truth = [1, 2]): Surfaces => ({
  step,
  request: of,
  planes: [],
  truth: [Float32Array.from(truth)],
  networks: [],
});

function setUp(status: Partial<RunStatus>) {
  const quiet: FakeSession[] = [];
  const live = createFakeSession();
  const shown = createStore<RunStatus>(() => ({ ...idleStatus, ...status }));
  const source = new NetworkSource({
    run: { status: shown.getState, shown, session: () => live },
    view: createViewStore(),
    files: createFileStore(),
    openPlainSession: openInto(quiet),
    queue: createTrainingQueue(),
  });
  const controller = new PicturesController(source, surfacesKind);
  const { store } = controller;
  const asked = (session: FakeSession | undefined) =>
    session?.commands.flatMap((command) => (command.type === 'surfaces' ? [command.request] : []));
  const give = (surfaces: Surfaces | null) =>
    (quiet[0] ?? live).emit({ type: 'surfaces', runId: 1, surfaces });
  const steps = () => store.getState().pictures.map(({ step }) => step);
  const truths = () => store.getState().pictures.map(({ truth }) => truth);
  return { live, quiet, controller, asked, give, steps, truths };
}

it('begins a background retraining only where that may be, and asks one that another has begun', () => {
  const { quiet, controller, asked } = setUp(recordedStatus(opening));
  const others: StartedRun[] = [];
  controller.want(request, (saved) => saved !== opening && others.push(saved) > 0);
  expect(quiet).toHaveLength(0);
  controller.want(request, (saved) => saved === opening);
  expect(quiet).toHaveLength(1);
  quiet[0]?.emit(ready(1));
  expect(asked(quiet[0])).toEqual([ofQuietRun]);
  expect(quiet[0]?.types().at(-1)).toBe('play');
  controller.want(request, () => false);
  expect(quiet[0]?.types().at(-1)).toBe('pause');
});

it('keeps what came by step, asks a background retraining at its end for steps that are past, and draws an equal truth once', () => {
  const { quiet, controller, asked, give, steps, truths } = setUp(recordedStatus(opening));
  controller.want(request);
  quiet[0]?.emit(ready(1));
  for (const step of [0, 500]) give(surfacesAt(step, ofQuietRun));
  quiet[0]?.emit(progress(1, 'finished', numSteps));
  give(surfacesAt(numSteps, ofQuietRun));
  const [first] = truths();
  expect(truths().every((truth) => truth === first)).toBe(true);
  controller.want({ ...request, step: 250 });
  const past = { ...ofQuietRun, step: 250 };
  expect(asked(quiet[0])?.at(-1)).toEqual(past);
  give(surfacesAt(250, past, [1, 3]));
  expect(steps()).toEqual([0, 250, 500, numSteps]);
  expect(truths()[1]).not.toBe(first);
  expect(pictureAt(controller.store.getState(), 499)?.step).toBe(250);
  controller.want({ ...request, step: 500 });
  expect(asked(quiet[0])).toHaveLength(2);
});

it('asks a run that is alive as it stands, whatever step is looked at, and knows of data without a plane', () => {
  const { live, controller, asked, give } = setUp({ phase: 'paused', runId: 1 });
  controller.want({ ...request, step: 50 });
  expect(asked(live)).toEqual([request]);
  give(null);
  expect(controller.store.getState()).toEqual({ pictures: [], lacks: 'plane' });
  controller.want(null);
  expect(asked(live)).toEqual([request, null]);
});
