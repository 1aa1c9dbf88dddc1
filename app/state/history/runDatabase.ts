/** IndexedDB database of finished runs: older ones make room for new ones, failures become sentences. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { UserError } from '../../../src/core/errors.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/versions.ts';
import { text } from '../../../src/text/text.ts';
import { type RunRecord, type RunToKeep, setUpKeyOf, validRecordOf } from './runRecord.ts';

const words = text.history.trouble;

export const DATABASE_NAME = 'adatt-playground';
const DATABASE_VERSION = 1;

// Release that computed the keys of all records.
const KEYS_RELEASE_KEY = 'keysOf';

interface RunsSchema extends DBSchema {
  /** Ids sort by time. `validRecordOf` validates records. */
  runs: { key: string; value: Readonly<Record<string, unknown>>; indexes: { key: string } };
  texts: { key: string; value: string };
  facts: { key: string; value: string };
}

export type RunDatabase = IDBPDatabase<RunsSchema>;

interface RunDatabaseConnection {
  /** Rejects with a UserError if the browser refuses. */
  readonly open: () => Promise<RunDatabase>;
  readonly close: () => void;
}

export function createRunDatabaseConnection(
  prepare: (database: RunDatabase) => Promise<void>,
): RunDatabaseConnection {
  let opened: Promise<RunDatabase> | null = null;
  const forget = (): void => {
    opened = null;
  };
  const openOnce = async (): Promise<RunDatabase> => {
    const database = await openRunDatabase(forget);
    await prepare(database);
    return database;
  };
  return {
    open: () => {
      opened ??= openOnce().catch((error: unknown) => {
        // The next call tries again: what blocked it may be gone.
        forget();
        throw databaseErrorOf(error);
      });
      return opened;
    },
    close: () => {
      void opened?.then(
        (database) => database.close(),
        () => {},
      );
      forget();
    },
  };
}

function openRunDatabase(forget: () => void): Promise<RunDatabase> {
  if (typeof indexedDB === 'undefined') return Promise.reject(new UserError(words.absent));
  return new Promise((resolve, reject) => {
    openDB<RunsSchema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (database) => {
        database.createObjectStore('runs', { keyPath: 'id' }).createIndex('key', 'key');
        database.createObjectStore('texts');
        database.createObjectStore('facts');
      },
      blocked: () => reject(new UserError(words.otherTab)),
      // A newer release in another tab waits for this to close.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        forget();
      },
      terminated: forget,
    }).then(resolve, reject);
  });
}

const isQuotaExceeded = (error: unknown): boolean => errorNameOf(error) === 'QuotaExceededError';

const errorNameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

export function databaseErrorOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (isQuotaExceeded(error)) return new UserError(words.full);
  switch (errorNameOf(error)) {
    case 'VersionError':
      return new UserError(words.newer);
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return new UserError(words.absent);
    case 'NotFoundError':
      return new UserError(words.damaged);
    default:
      return new UserError(words.other(errorNameOf(error) || String(error)));
  }
}

const writeTransactionOf = (database: RunDatabase) => database.transaction(['runs', 'texts'], 'readwrite');

type WriteTransaction = ReturnType<typeof writeTransactionOf>;

async function inWriteTransaction<V>(
  database: RunDatabase,
  act: (transaction: WriteTransaction) => Promise<V>,
): Promise<V> {
  const transaction = writeTransactionOf(database);
  const { done } = transaction;
  try {
    const value = await act(transaction);
    await done;
    return value;
  } catch (error) {
    // Later failures only report that the transaction was aborted.
    done.catch(() => {});
    const cause = transaction.error ?? error;
    if (transaction.error === null && !isAbortError(error)) transaction.abort();
    throw cause;
  }
}

const isAbortError = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

