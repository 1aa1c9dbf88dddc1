/** IndexedDB database of finished runs; failures become sentences. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { UserError } from '../../../src/core/errors.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { text } from '../../../src/text/text.ts';
import { type RunRecord, type RunToKeep, validRecordOf } from './runRecord.ts';

const words = text.history.trouble;

export const DATABASE_NAME = 'adatt-playground';
const DATABASE_VERSION = 1;

interface RunsSchema extends DBSchema {
  /** Ids sort by time. `validRecordOf` validates records. */
  runs: { key: string; value: Readonly<Record<string, unknown>>; indexes: { key: string } };
  texts: { key: string; value: string };
}

export type RunDatabase = IDBPDatabase<RunsSchema>;

interface RunDatabaseConnection {
  /** Rejects with a UserError if the browser refuses. */
  readonly open: () => Promise<RunDatabase>;
  readonly close: () => void;
}

export function createRunDatabaseConnection(): RunDatabaseConnection {
  let opened: Promise<RunDatabase> | null = null;
  const forget = (): void => {
    opened = null;
  };
  return {
    open: () => {
      opened ??= openRunDatabase(forget).catch((error: unknown) => {
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

const errorNameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

export function databaseErrorOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  switch (errorNameOf(error)) {
    case 'QuotaExceededError':
      return new UserError(words.full);
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

/** Throws if there is no room: nothing else is deleted for a run. */
export const putRun = (database: RunDatabase, { record, saved }: RunToKeep): Promise<void> =>
  inWriteTransaction(database, async (transaction) => {
    const [runs, texts] = [transaction.objectStore('runs'), transaction.objectStore('texts')];
    const before = validRecordOf(await runs.get(record.id));
    if (before === null && (await runs.count()) >= limits.keptRuns) throw new UserError(words.full);
    // Keep the name and note of the record that is already here.
    const written = before === null ? record : { ...record, ...userLabelsOf(before) };
    await Promise.all([runs.put({ ...written }), texts.put(saved, record.id)]);
  });

const userLabelsOf = ({ name, note, isImported, fileName, importedAt }: RunRecord) => ({
  ...{ name, note, isImported, fileName, importedAt },
});

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
