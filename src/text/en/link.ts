/** English texts: what of a link was not taken as it stands, and what an old one means. */
export const linkText = {
  tooLong: (max: number, got: number) =>
    `A link can have at most ${max} characters after the #, but this one has ${got}; the default experiment is used.`,
  unknownKey: (got: string) => `The link says ${got}, which means nothing here; it was ignored.`,
  matrixTriangle: (what: string, numCells: number, numTasks: number, got: string) =>
    `${what} must be ${numCells} numbers, those above the diagonal of ${numTasks} tasks row by row, but got ${got}; the default is used.`,
  fingerprint: (got: string) =>
    `The fingerprint of a finished run cannot be read, it says ${got}; it was ignored.`,
  release: (got: string) =>
    `The release that made a link is three numbers such as 0.2.0, but got ${got}; it was ignored.`,
  duplicateKey: (got: string) => `The link says ${got} twice; the first one is used.`,
  malformedVersion: (got: string, current: number) =>
    `The version of a link must be ${current === 1 ? '1' : `a whole number from 1 to ${current}`}, but got ${got}; it is read as version ${current}.`,
  newerVersion: (got: number, current: number) =>
    `This was made by a newer version of this page (${got}, this one reads up to ${current}); what could be read is shown. Reload to get the newest page.`,
  old: 'This was made with release 0.1. Its data and initial weights are the same as there; which step is reported, and what is concluded from it, follow the rules of this release.',
} as const;