/** Replaces `numGone` unpinned runs; false if there are too few. */
const putRun = (database: RunDatabase, { record, saved }: RunToKeep, numGone: number): Promise<boolean> =>
  inWriteTransaction(database, async (transaction) => {
    const [runs, texts] = [transaction.objectStore('runs'), transaction.objectStore('texts')];
    const gone = numGone === 0 ? [] : await idsToRemove(transaction, numGone);
    if (gone.length < numGone) return false;
    const before = validRecordOf(await runs.get(record.id));
    // Keep the name, note and pin of the record that is already here.
    const written = before === null ? record : { ...record, ...userLabelsOf(before) };
    const removals = gone.flatMap((id) => [runs.delete(id), texts.delete(id)]);
    await Promise.all([...removals, runs.put({ ...written }), texts.put(saved, record.id)]);
    return true;
  });

const userLabelsOf = ({ name, note, isPinned, isImported, fileName, importedAt }: RunRecord) => ({
  ...{ name, note, isPinned },
  ...{ isImported, fileName, importedAt },
});

/** Unpinned runs: imported ones first, then oldest first. */
async function idsToRemove(transaction: WriteTransaction, count: number): Promise<readonly string[]> {
  const all = await transaction.objectStore('runs').getAll();
  const free = all.filter((value) => value['isPinned'] !== true);
  return [true, false]
    .flatMap((isImported) => free.filter((value) => (value['isImported'] === true) === isImported))
    .slice(0, count)
    .map((value) => String(value['id']));
}

export const changeRun = (database: RunDatabase, id: string, changed: object): Promise<void> =>
  inWriteTransaction(database, async (transaction) => {
    const runs = transaction.objectStore('runs');
    const before = await runs.get(id);
    if (before !== undefined) await runs.put({ ...before, ...changed });
  });

export const removeRuns = (database: RunDatabase, ids: readonly string[]): Promise<readonly RunToKeep[]> =>
  inWriteTransaction(database, async (transaction) => {
    const [runs, texts] = [transaction.objectStore('runs'), transaction.objectStore('texts')];
    const removed: RunToKeep[] = [];
    for (const id of ids) {
      const [record, saved] = [validRecordOf(await runs.get(id)), await texts.get(id)];
      if (record !== null && saved !== undefined) removed.push({ record, saved });
      await Promise.all([runs.delete(id), texts.delete(id)]);
    }
    return removed;
  });

/** Returns how many others were removed; null for an imported run without free space. */
export async function putWithRoom(database: RunDatabase, kept: RunToKeep): Promise<number | null> {
  const numTooMany = Math.max(0, (await database.count('runs')) + 1 - limits.keptRuns);
  if (kept.record.isImported) return putInFreeRoom(database, kept, numTooMany);
  let refusal: unknown = null;
  for (let numGone = numTooMany; ; numGone = Math.max(1, 2 * numGone)) {
    try {
      if (await putRun(database, kept, numGone)) return numGone;
      // Pinned runs stay, even above the limit.
      if (refusal === null && (await putRun(database, kept, 0))) return 0;
      throw refusal;
    } catch (error) {
      if (!isQuotaExceeded(error) || error === refusal) throw error;
      refusal = error;
    }
  }
}

async function putInFreeRoom(
  database: RunDatabase,
  kept: RunToKeep,
  numTooMany: number,
): Promise<number | null> {
  if (numTooMany > 0) return null;
  try {
    await putRun(database, kept, 0);
    return 0;
  } catch (error) {
    if (isQuotaExceeded(error)) return null;
    throw error;
  }
}

// Another release may have settings that this one lacks, so its keys differ.
export async function recomputeRunKeys(database: RunDatabase): Promise<void> {
  if ((await database.get('facts', KEYS_RELEASE_KEY)) === thisRelease) return;
  for (const value of await database.getAll('runs')) {
    const record = validRecordOf(value);
    const key = record && setUpKeyOf(readLink(record.config).experiment);
    if (record !== null && key !== null && key !== record.key) await database.put('runs', { ...value, key });
  }
  await database.put('facts', thisRelease, KEYS_RELEASE_KEY);
}
