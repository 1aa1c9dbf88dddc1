import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type HeldNetworks, NetworkSource } from '../../../../../app/state/learned/networkSource.ts';
import { idleStatus, type RunStatus, recordedStatus } from '../../../../../app/state/run/runStatus.ts';
import { createFileStore, keepFile } from '../../../../../app/state/stores/fileStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { createViewStore } from '../../../../../app/state/stores/viewStore.ts';
import { emptyReportableLosses } from '../../../../../src/analysis/reported.ts';
import { setComparison, setTraining } from '../../../../../src/experiment/edit.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { createFakeSession, type FakeSession, openInto, progress, ready } from '../fakeSession.ts';
import { ownFile } from '../ownFile.ts';

const opening = recordedRun();
const { numSteps } = opening.experiment.training;

/** A page on which `saved` is shown, and nobody wants anything yet. */
function pageWith(saved: StartedRun = opening) {
  const sessions: FakeSession[] = [];
  const shown = createStore<RunStatus>(() => ({ ...idleStatus, ...recordedStatus(saved) }));
  const live = createFakeSession();
  const [view, files, queue] = [createViewStore(), createFileStore(), createTrainingQueue()];
  const source = new NetworkSource({
    run: { status: shown.getState, shown, session: () => live },
    view,
    files,
    queue,
    openPlainSession: openInto(sessions),
  });
  const retraining = () => {
    const session = sessions.at(-1);
    if (session === undefined) throw new Error('There is no background retraining.');
    return session;
  };
  const trained = () => {
    const start = retraining().commands.find(({ type }) => type === 'start');
    if (start?.type !== 'start') throw new Error('The background retraining was not started.');
    return start;
  };
  const become = (status: Partial<RunStatus>) => shown.setState({ ...idleStatus, ...status });
  return { source, sessions, live, view, files, queue, retraining, trained, become };
}

const phaseOf = ({ store }: NetworkSource) => store.getState().phase;

