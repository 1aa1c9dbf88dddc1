/** English texts: predictions for the rows of another file. */
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

export const predictText = {
  missing: (names: readonly string[], given: readonly string[]) =>
    `The file has no column ${quoted(names)}, which the network reads; its columns are ${quoted(given)}.`,
  foreign: (names: readonly string[]) =>
    `The file has columns that the training file had not: ${quoted(names)}. Remove or rename them.`,
  numColumns: (got: number, wanted: number) =>
    `The file has ${got} columns; the training file, whose columns have no names, has ${wanted}.`,
  noNumber: (name: string, cell: string) =>
    `'${cell}' in column '${name}' is no number, as all cells of the training file are.`,
  tooManyTexts: (name: string) =>
    `Column '${name}' has more different texts than fit into memory. Split the file into smaller ones.`,
  tooManyRows: (inFile: number, most: number) =>
    `The file has ${inFile.toLocaleString('en')} rows, of which ${most.toLocaleString('en')} fit into memory. Split it into smaller ones.`,
  noFile: 'Only a network that was trained on a file can predict another one.',
  notPredicted: (name: string) => `${name} was not predicted`,
  saved: (name: string, numRows: number, about: string) =>
    `${name} holds predictions for ${numRows.toLocaleString('en')} rows. ${about}`,
} as const;
