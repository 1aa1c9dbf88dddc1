import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createPreviewController, stageCardsOf } from '../../../../app/state/previews.ts';
import { idleStatus, type RunStatus } from '../../../../app/state/run/runStatus.ts';
import { createExperimentStore } from '../../../../app/state/stores/experimentStore.ts';
import { tableInfo } from '../../../../src/data/sources/tableInfo.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { createFakePreview } from './fakeSession.ts';

const usual = defaultExperiment();
const withBatch = (batchSize: number) => setTraining(usual, { batchSize });

/** Previews of a page that has a run of the usual experiment, or none. */
function previews(trained: RunStatus['experiment'] = usual) {
  const experiments = createExperimentStore(usual);
  const preview = createFakePreview();
  const shown = createStore<RunStatus>(() => ({ ...idleStatus, experiment: trained }));
  const turns: boolean[] = [];
  const { store, trains } = createPreviewController({
    experiments,
    run: { status: shown.getState, shown },
    createPreview: () => preview,
    canTrain: (experiment) => experiment.cards.length > 0,
    takeTurns: (isTraining) => void turns.push(isTraining),
    cardsOnStage: (experiment) => stageCardsOf(experiment, null).map(({ id }) => id),
  });
  const become = (next: Partial<RunStatus>) => shown.setState(next);
  const finish = () => {
    const experiment = preview.given.at(-1) ?? usual;
    const evaluations = new Map(experiment.cards.map(({ id }) => [id, evaluation]));
    preview.end({ experiment, evaluations, failure: null });
  };
  return { experiments, turns, trains, preview, become, finish, shown: () => store.getState().evaluations };
}

const evaluation = {
  loss: { step: 300, train: [], validation: [], test: [], auc: [] },
  gates: { step: 300, levels: [] },
};

it('trains the cards of the stage after an edit, and keeps what came of them', () => {
  const { experiments, preview, finish, shown } = previews();
  experiments.edit(withBatch(64));
  expect(preview.given.map(({ cards }) => cards.map(({ id }) => id))).toEqual([['A', 'B']]);
  expect(preview.given[0]?.training).toMatchObject({ batchSize: 64, numReplicas: 1, numSteps: 300 });
  finish();
  expect([...shown().keys()]).toEqual(['A', 'B']);
});

it('has a turn until its last preview has ended', () => {
  const { experiments, turns, finish } = previews();
  experiments.edit(withBatch(64));
  expect(turns).toEqual([true]);
  finish();
  expect(turns).toEqual([true, false]);
});

it('says beforehand what it trains: nothing that cannot run, and no file', () => {
  const { trains } = previews();
  expect(trains(usual)).toBe(true);
  expect(trains({ ...usual, cards: [] })).toBe(false);
  expect(trains({ ...usual, data: { ...usual.data, source: tableInfo.id } })).toBe(false);
});

it('trains nothing for a name, for the set-up of the run, and for what cannot run', () => {
  const { experiments, preview, finish, shown } = previews();
  experiments.edit(setTask(usual, 0, { name: 'Click' }));
  expect(preview.given).toHaveLength(0);
  experiments.edit(withBatch(64));
  finish();
  experiments.edit(setTask(withBatch(64), 0, { name: 'Click' }));
  expect(preview.given).toHaveLength(1);
  expect(shown().size).toBe(2);
  experiments.edit({ ...usual, cards: [] });
  expect(preview.given).toHaveLength(1);
  expect(shown().size).toBe(0);
});

it('shows nothing of an edit that was taken back, or after Play', () => {
  const { experiments, finish, become, shown } = previews();
  experiments.edit(withBatch(64));
  experiments.undo();
  finish();
  expect(shown().size).toBe(0);
  experiments.edit(withBatch(64));
  finish();
  become({ phase: 'starting' });
  expect(shown().size).toBe(0);
});

it('trains nothing that was only opened, and the first edit of it', () => {
  const { experiments, preview } = previews();
  experiments.open(withBatch(64));
  expect(preview.given).toHaveLength(0);
  experiments.edit(withBatch(32));
  expect(preview.given).toHaveLength(1);
});

it('previews before there is a run, too', () => {
  const { experiments, preview } = previews(null);
  experiments.edit(withBatch(64));
  expect(preview.given).toHaveLength(1);
});

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
