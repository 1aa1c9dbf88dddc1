/** English texts: files of data that people bring. */
const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const parts = { train: 'training', validation: 'validation', test: 'test' } as const;

export const tableText = {
  sourceLabel: 'A file of your own',

  /** What a verdict speaks of, by what its repetitions draw anew. */
  scope: {
    rows: 'for this file and split',
    directions: 'for this file and split',
    everything: 'for this file and split',
    weights: 'for this file, split and order of rows',
  },
  scopeOfResplits: 'for files like this',

  setup: {
    lost: 'The browser no longer has the file in memory. Choose it again.',
    noFile: 'There is no file yet. Choose a CSV file, or another source of data.',
    fileNeeded: (fileName: string) =>
      `This experiment trains on the file ${fileName}, which no link and no saved experiment carries. Choose it from your machine.`,
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
