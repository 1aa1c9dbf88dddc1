/** English texts: data files that people bring, and their set-up. */
const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const parts = { train: 'training', validation: 'validation', test: 'test' } as const;

// Shows as many names as anyone reads.
const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

export const tableText = {
  sourceLabel: 'A file of your own',

  /** Keys: what repetitions resample. */
  scope: {
    rows: 'for this file and split',
    everything: 'for this file and split',
    weights: 'for this file, split and order of rows',
  },
  scopeOfResplits: 'for files like this',

  setup: {
    lost: 'The browser no longer has the file in memory. Choose it again.',
    noFile: 'There is no file yet. Choose a CSV or Parquet file, or another source of data.',
    fileNeeded: (fileName: string) =>
      `This experiment trains on the file ${fileName}, which no link and no saved experiment carries. Choose it from your machine.`,
    idsUnknown:
      'The columns of ids have changed since the file was read. Open it again, so that it is known how many values they have.',
    noFeatures: 'No column is a feature, so there is nothing to predict from. Make some columns features.',
    noTarget: (task: number) =>
      `Task ${task} has no target. Choose the column that it predicts, or remove the task.`,
    wrongKind: (task: number) =>
      `Task ${task} must be binary if it says which cells count as yes, and regression otherwise. Choose its target again.`,
    otherWidth: (got: number, expected: number) =>
      `The columns of the file make ${plural(got, 'feature', 'features')}, but the experiment counts on ${expected}. Choose the file again.`,
    fewerRows: (part: keyof typeof parts, got: number, expected: number) =>
      `The file has ${plural(got, `${parts[part]} row`, `${parts[part]} rows`)}, but the experiment asks for ${expected.toLocaleString('en')}. Ask for ${got.toLocaleString('en')} at most, or give that part a larger share of the file.`,
  },
} as const;

