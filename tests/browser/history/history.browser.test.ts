/** The history in a real database: what is kept, what comes back, and what happens where the browser refuses. */
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import written from '../../../app/recorded/firstView.json?raw';
import { DATABASE_NAME } from '../../../app/state/history/runDatabase.ts';
import { RunHistory } from '../../../app/state/history/runHistory.ts';
import { type RunToKeep, runToKeep } from '../../../app/state/history/runRecord.ts';
import { mayHoldRuns } from '../../../app/state/stores/storage.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { setData, setTask } from '../../../src/experiment/edit.ts';
import { savedRunOf, savedRunText } from '../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { text } from '../../../src/text/text.ts';

const { trouble: words } = text.history;
const recorded = savedRunOf(written);
const withSeed = (seed: number): StartedRun => ({
  ...recorded,
  experiment: setData(recorded.experiment, { seed }),
});

const source = { fileName: 'runs.json', importedAt: 5000 };

/** The run of a seed as it is kept at a time; from a file where it is imported. */
function kept(seed: number, time: number, isImported = false): RunToKeep {
  const run = withSeed(seed);
  const labels = { name: '', note: '', time, release: '0.1.0' };
  return runToKeep(run, savedRunText(run), labels, isImported ? source : null);
}

/** So many records more than one of the database. */
async function addCopies(count: number): Promise<void> {
  const database = await openDB(DATABASE_NAME);
  const [record] = await database.getAll('runs');
  const transaction = database.transaction('runs', 'readwrite');
  for (let index = 0; index < count; index++)
    void transaction.store.put({ ...record, id: `zz${String(index).padStart(5, '0')}-${index}` });
  await transaction.done;
  database.close();
}

function openHistory() {
  const history = new RunHistory();
  onTestFinished(history.dispose);
  return history;
}

async function listed(history: ReturnType<typeof openHistory>) {
  const end = history.watch();
  await expect.poll(() => history.store.getState().records).not.toBeNull();
  end();
  return history.store.getState();
}

beforeEach(async () => {
  localStorage.clear();
  await deleteDB(DATABASE_NAME);
});

