/** A fault as the list and the table know it. */

import type { Page } from 'playwright-core';
import type { PageOptions } from '../e2e/harness/test.ts';

export type OpenPage = (options?: PageOptions) => Promise<Page>;

/** `-`: there was none to lose. */
type Kept = 'yes' | 'not promised' | '-';

/** The words of the table about a fault; only what was checked before. */
export interface FaultOutcome {
  /** The words that the visitor reads, or, in brackets, sees where there is nothing to say. */
  readonly sees: string;
  readonly configuration: Kept;
  readonly finishedRun: Kept;
  readonly progress: Kept;
}

/** One kind of fault. */
export interface Fault {
  readonly name: string;
  /** Provokes it on the built page; throws when anything is lost that must be kept. */
  readonly provoke: (openPage: OpenPage) => Promise<FaultOutcome>;
  /** The part of it that `npm test` provokes. Null: none. */
  readonly daily: ((openPage: OpenPage) => Promise<unknown>) | null;
}

declare module 'vitest' {
  interface TaskMeta {
    /** The words for the table. */
    fault?: FaultOutcome;
  }
}
