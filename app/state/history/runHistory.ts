/**
 * The history of finished runs in this browser, which a first visit does without until a run has finished: keeps them, lists them, changes what people wrote on them. Where the browser refuses, the
 * page works without, and `trouble` says why. Knows no component.
 */
import { createStore } from 'zustand/vanilla';
import { UserError } from '../../../src/core/errors.ts';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { isStarted, type StartedRun } from '../../../src/run/run.ts';
import type { RunLabels } from '../../../src/run/runsFile.ts';
import { savedRunOf, savedRunText } from '../../../src/run/savedRun.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import { runKeyOf } from '../run/runKey.ts';
import type { RunOrigin } from '../run/runStatus.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { noteHeld } from '../stores/storage.ts';
import { createRunDatabaseDoor, type RunDatabase, troubleOf } from './runDatabase.ts';
import { digestInId, type RunRecord, type RunToKeep, recordIn, runToKeep, setUpKeyOf } from './runRecord.ts';
import { changeRun, makeKeysAgain, moveOldRuns, putWithRoom, removeRuns } from './runStorage.ts';

const words = text.history;

export interface KnownRun {
  readonly run: StartedRun;
  readonly origin: RunOrigin;
  /** Words for the file that it came in; absent: none, or it is not known. */
  readonly source?: string;
}

/** The runs of a file that were put into the history. */
export interface Import {
  readonly ids: readonly string[];
  /** Runs that were here already, and that had no room. */
  readonly numHere: number;
  readonly numLeft: number;
  /** A sentence for each run that could not be read. */
  readonly problems: readonly string[];
}

interface HistoryState {
  /** The newest first; null: not read yet. */
  readonly records: readonly RunRecord[] | null;
  readonly damagedIds: readonly string[];
  /** The reason why runs cannot be kept, or were lost; null: all is well. */
  readonly trouble: string | null;
  readonly deleted: readonly RunToKeep[];
  /** The last import, until it is undone or put away. */
  readonly imported: Import | null;
}

/** The history of a page, made once; `page` is whatever lives as long. */
export const historyOf = oncePer((_page: object) => new RunHistory());

