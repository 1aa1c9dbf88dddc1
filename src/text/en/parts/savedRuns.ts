/** English texts: runs saved in files and in the browser. */

const mend = 'Save the run again where it was trained, or open its set-up and press Play.';

export const savedRunsText = {
  notJson: (length: string) =>
    `The saved run is cut off or damaged: its ${length} characters are no JSON. ${mend}`,
  otherVersion: (got: string, known: number) =>
    `The saved run has version ${got} of its form, and this release reads version ${known} alone. ${mend}`,
  damaged: `The saved run is cut off or damaged: it does not fit its check. ${mend}`,
  setUp: (problems: readonly string[]) =>
    `The set-up of the saved run cannot be read: ${problems.join(' ')} ${mend}`,
  numbers: `The numbers of the saved run are not those of a finished run of its set-up. ${mend}`,
} as const;

export const runsFileText = {
  otherFormat: (got: string) =>
    `The file says that it is ${got}, and runs are in files saved from this page. Open one of those.`,
  otherVersion: (got: string, known: number) =>
    `The file has version ${got} of its form, and this release reads version ${known} alone. Reload the page for the newest release, or save the file again from this one.`,
  noRuns: (got: string) =>
    `Where the file lists its runs, there is ${got}. Save it again where it came from.`,
  tooLarge: (most: string) =>
    `A file of runs has at most ${most}, and this one is larger. Export fewer at once.`,
  tooMany: (count: string, most: string) =>
    `The file has ${count} runs, and a history at most ${most}. Export fewer at once.`,
  notJson: 'The file is cut off or damaged: it is no JSON. Save it again where it came from.',
  noRun: (got: string) => `${got} is no run.`,
  notRead: (number: number, name: string, problem: string) =>
    `Run ${number}${name === '' ? '' : ` (${name})`} is left out. ${problem}`,
} as const;
