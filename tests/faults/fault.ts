/** What a fault is to the list and to the table. */

import type { Page } from 'playwright-core';
import type { PageOptions } from '../e2e/harness/test.ts';

export type OpenPage = (options?: PageOptions) => Promise<Page>;

/** `-`: there was none to lose. */
type Kept = 'yes' | 'not promised' | '-';

/** What the table says of a fault; only what was checked before. */
export interface Outcome {
  /** What the visitor reads, or, in brackets, sees where there is nothing to say. */
  readonly sees: string;
  readonly configuration: Kept;
  readonly finishedRun: Kept;
  readonly progress: Kept;
}

/** One kind of fault. */
export interface Fault {
  readonly name: string;
  /** Provokes it on the built page; throws when anything is lost that must be kept. */
  readonly provoke: (openPage: OpenPage) => Promise<Outcome>;
  /** What `npm test` does of it. Null: nothing. */
  readonly daily: ((openPage: OpenPage) => Promise<unknown>) | null;
}

declare module 'vitest' {
  interface TaskMeta {
    /** For the table. */
    fault?: Outcome;
  }
}