export const tableFileText = {
  columnName: (number: number) => `Column ${number}`,

  /** Inputs under their own names. */
  dateParts: {
    days: (name: string) => name,
    year: (name: string) => `${name}, year`,
    day: (name: string) => `${name}, day of the month`,
    monthSine: undefined,
    monthCosine: undefined,
    weekdaySine: undefined,
    weekdayCosine: undefined,
    hourSine: undefined,
    hourCosine: undefined,
  },

  treatments: {
    farNumbers: (name: string, numbers: readonly string[], count: number) =>
      `Column ${name}: ${listed(numbers)} in ${plural(count, 'cell', 'cells')}, far from all other numbers, which flattens these. Such a number often stands for “unknown”.`,
    tail: (name: string, far: string, isTask: boolean) =>
      `Column ${name} reaches ${far}, far beyond most of its numbers: a few rows decide its ${isTask ? 'loss' : 'scale'}.`,
    applied: (name: string, blanks: readonly string[], form: 'log' | 'clip' | null) =>
      `Column ${name}: ${listed([
        ...(blanks.length > 0 ? [`${listed(blanks)} as blank`] : []),
        ...(form === null ? [] : [form === 'log' ? 'logarithms' : 'clipped to the middle 99 %']),
      ])}.`,
    offers: {
      blank: 'Treat as blank',
      log: 'Use the logarithm',
      clip: 'Clip to the middle 99 %',
      asItIs: 'As it is',
    },
  },
  problems: {
    withoutParent: (task: number, before: number, rows: readonly number[]) =>
      `Task ${task} comes after task ${before}, but is yes where task ${before} is no, in ${rows.length === 1 ? 'row' : 'rows'} ${listed(rows.map(String))} of the file. Correct the file or the columns, or let task ${task} come after nothing.`,
    oneAnswerAfter: (task: number, before: number, part: keyof typeof parts, numAnswers: number) =>
      `Where task ${before} is yes, task ${task} has ${numAnswers === 0 ? 'no label' : 'the same label'} on all ${parts[part]} rows, so there is nothing to tell apart. Choose another split, or let task ${task} come after nothing.`,
    parts: { train: 'training', validation: 'validation', test: 'test' },
    otherFile: (got: string, expected: string) =>
      `${got} is not the file that this experiment was made with (${expected}): its contents differ. Choose that one, or set this one up anew.`,
    missingColumns: (names: readonly string[], numColumns: number) =>
      `The file has no column ${listed(names)}; it has ${plural(numColumns, 'column', 'columns')}. Choose the file that belongs to this set-up, or set this one up anew.`,
    smallPart: (part: string, got: number, min: number) =>
      `Only ${plural(got, 'row is', 'rows are')} ${part} rows, but there must be at least ${min}. Give that part more.`,
    weightOfTexts: (name: string, cell: string) =>
      `Column ${name} holds texts such as “${cell}”, which can be no weights. Choose another column, or ignore it.`,
    negativeWeight: (name: string, value: number) =>
      `Column ${name} holds ${value}, but a row cannot count less than nothing. Choose another column, or ignore it.`,
    hugeWeight: (name: string, value: number) =>
      `Column ${name} holds ${value}, beside which all other rows count nothing. Correct that cell, or choose another column.`,
    noWeight: (name: string) =>
      `No training row has a weight above 0 in column ${name}, so there is nothing to learn from. Choose another column, or ignore it.`,
    weighted: (name: string) =>
      `Rows count by column ${name} in training, those where it is blank not at all. Validation and test losses, AUC and all that follows from them count every row the same.`,
    splitTwice: (name: string) =>
      `Column ${name} says which rows are which, so repetitions cannot split them anew. Ignore that column, or keep one split.`,
    textsAsNumber: (name: string, cell: string) =>
      `Column ${name} holds texts such as “${cell}”, which are no numbers. Use it as categories, or ignore it.`,
    nothingVaries:
      'No feature differs between training rows, so there is nothing to learn from. Make other columns features.',
    tooWide: (got: number, max: number, widest: readonly string[]) =>
      `The columns make ${plural(got, 'feature', 'features')}, more than the ${max} there may be. Ignore some; the widest are ${widest.join(', ')}.`,
    width: (name: string, numFeatures: number) => `${name} (${numFeatures})`,
    targetOfTexts: (task: number, name: string) =>
      `Task ${task} predicts column ${name}, which holds texts. Say which of them count as yes.`,
    noLabels: (task: number, part: string) =>
      `Task ${task} has no label on any ${part} row: its target is blank there, or masked. Choose another target or split.`,
    farLabel: (task: number, part: string, value: number) =>
      `Task ${task} has the label ${value} among its ${part} rows, so far from all others that nothing could be measured beside it. Correct that cell, or leave its row out.`,
    oneNumber: (task: number, part: string, value: number) =>
      `All ${part} rows have the same label of task ${task}, ${value}, so there is nothing to predict. Choose another target.`,
    oneClass: (task: number, part: string, isYes: boolean) =>
      `All ${part} rows are ${isYes ? 'yes' : 'no'} for task ${task}, so there is nothing to tell apart. Let other cells count as yes, or choose another target or split.`,
    sampled: (numRowsInFile: number, numRows: number, numColumns: number, isFull: boolean) =>
      `The file has ${plural(numRowsInFile, 'row', 'rows')}; ${numRows.toLocaleString('en')} of them, drawn with a fixed seed, are used: ${isFull ? `no more fit with ${plural(numColumns, 'column', 'columns')}` : 'as many as the set-up says'}.`,
    notUnicode: (label: string, others: readonly string[]) =>
      `The file is not Unicode: its letters are read as ${label}${others.length > 0 ? `, but could as well be ${others.join(' or ')}` : ''}. Look at names that are not English, and choose another encoding if they are wrong.`,
    damaged:
      'Some bytes of the file are no letters; a sign of their own stands for them. Choose another encoding, or save the file as UTF-8.',
    ragged: (count: number) =>
      `${plural(count, 'row has', 'rows have')} another number of cells than the others: missing cells are blank, cells beyond the last column are left out.`,
    renamed: (names: readonly string[]) =>
      `Columns need names of their own; those called ${listed(names)} got a number.`,
    tooManyTexts: (name: string) =>
      `Column ${name} holds so many different texts that there is no memory to tell them apart. Ignore it, or leave other columns out of the file.`,
    writtenNumbers: (name: string, cell: string) =>
      `Column ${name} is left out: cells such as “${cell}” look like numbers, but are read as texts. Write them as 1234.5, without signs of thousands or a currency.`,
    oddCells: (name: string, count: number, cell: string) =>
      `Column ${name} holds numbers, but ${plural(count, 'cell', 'cells')} such as “${cell}” that are none: they count as blank.`,
    blankNumbers: (name: string) =>
      `Column ${name} has blank cells: the mean stands there, and one more feature says where.`,
    vectors: (name: string, got: number, used: number, least: number) =>
      `Column ${name} has ${plural(got, 'id', 'ids')}; ${used.toLocaleString('en')} of them ${used === 1 ? 'is' : 'are'} in ${plural(least, 'training row', 'training rows')} or more and ${used === 1 ? 'gets a vector' : 'get a vector each'}, all others share one.`,
    manyCategories: (name: string, got: number, used: number) =>
      `Column ${name} has ${plural(got, 'category', 'categories')}; the ${used} most frequent get a feature each, the others share one.`,
    unknownPart: (name: string, cell: string) =>
      `Column ${name} says “${cell}”, which is neither train, validation nor test; such rows are left out.`,
  },

  leftOut: {
    column: (name: string, reason: string) => `Column ${name} is no feature: ${reason}.`,
    reasons: {
      blank: 'all its cells are blank',
      constant: 'it is the same in all training rows and tells nothing',
      counter: 'it counts the rows',
      texts: 'it holds more different texts than become features; it can be used as an id',
      memory: 'there is no memory to tell its many texts apart',
      time: 'rows are split by it',
      group: 'it says which rows belong together',
      mask: 'it says which rows have a label',
      weight: 'it says how much a row counts',
      split: 'it says which rows are for training and which for tests',
      chosen: 'it is ignored, as chosen',
    },
  },

  /** Columns that give labels away. */
  leaks: {
    column: (name: string, task: number, auc: number) =>
      `Column ${name} alone tells the labels of task ${task} almost without error (AUC ${auc.toFixed(3)}). If it is only known once the label is, ignore it.`,
    blanks: (name: string, task: number, auc: number) =>
      `Where column ${name} is blank tells the labels of task ${task} almost without error (AUC ${auc.toFixed(3)}). If it is only filled in once the label is known, ignore it.`,
    number: (name: string, task: number, share: number) =>
      `Column ${name} alone gives ${(100 * share).toFixed(2)} % of what varies in the labels of task ${task}. If it is only known once the label is, ignore it.`,
  },

  parse: {
    unreadable: 'The file could not be read. Choose it again, or another one.',
    noMemory:
      'There is not enough memory here for the cells of the file. Leave out rows, or columns that are not needed, or close other programs.',
    damagedGzip: 'The file is packed with gzip, but damaged or cut off. Fetch it again.',
    notText: 'The file is no text, so it cannot be a CSV. Save it as CSV or Parquet first.',
    empty: 'The file holds no rows.',
    onlyHeader: (numColumns: number) =>
      `The file names ${plural(numColumns, 'column', 'columns')}, but has only this header and no rows. Bring the rows.`,
    tooLarge: (gigabytes: number) =>
      `The file is larger than ${gigabytes} GB once it is unpacked. Take a part of its rows.`,
    tooFewRows: (got: number, min: number) =>
      `The file holds ${plural(got, 'row', 'rows')} of data, but training, validation and test together need at least ${min}. Bring more rows, or look whether the file is cut into rows as you expect.`,
    tooManyColumns: (got: number, max: number) =>
      `The file has ${plural(got, 'column', 'columns')}, more than the ${max} that can be used. Leave some out.`,
    openQuote: (row: number) =>
      `Row ${row.toLocaleString('en')} has a quotation mark that is never closed, and all rows below it are part of that cell. Close it, or leave it out.`,
    strayQuote: (row: number) =>
      `Row ${row.toLocaleString('en')} has a quotation mark inside a cell that stands in quotation marks. Write it twice, as in "27"" wide", or leave the outer ones out.`,
    longRow: (row: number) =>
      `Row ${row.toLocaleString('en')} has no end. Most likely a quotation mark is never closed there.`,
  },
} as const;

