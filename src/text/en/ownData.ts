/** English texts: import of a file. */
const whole = (count: number): string => count.toLocaleString('en');
const plural = (count: number, one: string, many: string) => `${whole(count)} ${count === 1 ? one : many}`;

export const ownDataText = {
  staysHere: 'The data stay on this device: nothing is sent anywhere, and links carry no rows.',
  choose: {
    detail:
      'A CSV file (.csv, .tsv, .txt, also packed as .gz) or a Parquet file with a row per example and a column per feature or target. Drop it anywhere on this page, or',
    button: 'Choose a file …',
    other: 'Choose another file …',
    exampleTitle: 'No file at hand?',
    exampleDetail:
      'A made-up shop with three things to predict, and what real files have: blanks, a column that never changes.',
    example: 'Try it with an example file',
    awaited: (label: string) => `${label} is set up and waits for its file.`,
    links: { file: 'Where to get the file', paper: 'The paper, with its results' },
  },

  reading: (fileName: string) => `Reading ${fileName}`,
  progress: (share: string, numRows: number) => `${share} read, ${plural(numRows, 'row', 'rows')} so far`,
  willBeSampled: (numExpected: number, maxRows: number, isKnown: boolean) =>
    `It ${isKnown ? 'has' : 'seems to have'} ${whole(isKnown ? numExpected : Number(numExpected.toPrecision(2)))} rows, more than are used: ${whole(maxRows)} of them are drawn with a fixed seed.`,
  useRows: (numRows: number) => `Use ${whole(numRows)} rows`,
  failed: (fileName: string) => `${fileName} could not be read`,
  noNetwork:
    'The part of the page that reads files could not be downloaded, because this device is offline. Try again when there is a network.',
  tooSlow:
    'This file keeps its reader busy for longer than a minute without a row: it is damaged, or made to do so. Nothing was read.',
  noWorker:
    'The part of the page that reads files stopped, or could not be started. Try it again, or reload the page.',
  read: (numRows: number, numColumns: number) =>
    `The file is read: ${plural(numRows, 'row', 'rows')}, ${plural(numColumns, 'column', 'columns')}.`,

  facts: (numRows: number, numRowsInFile: number, numColumns: number) =>
    numRows === numRowsInFile
      ? `${plural(numRows, 'row', 'rows')} × ${plural(numColumns, 'column', 'columns')}`
      : `${whole(numRows)} of ${plural(numRowsInFile, 'row', 'rows')} × ${plural(numColumns, 'column', 'columns')}`,
  form: 'How the file is cut into cells',
  anotherFile: (fileName: string, expected: string) =>
    `${fileName} is not the file that this experiment was made with (${expected}): its contents differ, so results will too. Use it anyway, or choose another one.`,
  recipeFits: (label: string) => `This is ${label}.`,
  recipeOffer: (tasks: readonly string[]) =>
    `It can be set up with the tasks of the paper, ${tasks.join(', ')}, for three of the architectures that it compares.`,
  useRecipe: 'Set up the tasks of the paper',
  recipeUsed: 'It has the tasks of the paper. You can still change everything.',

  tasks: {
    seemsAfter: (name: string, first: string, numRows: number, isBlank: boolean) =>
      `${name} seems to come after ${first}: on ${plural(numRows, 'row', 'rows')} without it ${isBlank ? 'there is no label' : 'it is never yes'}.`,
    comesAfter: (name: string, first: string) =>
      `${name} comes after ${first}; networks learn from all rows (entire space).`,
    putAfter: 'Let it come after',
    title: 'What is predicted',
    note: 'One task per line. The column that it predicts is no longer an input.',
    needsColumn: 'Choose the column that this task predicts, or remove the task.',
    name: (number: number) => `Name of task ${number}`,
    column: (number: number) => `Column that task ${number} predicts`,
    predicts: 'predicts',
    noColumn: 'Choose a column …',
    kind: (number: number) => `How task ${number} reads it`,
    asNumber: 'the number itself',
    asAnswer: 'yes or no',
    aboveThreshold: 'yes above a limit',
    threshold: (number: number) => `Task ${number} is yes above`,
    yes: (number: number) => `What counts as yes in task ${number}`,
    yesShort: 'Yes is:',
    moreValues: (count: number) => `and ${whole(count)} rarer values, which are no`,
    mask: (number: number) => `Rows labelled for task ${number}`,
    allLabelled: 'labelled where not blank',
    maskedBy: (column: string) => `labelled where ${column} is not 0`,
    add: 'Add a task',
    addAnother:
      'More tasks show what sharing is worth: this page compares networks that learn several at once.',
    remove: (name: string) => `Remove task ${name}`,
    answers: (percent: string, numLabels: number) =>
      `${percent} yes among ${plural(numLabels, 'labelled training row', 'labelled training rows')}`,
    /** Words for a validation or test part. */
    elsewhere: (validation: string, test: string, isShifted: boolean) =>
      `; ${validation} among validation and ${test} among test rows${isShifted ? ', which is more than chance' : ''}`,
    numbers: (mean: string, deviation: string, numLabels: number) =>
      `mean ${mean} ± ${deviation} over ${plural(numLabels, 'labelled training row', 'labelled training rows')}`,
  },
  correlation: 'How the labels go together',
  correlationNote: 'Correlation of the labels, measured on the training rows.',
  correlationUnknown: 'It is measured as soon as the file is there.',
  correlationOneTask: 'It takes two tasks.',

  columns: {
    title: 'Columns',
    note: 'with the first rows of the file',
    name: 'Column',
    role: 'Used as',
    roleOf: (name: string) => `What column ${name} is used as`,
    holds: 'Holds',
    row: (number: number) => `Row ${number}`,
    blank: 'blank',
    numBlank: (percent: string) => `${percent} blank`,
    numbers: (min: string, max: string) => `${min} to ${max}`,
    oneNumber: (value: string) => `always ${value}`,
    texts: (count: number) => plural(count, 'value', 'different values'),
    nothing: 'only blanks',
    tooManyTexts: 'too many different texts',
    features: (count: number) => plural(count, 'feature', 'features'),
    roles: {
      number: 'Feature: number',
      categories: 'Feature: categories',
      date: 'Feature: date',
      id: 'Feature: id',
      prior: 'Prior: who or where',
      priorId: 'Prior: id',
      target: 'Target',
      mask: 'Which rows are labelled',
      weight: 'Row weight',
      split: 'Train, validation or test',
      ignored: 'Ignored',
    },
    more: (count: number) => `Show ${plural(count, 'more column', 'more columns')}`,
  },

  ids: 'Vectors of ids',
  idsNote:
    'Each value of a column of ids gets a vector that is learned, the same wherever it stands. Values that are rare, and those that only later rows have, share one.',
  split: 'Training, validation and test rows',
  splitByColumn: (column: string) => `Column ${column} says which rows are which.`,
  problemsTitle: 'Before it can be used:',
  leftOutTitle: (count: number) => `${plural(count, 'column is', 'columns are')} left out`,
  notesTitle: (count: number) => plural(count, 'thing to know', 'things to know'),
  checking: 'Looking through the columns …',
  ready: (train: number, validation: number, test: number, numFeatures: number) =>
    `${whole(train)} training, ${whole(validation)} validation and ${whole(test)} test rows, ${plural(numFeatures, 'feature', 'features')} each.`,
  memory: (megabytes: string) => `Training takes about ${megabytes} of memory.`,
  use: 'Use this file',
  used: (fileName: string) => `The experiment trains on ${fileName}.`,

  section: {
    none: 'No file yet.',
    missing: (fileName: string) => `${fileName} is not here: a link carries its columns, never its rows.`,
    change: 'Columns and tasks …',
    memoryOnly: 'The file is kept in memory as well, until the page is closed.',
  },
} as const;

