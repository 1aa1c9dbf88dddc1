/** Versions of links, files and the page, and detection of files of runs before their reader is loaded. */

// Version of package.json, set by the build.
declare const __RELEASE__: string | undefined;

export const thisRelease: string = typeof __RELEASE__ === 'string' ? __RELEASE__ : '0.1.0';

/** Links omit defaults, so a changed default, or a renamed or removed key, needs another version. */
export const CURRENT_VERSION = 2;

export const EXPERIMENT_SCHEMA_FILE = 'schema/experiment.json';

export const RUNS_FORMAT = 'adatt-playground runs';

/** True if a file of runs starts so; ignores spaces. */
export const isRunsFile = (start: string): boolean =>
  start.slice(0, 200).replaceAll(/\s/g, '').startsWith(`{"format":"${RUNS_FORMAT}"`.replaceAll(' ', ''));
