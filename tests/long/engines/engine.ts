/** A browser as the checks of engines drive it: no more than every protocol can do. */

/** The keys that are pressed, by the code points that WebDriver gives them. */
export const keys = { tab: '\uE004', space: ' ', escape: '\uE00C' } as const;

export type Key = keyof typeof keys;

/** A browser with one tab. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Resolves when the page is loaded, which it is anew even if only its fragment is another. */
  readonly open: (url: string) => Promise<void>;
  /** What `run` returns in the page. It sees its arguments and nothing around it; all is carried as JSON. */
  readonly evaluate: <Args extends readonly unknown[], Result>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ) => Promise<Result>;
  readonly press: (key: Key) => Promise<void>;
  /** Errors and warnings of the console, uncaught errors; null where the protocol gives none. */
  readonly problems: readonly string[] | null;
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  /** WebGPU too, on whatever adapter there is. */
  readonly hasGpu?: boolean;
}

/** How to get an engine; null: it is not installed, and `advice` says what would help. */
export interface EngineKind {
  readonly name: string;
  readonly advice: string;
  readonly launch: ((options?: LaunchOptions) => Promise<Engine>) | null;
}

/** An expression that gives what `run` returns, as JSON, for protocols that carry texts. */
export const expressionOf = (run: (...args: never[]) => unknown, args: readonly unknown[]): string =>
  `Promise.resolve((${String(run)})(...${JSON.stringify(args)})).then((result) => JSON.stringify(result ?? null))`;
