/** How a file of runs is told from other files, before what reads it is there. */

/** The name of the form, first of all in the file. */
export const RUNS_FORMAT = 'adatt-playground runs';

/** True if a text begins as a file of runs does, spaces aside. */
export const isRunsFile = (start: string): boolean =>
  start.slice(0, 200).replaceAll(/\s/g, '').startsWith(`{"format":"${RUNS_FORMAT}"`.replaceAll(' ', ''));