type MixedOrders = Readonly<
  Record<'dayFirst' | 'monthFirst' | 'either', { readonly count: number; readonly example: string }>
>;

export const dealingText = {
  noTimeColumn:
    'Rows are to be split by time, but no column is a date. Choose the column that says when a row happened, or split them at random.',
  noGroupColumn:
    'Rows are to be split by group, but no column names the groups. Choose one, or split them at random.',
  noSuchColumn: (name: string) =>
    `Rows are to be split by column ${name}, which the file does not have. Choose another one, or split them at random.`,
  resplitsByTime:
    'There is one way to split rows by time, so repetitions cannot each split them anew. Keep one split, or split them at random or by group.',
  fewTimes: (name: string, got: number) =>
    `Column ${name} has ${got === 0 ? 'no date' : plural(got, 'different time', 'different times')}, too few to tell training, validation and test rows apart by it. Choose another column, or split rows at random.`,
  tooManyGroups: (name: string) =>
    `Column ${name} holds so many different texts that there is no memory to tell its groups apart. Deal rows by another column.`,
  oneGroup: (name: string) =>
    `All rows have the same cell in column ${name}, so there are no groups to split. Choose another column, or split rows at random.`,
  noDates: (name: string, cell: string) =>
    `Column ${name} holds cells such as “${cell}”, which are no dates. Use it as something else, or ignore it.`,
  groupIsFeature: (name: string) =>
    `Column ${name} is a feature, but no test row has a cell of it that a training row has. Ignore it, unless its numbers mean something.`,
  columnFirst: (name: string, dealBy: 'time' | 'group') =>
    `Column ${name} says which rows are which, so they are not split by ${dealBy}.`,
  timeless: (name: string, count: number) =>
    `${plural(count, 'row has', 'rows have')} no date in column ${name}, by which rows are split: ${count === 1 ? 'it is' : 'they are'} left out.`,
  ambiguous: (name: string, isDayFirst: boolean) =>
    `No date of column ${name} tells whether the day or the month comes first; ${isDayFirst ? 'the day' : 'the month'} is taken to. If that is wrong, write dates as 2024-03-31.`,
  mixedOrders: (name: string, { dayFirst, monthFirst, either }: MixedOrders, isDayFirst: boolean) => {
    const numBlank = (isDayFirst ? monthFirst : dayFirst).count;
    return `Dates of column ${name} contradict each other: ${plural(dayFirst.count, 'cell', 'cells')} such as “${dayFirst.example}” can only have the day first, ${whole(monthFirst.count)} such as “${monthFirst.example}” only the month. The ${isDayFirst ? 'day' : 'month'} is taken to come first: ${plural(numBlank, 'cell counts', 'cells count')} as blank${either.count > 0 ? `, and ${whole(either.count)} that could be either may be read wrongly` : ''}. Write all dates as 2024-03-31, or ignore the column.`;
  },
  counted: (name: string, unit: string, from: string, to: string) =>
    `Column ${name} counts ${unit} since 1970 and is read as dates, from ${from} to ${to}. If it counts something else, use it as a number.`,
  oddDates: (name: string, count: number, cell: string) =>
    `Column ${name} holds dates, but ${plural(count, 'cell', 'cells')} such as “${cell}” that are none: they count as blank.`,
  timeAtRandom: (name: string) =>
    `Column ${name} holds dates, but rows are split at random, so results hold for rows of the same days. To test on later ones, split rows by time.`,
  unusedDates: (name: string, isLeftOut: boolean) =>
    `Column ${name} holds dates${isLeftOut ? ' and is left out' : ''}. Used as a date, its year, month, day, weekday and hour are features.`,
} as const;

export const shiftText = {
  cuts: (name: string, validationFrom: string, testFrom: string) =>
    `Validation rows are those from ${validationFrom} on, test rows those from ${testFrom} on, by column ${name} (UTC).`,
  answers: (name: string, [train, validation, test]: readonly string[], isShifted: boolean) =>
    `${name} is yes in ${train} of the training rows, ${validation} of the validation rows and ${test} of the test rows${isShifted ? ', which is more than chance' : ''}.`,
  numbers: (name: string, [train, validation, test]: readonly string[], isShifted: boolean) =>
    `${name} is ${train} on average over the training rows, ${validation} over the validation rows and ${test} over the test rows${isShifted ? ', which is more than chance' : ''}.`,
  columns: (columns: readonly string[], numOthers: number) =>
    `Test rows differ most from training rows in ${columns.join(', ')}${numOthers > 0 ? ` and ${numOthers} more` : ''}: population stability, of which 0.1 is little and 0.25 is much.`,
  column: (name: string, index: number) => `${name} (${index.toFixed(2)})`,
  none: 'No column differs between training and test rows by more than chance, or by much.',
} as const;
