/** English texts: reading of fields and links, and saving. */
const inUnit = (unit: string | null) => (unit === null ? '' : ` ${unit}`);

export const schemaText = {
  /** Covers every value not taken as given. */
  notTaken: (label: string, expected: string, got: string, used: string) =>
    `${label} must be ${expected}, but got ${got}; ${used} is used instead.`,
  unknownKeys: (got: string, known: string) =>
    `Unknown settings ${got} were ignored; the settings are ${known}.`,
  notASetOfFields: (got: string) =>
    `Settings must be names with values, but got ${got}; the defaults are used.`,

  number: (min: number, max: number, unit: string | null) => `a number from ${min} to ${max}${inUnit(unit)}`,
  integer: (min: number, max: number, unit: string | null) =>
    `a whole number from ${min} to ${max}${inUnit(unit)}`,
  decimals: (count: number) => `a number with at most ${count} digits after the point`,
  significant: (count: number) => `a number of at most ${count} significant digits`,
  boolean: 'on or off',
  choice: (values: readonly string[]) =>
    values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`,
  text: (maxLength: number) => `text of 1 to ${maxLength} visible characters on one line`,
  perTask: (min: number, max: number, maxTasks: number) =>
    `one whole number from ${min} to ${max}, or one per task like 2-1-3 (at most ${maxTasks})`,
  sizes: (max: number, maxLength: number) => `up to ${maxLength} whole numbers from 1 to ${max}`,
  dims: (maxLayers: number, maxWidth: number) =>
    `1 to ${maxLayers} layer widths like 64-32, each a whole number from 1 to ${maxWidth}`,
  levelDims: (maxLevels: number, maxLayers: number, maxWidth: number) =>
    `1 to ${maxLevels} levels of 1 to ${maxLayers} layer widths like 64-32_16, each a whole number from 1 to ${maxWidth}`,

  noValue: 'nothing',
  anObject: 'an object',
  aFunction: 'a function',
} as const;

export const linkText = {
  tooLong: (max: number, got: number) =>
    `A link can have at most ${max} characters after the #, but this one has ${got}. The experiment that was open stays.`,
  unknownKey: (got: string) => `The link says ${got}, which means nothing here; it was ignored.`,
  matrixTriangle: (what: string, numCells: number, numTasks: number, got: string) =>
    `${what} must be ${numCells} numbers, those above the diagonal of ${numTasks} tasks row by row, but got ${got}; the default is used.`,
  fingerprint: (got: string) =>
    `The fingerprint of a finished run cannot be read, it says ${got}; it was ignored.`,
  sentence: {
    label: 'The sender’s sentence',
    help: 'One line of plain text that whoever opens the link reads.',
  },
  answer: 'The sender’s result cannot be read; it is not shown.',
  lesson: 'The lesson of the link is damaged; the page opens without it. Copy the whole link again.',
  answerOfAnother:
    'The sender’s result was cut, changed or made for another experiment, or by another release; it is not shown.',
  answerContradicts: (difference: string) =>
    `The sender’s result is not the one that the link promises: ${difference}. It is not shown.`,
  place: (got: string, known: string) =>
    `The place that a link opens must be one of ${known}, perhaps with a step as in gates:600, but got ${got}; it was ignored.`,
  duplicateKey: (got: string) => `The link says ${got} twice; the first one is used.`,
  otherVersion: (got: string, current: number) =>
    `The link has version ${got}, and this page reads version ${current}. The experiment that was open stays; ask for a new link.`,
  otherFileVersion: (got: string, current: number) =>
    `The file has version ${got}, and this page reads version ${current}. Check the settings: some may be missing or mean something else.`,
} as const;

export const savingText = {
  save: 'Save',
  saveTitle: (title: string) => `Save ${title}`,
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Numbers (CSV)',
  json: 'Numbers (JSON)',
  madeWith: (page: string, release: string) => `Made with ${page} ${release}. Train it again:`,
  saveFailed: 'It could not be saved. Try another format.',
  table: 'Table',
  hideTable: 'Hide the table',
} as const;