describe('the history', () => {
  it('gives the newest run of a set-up back, whatever its tasks are called by now, and lists all', async () => {
    const history = openHistory();
    expect(mayHoldRuns()).toBe(false);
    await history.add([kept(1, 1000), kept(2, 2000), kept(1, 3000)]);
    expect(mayHoldRuns()).toBe(true);
    // As after a reload.
    const again = openHistory();
    const found = await again.newestOf(setTask(withSeed(1).experiment, 0, { name: 'Clicks' }));
    expect(found?.origin).toBe('visitor');
    expect(found?.run.networks).toEqual(recorded.networks);
    expect(await again.newestOf(withSeed(3).experiment)).toBeNull();
    const { records } = await listed(again);
    expect(records?.map(({ time }) => time)).toEqual([3000, 2000, 1000]);
    expect(records?.[0]).toMatchObject({ release: '0.1.0', verdict: expect.stringMatching(/AdaTT/) });
  });

  it('keeps names and notes; brings deleted runs back with them', async () => {
    const history = openHistory();
    await history.add([kept(1, 1000), kept(2, 2000)]);
    const [second, first] = (await listed(history)).records ?? [];
    await history.change(first?.id ?? '', { name: 'First', note: 'A\nnote' });
    await history.remove([first?.id ?? '', second?.id ?? '']);
    expect(history.store.getState()).toMatchObject({ records: [], deleted: [{}, {}] });
    await history.undelete();
    expect(history.store.getState().deleted).toEqual([]);
    expect(history.store.getState().records?.at(-1)).toMatchObject({
      ...{ name: 'First', note: 'A\nnote', time: 1000 },
    });
    expect((await history.runOf(first?.id ?? '')).networks).toEqual(recorded.networks);
    // The same run from a file changes nothing of it.
    await history.add([kept(1, 1000, true)]);
    expect(history.store.getState().records?.at(-1)).toMatchObject({ name: 'First', isImported: false });
  });

  it('keeps what is there when it is full, by number or by the browser, and says so', async () => {
    const history = openHistory();
    await history.add([kept(1, 1000), kept(2, 2000, true)]);
    const refusal = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await history.add([kept(3, 3000)])).toBeNull();
    refusal.mockRestore();
    expect((await listed(history)).records?.map(({ time }) => time)).toEqual([2000, 1000]);
    expect(history.store.getState().trouble).toBe(words.full);
    history.hideTrouble();
    await addCopies(limits.keptRuns - 3);
    const forged = [3, 4, 5].map((seed) => kept(seed, Date.UTC(9000, 0), true));
    expect(await history.takeIn([...forged, kept(1, 1000, true)], [])).toBe(true);
    expect(history.store.getState().imported).toMatchObject({ numKept: 1, numHere: 1, numLeft: 2 });
    expect(await history.add([kept(6, 6000)])).toBeNull();
    const { records, trouble } = await listed(history);
    expect([records?.length, trouble]).toEqual([limits.keptRuns, words.full]);
    // None is of the future.
    expect(Math.max(...(records ?? []).map(({ time }) => time))).toBeLessThanOrEqual(Date.now());
  });

  it('never takes a run of a file for one that was trained here', async () => {
    const history = openHistory();
    await history.add([kept(1, 1000), kept(1, 9000, true), kept(2, 2000, true)]);
    expect((await history.newestOf(withSeed(1).experiment))?.origin).toBe('visitor');
    expect(await history.newestOf(withSeed(2).experiment)).toBeNull();
  });

  it('goes on beside records that are damaged, names them, and removes them when told to', async () => {
    const history = openHistory();
    await history.add([kept(1, 1000), kept(2, 2000)]);
    const database = await openDB(DATABASE_NAME);
    const [first] = await database.getAll('runs');
    await database.put('runs', { id: 'zzz', time: 'soon' });
    await database.put('texts', '{"config":"v=2"', first.id);
    database.close();
    const { records, damagedIds } = await listed(history);
    expect([records?.length, damagedIds]).toEqual([2, ['zzz']]);
    await expect(history.runOf(first.id)).rejects.toThrow(/cut off or damaged/);
    expect(await history.newestOf(withSeed(1).experiment)).toBeNull();
    expect(await history.newestOf(withSeed(2).experiment)).not.toBeNull();
    await history.remove(damagedIds);
    expect(history.store.getState().damagedIds).toEqual([]);
  });

  it('says of a database of a later release that it cannot read it, and lets that release have it', async () => {
    const history = openHistory();
    await history.add([kept(1, 1000)]);
    const later = await openDB(DATABASE_NAME, 2);
    onTestFinished(() => later.close());
    expect(await history.add([kept(2, 2000)])).toBeNull();
    expect(history.store.getState().trouble).toBe(words.newer);
    expect(await history.newestOf(withSeed(1).experiment)).toBeNull();
  });

  it.each([
    ['SecurityError', words.absent],
    ['InvalidStateError', words.absent],
    ['UnknownError', words.other('UnknownError')],
  ])('works without a database where opening one is refused by %s', async (name, sentence) => {
    const refusal = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    const history = openHistory();
    expect(await history.add([kept(1, 1000)])).toBeNull();
    expect(await listed(history)).toMatchObject({ records: [], trouble: sentence });
    refusal.mockRestore();
    // What refused it may be gone.
    expect(await history.add([kept(1, 1000)])).toHaveLength(1);
  });

  it('is the same in two tabs', async () => {
    const [one, other] = [openHistory(), openHistory()];
    const end = other.watch();
    await one.add([kept(1, 1000)]);
    await expect.poll(() => other.store.getState().records?.length).toBe(1);
    await one.remove(other.store.getState().records?.map(({ id }) => id) ?? []);
    await expect.poll(() => other.store.getState().records).toEqual([]);
    // One after the other is no trouble: what the other has deleted is said to be gone.
    await one.undelete();
    await expect.poll(() => other.store.getState().records?.length).toBe(1);
    end();
  });
});