/** Tabs tell each other of changes by it, where the browser has it. One that stays open keeps a page from the memory of the back button. */
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
  readonly #door = createRunDatabaseDoor(async (database) => {
    await makeKeysAgain(database);
    await moveOldRuns(database);
  });

  /** Reads the list, and again whenever another tab changes it. Returns the function that ends it. */
  readonly watch = (): (() => void) => {
    void this.#load();
    const channel = openChannel();
    channel?.addEventListener('message', () => void this.#load());
    return () => channel?.close();
  };

  /**
   * Adds runs. For those trained here others make room where the browser has no more, or there are too many; those from files take what is
   * free. Returns the ids of those that are kept now; null: the browser refuses.
   */
  readonly add = async (runs: readonly RunToKeep[]): Promise<readonly string[] | null> => {
    let numGone = 0;
    let isFullForFiles = false;
    const kept = await this.#attempt(async (database) => {
      const ids: string[] = [];
      for (const run of runs) {
        if (isFullForFiles && run.record.isImported) continue;
        const gone = await putWithRoom(database, run);
        isFullForFiles ||= gone === null;
        if (gone === null) continue;
        numGone += gone;
        ids.push(run.record.id);
        noteHeld();
      }
      return ids;
    });
    if (kept && numGone > 0) this.store.setState({ trouble: words.trouble.madeRoom(numGone) });
    await this.#tellOthers();
    return kept ?? null;
  };

  /** Adds the runs of a file that are not here yet, and remembers them, to be undone. False: the browser refuses. */
  readonly takeIn = async (runs: readonly RunToKeep[], problems: readonly string[]): Promise<boolean> => {
    const known = await this.#attempt((database) => database.getAllKeys('runs'));
    const digests = new Set(known?.map(digestInId));
    const others = runs.filter(({ record }) => !digests.has(digestInId(record.id)));
    const ids = known === undefined ? null : await this.add(others);
    if (ids === null) return false;
    const [numHere, numLeft] = [runs.length - others.length, others.length - ids.length];
    this.store.setState({ imported: { ids, numHere, numLeft, problems } });
    return true;
  };

  readonly undoImport = async (): Promise<void> => {
    const { imported } = this.store.getState();
    this.forgetImport();
    if (imported !== null) await this.remove(imported.ids);
  };

  readonly forgetImport = (): void => this.store.setState({ imported: null });

  readonly remove = async (ids: readonly string[]): Promise<void> => {
    const deleted = await this.#attempt((database) => removeRuns(database, ids));
    if (deleted !== undefined) this.store.setState({ deleted });
    await this.#tellOthers();
  };

  /** Brings back what was deleted last. */
  readonly undelete = async (): Promise<void> => {
    const { deleted } = this.store.getState();
    const kept = new Set(await this.add(deleted));
    this.store.setState({ deleted: deleted.filter(({ record }) => !kept.has(record.id)) });
  };

  readonly forgetDeleted = (): void => this.store.setState({ deleted: [] });

  readonly hideTrouble = (): void => this.store.setState({ trouble: null });

  readonly change = async (
    id: string,
    change: Partial<RunLabels & Pick<RunRecord, 'isPinned'>>,
  ): Promise<void> => {
    await this.#attempt((database) => changeRun(database, id, change));
    await this.#tellOthers();
  };

  /** The text of a run; null: it is not there, or the browser refuses. */
  readonly savedOf = async (id: string): Promise<string | null> =>
    (await this.#attempt((database) => database.get('texts', id))) ?? null;

  /** The run of a record. Rejects with a UserError that says why it cannot be read. */
  readonly runOf = async (id: string): Promise<StartedRun> => {
    const saved = await this.savedOf(id);
    if (saved === null) throw new UserError(this.store.getState().trouble ?? words.gone);
    return savedRunOf(saved);
  };

  /** The newest run of this very set-up that was trained here; null: none that reads. Never rejects. */
  readonly newestOf = async (experiment: Experiment): Promise<KnownRun | null> => {
    const found = await this.#attempt((database) =>
      database.getAllFromIndex('runs', 'key', setUpKeyOf(experiment)),
    );
    for (const value of (found ?? []).toReversed()) {
      const record = recordIn(value);
      // Of what came in a file nobody knows whether it is true: whoever wants it opens it.
      const saved = record?.isImported === false && (await this.savedOf(record.id));
      const run = saved && readOrNull(saved);
      if (run && runKeyOf(run.experiment) === runKeyOf(experiment)) return { run, origin: 'visitor' };
    }
    return null;
  };

  readonly dispose = (): void => this.#door.close();

  /** Undefined where the browser refuses, which is then said. */
  async #attempt<V>(act: (database: RunDatabase) => Promise<V>): Promise<V | undefined> {
    try {
      return await act(await this.#door.open());
    } catch (error) {
      this.store.setState({ trouble: troubleOf(error).message });
      return undefined;
    }
  }

  async #load(): Promise<void> {
    const given = await this.#attempt((database) => database.getAll('runs'));
    const read = (given ?? []).map((value) => [value, recordIn(value)] as const);
    const records = read.flatMap(([, record]) => record ?? []);
    const damagedIds = read.flatMap(([value, record]) => (record === null ? [String(value['id'])] : []));
    // Ids are in the order of time.
    this.store.setState({ records: records.toReversed(), damagedIds });
  }

  async #tellOthers(): Promise<void> {
    const channel = openChannel();
    channel?.postMessage('changed');
    channel?.close();
    if (this.store.getState().records !== null) await this.#load();
  }
}

/** Null where it does not read: Play gives it again. */
function readOrNull(saved: string): StartedRun | null {
  try {
    return savedRunOf(saved);
  } catch {
    return null;
  }
}

/** Numbers of the runs of this page that were kept: single steps after the end change no number that is reported. */
const keptOn = oncePer((_page: object) => new Set<number>());

interface RunningPage {
  readonly run: Pick<RunController, 'status'>;
  readonly messages: MessageStore;
}

/** Keeps the run that has finished. The first time that the browser refuses, or older runs made room, a message says so. */
export async function keepFinished(page: RunningPage): Promise<void> {
  const { run, messages } = page;
  const status = run.status();
  const { runId, givenTo } = status;
  const kept = keptOn(page);
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
