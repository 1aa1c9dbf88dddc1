import { describe, expect, it } from 'vitest';
import { createExperimentStore } from '../../../../../app/state/stores/experimentStore.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';

const initial = defaultExperiment();
const withBatch = (batchSize: number) => setTraining(initial, { batchSize });

describe('createExperimentStore', () => {
  it('takes successive edits of one field back together', () => {
    const store = createExperimentStore(initial);
    for (const batchSize of [64, 32, 16]) store.edit(withBatch(batchSize), 'batch');
    store.undo();
    expect(store.experiment()).toBe(initial);
  });

  it('knows what was opened, also after that is taken back', () => {
    const store = createExperimentStore(initial);
    store.edit(withBatch(64));
    expect(store.getState().opened).toBe(initial);
    store.open(withBatch(32));
    store.edit(withBatch(16));
    expect(store.getState().opened).toEqual(withBatch(32));
    store.undo();
    store.undo();
    expect(store.getState().opened).toBe(initial);
    expect(store.experiment().training.batchSize).toBe(64);
  });

  it('goes back to the newest earlier state of a kind, and stays where it is when there is none', () => {
    const store = createExperimentStore(initial);
    store.edit(withBatch(64));
    store.open(withBatch(32));
    store.edit(withBatch(16));
    expect(store.undoTo(({ training }) => training.batchSize === 99)).toBe(false);
    expect(store.experiment().training.batchSize).toBe(16);
    expect(store.undoTo(({ training }) => training.batchSize > 32)).toBe(true);
    expect(store.experiment().training.batchSize).toBe(64);
    expect(store.getState().opened).toBe(initial);
    store.undo();
    expect(store.experiment()).toBe(initial);
  });

  it('makes edits again that were taken back, until another one is made', () => {
    const store = createExperimentStore(initial);
    store.edit(withBatch(64));
    store.open(withBatch(32));
    store.edit(withBatch(16));
    store.undo();
    store.undoTo((experiment) => experiment === initial);
    const states = [1, 2, 3].map(() => {
      store.redo();
      const { experiment, opened } = store.getState();
      return [experiment, opened].map(({ training }) => training.batchSize);
    });
    expect(states).toEqual([
      [64, initial.training.batchSize],
      [32, 32],
      [16, 32],
    ]);
    expect(store.redo()).toBe(false);
    store.undo();
    store.edit(withBatch(8));
    expect(store.redo()).toBe(false);
    expect(store.experiment().training.batchSize).toBe(8);
  });
});
