/** English texts: predictions for the rows of another file. */
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

export const predictText = {
  missing: (names: readonly string[], given: readonly string[]) =>
    `The file has no column ${quoted(names)}, which the network reads; its columns are ${quoted(given)}.`,
  foreign: (names: readonly string[]) =>
    `The file has columns that the training file had not: ${quoted(names)}. Remove or rename them.`,
  noNumber: (name: string, cell: string) =>
    `'${cell}' in column '${name}' is no number, as all cells of the training file are.`,
  tooLarge: 'The file does not fit into memory. Split it into smaller ones.',
  notPredicted: (name: string) => `${name} was not predicted`,
  saved: (name: string, numRows: number, about: string) =>
    `${name} holds predictions for ${numRows.toLocaleString('en')} rows. ${about}`,
} as const;
