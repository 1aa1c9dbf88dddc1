import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createPreviewController, stageCardsOf, winnersOf } from '../../../../app/state/previews.ts';
import { idleStatus, type RunStatus, statusAfter } from '../../../../app/state/run/runStatus.ts';
import { createExperimentStore } from '../../../../app/state/stores/experimentStore.ts';
import { unreadLesson } from '../../../../app/state/stores/lessonStore.ts';
import { createTrainingQueue } from '../../../../app/state/stores/trainingQueue.ts';
import { tableInfo } from '../../../../src/data/sources/tableInfo.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import { setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { createFakeSession, evaluated, progress, ready } from './fakeSession.ts';

const usual = defaultExperiment();
const withBatch = (batchSize: number) => setTraining(usual, { batchSize });

let nowMs = 0;
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => nowMs));
afterEach(() => void vi.restoreAllMocks());

/** Previews of a page that has a run of the usual experiment, or none. */
function previews(trained: RunStatus['experiment'] = usual) {
  const experiments = createExperimentStore(usual);
  const queue = createTrainingQueue();
  const session = createFakeSession();
  const { store, trains } = createPreviewController({
    experiments,
    run: { status: () => ({ ...idleStatus, experiment: trained }) },
    queue,
    openSession: () => session,
    canTrain: (experiment) => experiment.cards.length > 0,
    cardsOnStage: (experiment) => stageCardsOf(experiment, null).map(({ id }) => id),
  });
  const given = () =>
    session.commands.flatMap((command) => (command.type === 'start' ? [command.experiment] : []));
  const batches = () => given().map(({ training }) => training.batchSize);
  const finish = async (lossOfB = 1) => {
    const [runId, experiment = usual] = [given().length, given().at(-1)];
    session.emit(ready(runId));
    for (const { id } of experiment.cards)
      session.emit(
        evaluated(runId, id, experiment, {
          step: experiment.training.numSteps,
          loss: id === 'B' ? lossOfB * runId : runId,
        }),
      );
    session.emit(progress(runId, 'finished', experiment.training.numSteps));
    await Promise.resolve();
  };
  const shown = () => [...store.getState().evaluations].map(([id, { loss }]) => `${id} ${loss.test[0]}`);
  return { experiments, queue, session, trains, given, batches, finish, shown };
}

it('trains the cards of the stage after an edit, and keeps what came of them', async () => {
  const { experiments, given, finish, shown } = previews();
  experiments.edit(withBatch(64));
  expect(given().map(({ cards }) => cards.map(({ id }) => id))).toEqual([['A', 'B']]);
  expect(given()[0]?.training).toMatchObject({ batchSize: 64, numReplicas: 1, numSteps: 300 });
  await finish();
  expect(shown()).toEqual(['A 1', 'B 1']);
});

it('trains of many edits the first and the last, and lets background retraining wait until then', async () => {
  const { experiments, queue, batches, finish, shown } = previews();
  const go = vi.fn();
  for (const batchSize of [16, 32, 64]) experiments.edit(withBatch(batchSize));
  queue.join('background', () => {}, go).take();
  await finish();
  expect([batches(), shown(), go.mock.calls.length]).toEqual([[16, 64], ['A 1', 'B 1'], 0]);
  await finish();
  expect([batches(), shown(), go.mock.calls.length]).toEqual([[16, 64], ['A 2', 'B 2'], 1]);
});

it('gives up a slow one for a newer edit, but never two in a row', async () => {
  const { experiments, batches, finish, shown } = previews();
  experiments.edit(withBatch(16));
  nowMs += 499;
  experiments.edit(withBatch(32));
  expect(batches()).toEqual([16]);
  nowMs += 1;
  experiments.edit(withBatch(64));
  nowMs += 5000;
  experiments.edit(withBatch(8));
  expect(batches()).toEqual([16, 64]);
  await finish();
  expect([batches(), shown()]).toEqual([
    [16, 64, 8],
    ['A 2', 'B 2'],
  ]);
});

