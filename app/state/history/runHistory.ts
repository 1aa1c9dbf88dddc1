/** Saves, lists, edits and imports the finished runs of this browser. */
import { createStore } from 'zustand/vanilla';
import { UserError } from '../../../src/core/errors.ts';
import { memoise } from '../../../src/core/memoise.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { thisRelease } from '../../../src/experiment/versions.ts';
import type { RunLabels } from '../../../src/run/codec/runsFile.ts';
import { savedRunOf, savedRunText } from '../../../src/run/codec/savedRun.ts';
import { isStarted, type StartedRun } from '../../../src/run/run.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import { runKeyOf } from '../run/runKey.ts';
import type { RunOrigin } from '../run/runStatus.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { noteRunsStored } from '../stores/storage.ts';
import {
  changeRun,
  createRunDatabaseConnection,
  databaseErrorOf,
  putRun,
  type RunDatabase,
  removeRuns,
} from './runDatabase.ts';
import {
  digestFromId,
  type RunRecord,
  type RunToKeep,
  runToKeep,
  setUpKeyOf,
  validRecordOf,
} from './runRecord.ts';

const words = text.history;

export interface KnownRun {
  readonly run: StartedRun;
  readonly origin: RunOrigin;
  readonly source?: string;
}

export interface ImportResult {
  readonly numKept: number;
  readonly numHere: number;
  readonly numLeft: number;
  readonly problems: readonly string[];
}

interface HistoryState {
  /** Newest first; null until read. */
  readonly records: readonly RunRecord[] | null;
  readonly damagedIds: readonly string[];
  readonly trouble: string | null;
  readonly deleted: readonly RunToKeep[];
  readonly imported: ImportResult | null;
}

export const historyOf = memoise((_page: object) => new RunHistory());

// An open channel keeps a page out of the back/forward cache.
const openChannel = (): BroadcastChannel | null =>
  typeof BroadcastChannel === 'function' ? new BroadcastChannel('adatt-playground runs') : null;

export class RunHistory {
  readonly store = createStore<HistoryState>(() => ({
    records: null,
    damagedIds: [],
    trouble: null,
    deleted: [],
    imported: null,
  }));
  readonly #door = createRunDatabaseConnection();

  readonly watch = (): (() => void) => {
    void this.#load();
    const channel = openChannel();
    channel?.addEventListener('message', () => void this.#load());
    return () => channel?.close();
  };

  /** Returns the ids of the runs that there was room for; null if the browser refuses. */
  readonly add = async (runs: readonly RunToKeep[]): Promise<readonly string[] | null> => {
    const ids: string[] = [];
    const isOpen = await this.#attempt(async (database) => {
      for (const run of runs) {
        await putRun(database, run);
        ids.push(run.record.id);
        noteRunsStored();
      }
      return true;
    });
    await this.#tellOthers();
    return isOpen || ids.length > 0 ? ids : null;
  };

  readonly takeIn = async (runs: readonly RunToKeep[], problems: readonly string[]): Promise<boolean> => {
    const known = await this.#attempt((database) => database.getAllKeys('runs'));
    const digests = new Set(known?.map(digestFromId));
    const others = runs.filter(({ record }) => !digests.has(digestFromId(record.id)));
    const ids = known === undefined ? null : await this.add(others);
    if (ids === null) return false;
    const [numHere, numLeft] = [runs.length - others.length, others.length - ids.length];
    this.store.setState({ imported: { numKept: ids.length, numHere, numLeft, problems } });
    return true;
  };

  readonly forgetImport = (): void => this.store.setState({ imported: null });

  readonly remove = async (ids: readonly string[]): Promise<void> => {
    const deleted = await this.#attempt((database) => removeRuns(database, ids));
    if (deleted !== undefined) this.store.setState({ deleted });
    await this.#tellOthers();
  };

  readonly undelete = async (): Promise<void> => {
    const { deleted } = this.store.getState();
    const kept = new Set(await this.add(deleted));
    this.store.setState({ deleted: deleted.filter(({ record }) => !kept.has(record.id)) });
  };

  readonly forgetDeleted = (): void => this.store.setState({ deleted: [] });

  readonly hideTrouble = (): void => this.store.setState({ trouble: null });

  readonly change = async (id: string, change: Partial<RunLabels>): Promise<void> => {
    await this.#attempt((database) => changeRun(database, id, change));
    await this.#tellOthers();
  };

  /** Null if it is missing or the browser refuses. */
  readonly savedOf = async (id: string): Promise<string | null> =>
    (await this.#attempt((database) => database.get('texts', id))) ?? null;

  /** Rejects with a UserError if the run cannot be read. */
  readonly runOf = async (id: string): Promise<StartedRun> => {
    const saved = await this.savedOf(id);
    if (saved === null) throw new UserError(this.store.getState().trouble ?? words.gone);
    return savedRunOf(saved);
  };

  /** Only runs trained here. Never rejects. */
  readonly newestOf = async (experiment: Experiment): Promise<KnownRun | null> => {
    const found = await this.#attempt((database) =>
      database.getAllFromIndex('runs', 'key', setUpKeyOf(experiment)),
    );
    for (const value of (found ?? []).toReversed()) {
      const record = validRecordOf(value);
      // Runs from files are unverified, so they are shown only when somebody opens them.
      const saved = record?.isImported === false && (await this.savedOf(record.id));
      const run = saved && readRunOrNull(saved);
      if (run && runKeyOf(run.experiment) === runKeyOf(experiment)) return { run, origin: 'visitor' };
    }
    return null;
  };

  readonly dispose = (): void => this.#door.close();

  async #attempt<V>(act: (database: RunDatabase) => Promise<V>): Promise<V | undefined> {
    try {
      return await act(await this.#door.open());
    } catch (error) {
      this.store.setState({ trouble: databaseErrorOf(error).message });
      return undefined;
    }
  }

  async #load(): Promise<void> {
    const given = await this.#attempt((database) => database.getAll('runs'));
    const read = (given ?? []).map((value) => [value, validRecordOf(value)] as const);
    const records = read.flatMap(([, record]) => record ?? []);
    const damagedIds = read.flatMap(([value, record]) => (record === null ? [String(value['id'])] : []));
    // Ids sort by time.
    this.store.setState({ records: records.toReversed(), damagedIds });
  }

  async #tellOthers(): Promise<void> {
    const channel = openChannel();
    channel?.postMessage('changed');
    channel?.close();
    if (this.store.getState().records !== null) await this.#load();
  }
}

function readRunOrNull(saved: string): StartedRun | null {
  try {
    return savedRunOf(saved);
  } catch {
    return null;
  }
}

// Single steps after the end change no reported number, so a run is saved once.
const savedRunNumbers = memoise((_page: object) => new Set<number>());

interface RunningPage {
  readonly run: Pick<RunController, 'status'>;
  readonly messages: MessageStore;
}

export async function saveFinishedRun(page: RunningPage): Promise<void> {
  const { run, messages } = page;
  const status = run.status();
  const { runId, givenTo } = status;
  const kept = savedRunNumbers(page);
  if (!isStarted(status) || kept.has(runId)) return;
  kept.add(runId);
  if (givenTo.length > 0) return messages.showToast(text.history.notKept, false);
  const labels = { name: '', note: '', time: Date.now(), release: thisRelease };
  const { store, add } = historyOf(page);
  const before = store.getState().trouble;
  await add([runToKeep(status, savedRunText(status), labels, null)]);
  const { trouble } = store.getState();
  if (trouble !== null && trouble !== before) messages.showToast(trouble, false);
}
