/** English texts: what an experiment says of a file, as form, link and validation name it. */
export const tableSetupText = {
  fields: {
    fileName: {
      label: 'File',
      help: 'The file whose rows are trained on. It stays on this machine: links and saved experiments carry its name alone.',
    },
    hash: {
      label: 'Fingerprint of the file',
      help: 'SHA-256 of the unpacked file, by which the same file is known again; “any” takes whatever file has these columns.',
    },
    delimiter: { label: 'Between cells', help: 'The sign that separates the cells of a row.' },
    hasHeader: { label: 'Names in the first row', help: 'Whether the first row names the columns.' },
    splitSeed: {
      label: 'Seed of the split',
      help: 'Another number deals the rows to training, validation and test in another way.',
    },
    resplits: {
      label: 'New split in every repetition',
      help: 'Each repetition deals the rows anew: a verdict then speaks of files like this. Intervals are wider, since repetitions share rows. Features and numbers are scaled by all rows of the file, the same in every repetition.',
    },
    validationShare: {
      label: 'Validation rows',
      help: 'Share of the rows that choose the best step of a run.',
      unit: 'of the rows',
    },
    testShare: {
      label: 'Test rows',
      help: 'Share of the rows that give the reported loss.',
      unit: 'of the rows',
    },
  },
  choices: {
    delimiter: { comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', bar: 'Vertical bar' },
  },

  read: {
    notASetup: (got: string) =>
      `The file of an experiment must be a set of fields, but got ${got}; it was left out.`,
    unused:
      'The experiment names a file, but its data come from elsewhere; the file was left out. Choose the file as the source of the data.',
    hash: (got: string) =>
      `The fingerprint of a file is 64 hexadecimal digits or “any”, but got ${got}; any file is taken.`,
    columns: (max: number, got: string) =>
      `The columns must be a list of at most ${max}, but got ${got}; the others were left out.`,
    column: (got: string) =>
      `A column needs a name of its own and a role, which ${got} has not; it was left out.`,
    recipe: (got: string) =>
      `The link uses the recipe ${got}, which does not exist; its columns must be set up anew.`,
    target: (task: number) =>
      `Task ${task}: its target must be a column with that role, and say which cells count as yes; it was left out. Choose a column.`,
  },
} as const;
