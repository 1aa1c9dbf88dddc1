/** Opens the IndexedDB database of finished runs and turns its failures into sentences. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { UserError } from '../../../src/core/errors.ts';
import { text } from '../../../src/text/text.ts';

const words = text.history.trouble;

export const DATABASE_NAME = 'adatt-playground';
const VERSION = 1;

interface RunsSchema extends DBSchema {
  /** Ids sort by time. `recordIn` validates records. */
  runs: { key: string; value: Readonly<Record<string, unknown>>; indexes: { key: string } };
  texts: { key: string; value: string };
  facts: { key: string; value: string };
}

export type RunDatabase = IDBPDatabase<RunsSchema>;

export interface RunDatabaseDoor {
  /** Rejects with a UserError if the browser refuses. */
  readonly open: () => Promise<RunDatabase>;
  readonly close: () => void;
}

export function createRunDatabaseDoor(prepare: (database: RunDatabase) => Promise<void>): RunDatabaseDoor {
  let opened: Promise<RunDatabase> | null = null;
  const forget = (): void => {
    opened = null;
  };
  const openOnce = async (): Promise<RunDatabase> => {
    const database = await openNow(forget);
    await prepare(database);
    return database;
  };
  return {
    open: () => {
      opened ??= openOnce().catch((error: unknown) => {
        // The next call tries again: what blocked it may be gone.
        forget();
        throw troubleOf(error);
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

function openNow(forget: () => void): Promise<RunDatabase> {
  if (typeof indexedDB === 'undefined') return Promise.reject(new UserError(words.absent));
  return new Promise((resolve, reject) => {
    openDB<RunsSchema>(DATABASE_NAME, VERSION, {
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

export const isFull = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError';

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

export function troubleOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (isFull(error)) return new UserError(words.full);
  switch (nameOf(error)) {
    case 'VersionError':
      return new UserError(words.newer);
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return new UserError(words.absent);
    case 'NotFoundError':
      return new UserError(words.damaged);
    default:
      return new UserError(words.other(nameOf(error) || String(error)));
  }
}