it('trains the next edit after one that failed', async () => {
  const { experiments, session, batches, finish, shown } = previews();
  experiments.edit(withBatch(16));
  experiments.edit(withBatch(32));
  session.emit({ type: 'failed', runId: 1, reason: 'setUp', message: 'Too large.' });
  await Promise.resolve();
  await finish();
  expect([batches(), shown()]).toEqual([
    [16, 32],
    ['A 2', 'B 2'],
  ]);
});

it('says beforehand what it trains: nothing that cannot run, and no file', () => {
  const { trains } = previews();
  expect(trains(usual)).toBe(true);
  expect(trains({ ...usual, cards: [] })).toBe(false);
  expect(trains({ ...usual, data: { ...usual.data, source: tableInfo.id } })).toBe(false);
});

it('trains nothing for a name, for the set-up of the run, and for what cannot run', async () => {
  const { experiments, given, finish, shown } = previews();
  experiments.edit(setTask(usual, 0, { name: 'Click' }));
  expect(given()).toHaveLength(0);
  experiments.edit(withBatch(64));
  await finish();
  experiments.edit(setTask(withBatch(64), 0, { name: 'Click' }));
  expect([given().length, shown().length]).toEqual([1, 2]);
  experiments.edit({ ...usual, cards: [] });
  expect([given().length, shown().length]).toEqual([1, 0]);
});

it('shows nothing of an edit that was taken back, or after Play', async () => {
  const { experiments, queue, session, finish, shown } = previews();
  const run = queue.join('run', () => {});
  experiments.edit(withBatch(64));
  experiments.undo();
  expect(session.types().at(-1)).toBe('pause');
  await finish();
  expect(shown()).toEqual([]);
  experiments.edit(withBatch(64));
  await finish();
  expect(shown()).toHaveLength(2);
  run.take();
  expect(shown()).toEqual([]);
});

it('trains nothing that was only opened, and the first edit of it', () => {
  const { experiments, batches } = previews();
  experiments.open(withBatch(64));
  expect(batches()).toEqual([]);
  experiments.edit(withBatch(32));
  expect(batches()).toEqual([32]);
});

it('knows the best network of a finished run, and keeps it until the next, but never while it is covered', () => {
  const run = createStore(() => idleStatus);
  const lessons = createStore(() => ({ ...unreadLesson(null), isCovered: false }));
  const winners = winnersOf({ run: { shown: run }, lessons });
  const finished = finishedStatus({ A: 1, B: 0.9, C: 0.8 });
  run.setState({ ...finished, phase: 'running' }, true);
  expect(winners.getState().winner).toBeNull();
  run.setState(finished, true);
  expect(winners.getState().winner).toBe('C');
  run.setState(idleStatus, true);
  expect(winners.getState().winner).toBe('C');
  lessons.setState({ isCovered: true });
  expect(winners.getState().winner).toBeNull();
});

function finishedStatus(losses: Readonly<Record<string, number>>): RunStatus {
  const events = trainedExperimentOf(usual).cards.map(({ id }) =>
    evaluated(0, id, usual, { step: 2000, loss: losses[id] ?? 1 }),
  );
  const begun: RunStatus = { ...idleStatus, experiment: usual };
  return [ready(0), ...events, progress(0, 'finished', 2000)].reduce(statusAfter, begun);
}

it('puts the reference on the stage, and beside it the rival asked for or the first', () => {
  const experiment = { ...usual, cards: cardsOf(['ple', 'adattSp', 'mmoe']) };
  const idsOf = (rival: string | null) => stageCardsOf(experiment, rival).map(({ id }) => id);
  expect([idsOf(null), idsOf('C'), idsOf('Z')]).toEqual([
    ['B', 'A'],
    ['B', 'C'],
    ['B', 'A'],
  ]);
  expect(stageCardsOf({ ...usual, cards: [] }, null)).toEqual([]);
});