export const tableSetupText = {
  fields: {
    fileName: {
      label: 'File',
      help: '',
    },
    hash: {
      label: 'Fingerprint of the file',
      help: '',
    },
    characters: {
      label: 'Encoding',
      help: 'How the file writes letters beyond those of English.',
    },
    delimiter: { label: 'Separator', help: 'The sign that separates the cells of a row.' },
    hasHeader: { label: 'Names in the first row', help: 'Whether the first row names the columns.' },
    maxRows: { label: 'Rows used', help: 'Of a file with more, so many are drawn.', unit: 'rows' },
    numPriors: {
      label: 'Prior features',
      help: '',
      unit: 'features',
    },
    dealBy: {
      label: 'Rows are split',
      help: 'Random rows, the newest rows, or whole groups become validation and test rows.',
    },
    timeColumn: { label: 'Time', help: 'The column that says when a row happened.' },
    group: {
      label: 'Group',
      help: 'The column that says which rows belong together, as those of a user. Results then have GAUC, the AUC within groups.',
    },
    embeddingDim: {
      label: 'Length of an id’s vector',
      help: 'Numbers that are learned for each value of a column of ids.',
    },
    minIdRows: {
      label: 'Rows an id needs',
      help: 'Rarer values share one vector, with all that were never seen.',
      unit: 'rows',
    },
    numVectors: { label: 'Vectors of ids', help: '' },
    splitSeed: {
      label: 'Seed of the split',
      help: 'Another number splits the rows in another way.',
    },
    resplits: {
      label: 'New split in every repetition',
      help: 'Each repetition splits the rows anew, so that a verdict speaks of files like this; intervals are wider, since repetitions share rows. Features are encoded by all rows of the file, test rows too, labels by the training rows of each repetition.',
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
    characters: {
      unicode: 'Unicode',
      western: 'Western (Windows-1252)',
      central: 'Central European (Windows-1250)',
      cyrillic: 'Cyrillic (Windows-1251)',
      koi8: 'Cyrillic (KOI8-R)',
      chinese: 'Chinese (GB 18030)',
      traditional: 'Traditional Chinese (Big5)',
      japanese: 'Japanese (Shift JIS)',
      korean: 'Korean (EUC-KR)',
    },
    dealBy: { random: 'At random', time: 'By time', group: 'By group' },
    delimiter: { comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', bar: 'Vertical bar' },
  },

  read: {
    notASetup: (got: string) => `The file must be a set of fields, but got ${got}; it was left out.`,
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
