/** English texts: runs saved in files and in the browser, and damaged files. */
import { formatCount } from '../../format.ts';

const mend = 'Save the run again where it was trained, or open its set-up and press Play.';

export const savedRunsText = {
  place: 'The saved run',
  network: (id: string) => `network ${id}`,
  level: (level: number) => `level ${level}`,
  refused: (place: string, got: string, wanted: string) =>
    `${place}: ${got} is there, and ${wanted} must be. ${mend}`,
  notJson: (length: string) =>
    `The saved run is cut off or damaged: its ${length} characters are no JSON. ${mend}`,
  setUp: (problems: readonly string[]) =>
    `The set-up of the saved run cannot be read: ${problems.join(' ')} ${mend}`,
  notTrainable: (id: string) =>
    `The set-up of the saved run has an architecture, ${id}, that cannot be built. ${mend}`,
  tooLarge: (count: string, most: string) =>
    `The saved run says that it has ${count} gate statistics, and at most ${most} are kept of a run. ${mend}`,
  notFinished: (id: string, step: string, end: string) =>
    `The saved run stops at step ${step} in network ${id}, and a finished one at step ${end}. ${mend}`,
  record: 'named values',
  list: (count: number) => `a list of ${formatCount(count)}`,
  listUpTo: (most: number) => `a list of at most ${formatCount(most)}`,
  listFrom: (least: number, most: number) => `a list of ${least} to ${formatCount(most)}`,
  text: (most: number) =>
    most === 0 ? 'an empty text' : `a text of at most ${formatCount(most)} characters`,
  oneOf: (choices: readonly string[]) => `one of ${choices.join(', ')}`,
  number: (low: number, high: number) =>
    Math.abs(high) === Number.MAX_VALUE ? 'a number that fits' : `a number from ${low} to ${high}`,
  whole: (low: number, high: number) =>
    low === high ? `the number ${low}` : `a whole number from ${low} to ${high}`,
  numbers: (count: number) => `${formatCount(count)} packed numbers`,
  order: 'a step not before the last',
  bins: 'bins of three numbers each',
} as const;

export const runsFileText = {
  otherFormat: (got: string) =>
    `The file says that it is ${got}, and runs are in files saved from this page. Open one of those.`,
  otherVersion: (got: string, known: number) =>
    `The file has version ${got} of its form, and this release reads version ${known}. Reload the page for the newest release, or save the file again from this one.`,
  noRuns: (got: string) =>
    `Where the file lists its runs, there is ${got}. Save it again where it came from.`,
  tooLarge: (most: string) =>
    `A file of runs has at most ${most}, and this one is larger. Export fewer at once.`,
  tooMany: (count: string, most: string) =>
    `The file has ${count} runs, and a history at most ${most}. Export fewer at once.`,
  notJson: 'The file is cut off or damaged: it is no JSON. Save it again where it came from.',
  noRun: (got: string) => `${got} is no run.`,
  changed: (check: string) =>
    `Its numbers are not those that were saved: their check, ${check}, does not fit. Save it again where it came from.`,
  notRead: (number: number, name: string, problem: string) =>
    `Run ${number}${name === '' ? '' : ` (${name})`} is left out. ${problem}`,
} as const;

export const damagedText = {
  file: 'The file is damaged: what is named here is lost, all else is as it was written.',
  missing: (part: string) => `${part} is not there any more.`,
  unreadable: (path: string) => `${path} cannot be read.`,
  unreadableAfter: (path: string) => `What comes after ${path} cannot be read.`,
  cutOff: (path: string) => `The file breaks off after ${path}.`,
} as const;