it('trains nothing before somebody wants networks, and then one repetition of the cards, on the backend of the results', () => {
  const { source, sessions, trained } = pageWith();
  expect([phaseOf(source), sessions.length]).toEqual(['training', 0]);
  source.want();
  const { experiment, isAlone } = trained();
  expect(experiment.cards.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  expect(experiment.training).toEqual({
    ...opening.experiment.training,
    numReplicas: 1,
    firstReplica: 0,
    backend: 'wasm',
  });
  expect(isAlone).toBe(false);
  expect(sessions).toHaveLength(1);
});

it('gives its networks before the first step is trained, and says how far they are', () => {
  const { source, retraining } = pageWith();
  const seen: { held: HeldNetworks | null; types: readonly string[] }[] = [];
  source.store.subscribe(() => seen.push({ held: source.held(), types: retraining().types() }));
  source.want();
  retraining().emit(ready(1));
  expect(seen).toEqual([{ held: source.held(), types: ['start'] }]);
  expect(source.held()).toMatchObject({ runId: 1, onlyReplica: 0, savedRun: opening, otherBackend: null });
  expect(retraining().types()).toEqual(['start', 'play']);
  const held = source.held();
  retraining().emit(progress(1, 'running', numSteps / 4));
  expect(source.store.getState()).toMatchObject({ phase: 'training', share: 0.25 });
  retraining().emit(progress(1, 'finished', numSteps));
  expect(source.store.getState()).toEqual({ phase: 'ready', held });
  expect(source.held()).toBe(held);
});

it('rests while nobody wants anything, and goes on where it was', () => {
  const { source, sessions, retraining } = pageWith();
  const release = source.want();
  retraining().emit(ready(1));
  const other = source.want();
  release();
  release();
  expect(retraining().types()).toEqual(['start', 'play']);
  other();
  expect(retraining().types()).toEqual(['start', 'play', 'pause']);
  source.want();
  expect(retraining().types()).toEqual(['start', 'play', 'pause', 'play']);
  expect(sessions).toHaveLength(1);
});

it('waits while anything else trains', () => {
  const { source, retraining, queue } = pageWith();
  const sweep = queue.join('sweep', () => {});
  sweep.take();
  source.want();
  expect(retraining().types()).toEqual([]);
  sweep.giveBack();
  retraining().emit(ready(1));
  expect(retraining().types()).toEqual(['start', 'play']);
  sweep.take();
  expect(retraining().types()).toEqual(['start', 'play', 'pause']);
  sweep.giveBack();
  expect(retraining().types()).toEqual(['start', 'play', 'pause', 'play']);
});

it('is over when a run begins, whose own networks are given once it is alive', () => {
  const { source, sessions, live, become, retraining } = pageWith();
  source.want();
  retraining().emit(ready(1));
  become({ phase: 'starting', runId: 1, experiment: opening.experiment });
  expect([retraining().isDisposed(), source.held(), phaseOf(source)]).toEqual([true, null, 'none']);
  become({ phase: 'running', runId: 1, experiment: opening.experiment });
  expect(source.store.getState()).toEqual({
    phase: 'ready',
    held: { session: live, runId: 1, onlyReplica: null, savedRun: null, otherBackend: null },
  });
  const held = source.held();
  become({ phase: 'paused', runId: 1, step: 5, experiment: opening.experiment });
  expect(source.held()).toBe(held);
  become({ phase: 'failed', runId: 1, experiment: opening.experiment });
  expect(source.held()).toBeNull();
  expect([sessions.length, live.commands]).toEqual([1, []]);
});

it('is dropped when another saved run is shown, and begun for that one', () => {
  const { source, sessions, become, trained } = pageWith();
  source.want();
  const experiment = setTraining(opening.experiment, { batchSize: 32 });
  become(recordedStatus({ ...opening, experiment }));
  expect(sessions.map((session) => session.isDisposed())).toEqual([true, false]);
  expect(trained().experiment.training.batchSize).toBe(32);
  source.dispose();
  source.dispose();
  expect(sessions.every((session) => session.isDisposed())).toBe(true);
  become(recordedStatus(opening));
  expect(sessions).toHaveLength(2);
});

it('trains the repetition that the page looks at', () => {
  const { source, sessions, view, retraining, trained } = pageWith();
  source.want();
  view.setState({ scrubStep: 200, replica: 0 });
  expect(sessions).toHaveLength(1);
  view.setState({ replica: 3 });
  expect(sessions.map((session) => session.isDisposed())).toEqual([true, false]);
  expect(trained().experiment.training).toMatchObject({ firstReplica: 3, numReplicas: 1 });
  retraining().emit(ready(1));
  expect(source.held()?.onlyReplica).toBe(3);
  view.setState({ replica: 99 });
  expect(trained().experiment.training.firstReplica).toBe(0);
});

it('trains each card at the rate that was picked for it', () => {
  const learningRates = [0.001, 0.01];
  const experiment = setComparison(opening.experiment, { isTuned: true, learningRates });
  const good = opening.networks.get('A') ?? { history: [], reportable: emptyReportableLosses, diverged: [] };
  const { best } = good.reportable;
  const scores = best?.scores.map((score) => 2 * score) ?? [];
  const bad = { ...good, reportable: { ...good.reportable, best: best && { ...best, scores } } };
  const networks = new Map(
    ['A@0.001', 'B@0.01', 'C@0.001'].flatMap((id) => {
      const [card = '', rate] = id.split('@');
      return [[id, good] as const, [`${card}@${rate === '0.001' ? '0.01' : '0.001'}`, bad] as const];
    }),
  );
  const { source, trained } = pageWith({ ...opening, experiment, networks });
  source.want();
  expect(trained().experiment.cards.map(({ id, learningRate }) => [id, learningRate])).toEqual([
    ['A@0.001', 0.001],
    ['B@0.01', 0.01],
    ['C@0.001', 0.001],
  ]);
});

it('offers what takes long, and trains it when asked to', () => {
  const experiment = setTraining(opening.experiment, { numSteps: 100 * numSteps });
  const { source, sessions } = pageWith({ ...opening, experiment });
  source.want();
  expect(source.store.getState()).toMatchObject({ phase: 'offered', replica: 0 });
  expect(sessions).toHaveLength(0);
  source.begin();
  expect([phaseOf(source), sessions.length]).toEqual(['training', 1]);
});

it('says what went wrong, and tries again when told to', async () => {
  const { source, sessions, retraining } = pageWith();
  source.want();
  retraining().emit({ type: 'failed', runId: 1, reason: 'worker', message: 'The worker is gone.' });
  await Promise.resolve();
  expect(source.store.getState()).toEqual({
    phase: 'failed',
    message: 'The worker is gone.',
    canTryAgain: true,
  });
  expect([source.held(), sessions.length]).toEqual([null, 1]);
  source.begin();
  expect(sessions.map((session) => session.isDisposed())).toEqual([true, false]);
  retraining().emit(ready(1, 0, 'cpu'));
  expect(source.held()?.otherBackend).toBe('cpu');
});

it('asks for the file that the rows are of, and trains on it when it comes', () => {
  const { table, packed, kept } = ownFile;
  const data = { ...opening.experiment.data, source: 'table', table };
  const { source, sessions, files, trained } = pageWith({
    ...opening,
    experiment: { ...opening.experiment, data },
  });
  source.want();
  expect(source.store.getState()).toMatchObject({ phase: 'failed', canTryAgain: false });
  expect(source.store.getState()).toMatchObject({ message: expect.stringContaining('own.csv') });
  expect(sessions).toHaveLength(0);
  keepFile(files, kept);
  expect(trained().table).toBe(packed);
});
