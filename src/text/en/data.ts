/** English texts: data settings and correlations. */
import { plural } from '../format.ts';

export const dataText = {
  syntheticLabel: 'Synthetic correlated tasks',
  sharedFeaturesLabel: 'Synthetic shared features',
  unknownSource: (id: string, known: readonly string[]) =>
    `There is no data source “${id}”. Choose one of: ${known.join(', ')}.`,
  wrongMatrixSize: (numTasks: number, numRows: number) =>
    `The correlation matrix must have ${numTasks} rows and columns of numbers, one per task; it has ${numRows} rows.`,
  tooFewInputs: (numTasks: number, inputDim: number, isSampleDependent: boolean) =>
    isSampleDependent
      ? `${numTasks} tasks with sample-dependent correlation need at least ${numTasks + 1} inputs (one each, and one whose sign picks the matrix); there are ${inputDim}. Add inputs or remove tasks.`
      : `${numTasks} tasks need at least ${numTasks} inputs, so that each can have a direction of its own; there are ${inputDim}. Add inputs or remove tasks.`,
  tooFewInputsOfGroups: (numTasks: number, inputDim: number, numGroups: number) =>
    `${numTasks} tasks of ${numGroups} groups of users need at least ${numTasks + numGroups} inputs (one for each task, and one for each group that says who is in it); there are ${inputDim}. Add inputs, or remove tasks or groups.`,
  oneGroup: 'One group of users is all of them: choose 0, or at least 2.',
  groupsAndSwitch:
    'Groups of users and a correlation that varies by sample cannot be had at once: set the groups to 0, or switch off “Correlation varies by sample”.',
  tooFewFeatures: (numTasks: number, numFeatures: number) =>
    `${numTasks} tasks need at least ${numTasks} hidden features, so that each can have weights of its own; there are ${numFeatures}. Add hidden features or remove tasks.`,
  tooManyFeatures: (numFeatures: number, numInputs: number, numGroups: number) =>
    `There are ${numFeatures} hidden features in all, each of a direction of its own, but only ${numInputs} inputs for them${numGroups > 0 ? ` beside the ${numGroups} that tell groups apart` : ''}. Add inputs, remove hidden features, or have more in common.`,
} as const;

export const taskFieldWords = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this task.',
  },
  kind: {
    label: 'Kind',
    help: 'Regression predicts a number and is scored by squared error; binary predicts yes or no and is scored by log loss.',
  },
  noise: {
    label: 'Noise',
    help: 'Random error of the target, which no model can predict, so that no loss can go below it. 0.1 is a tenth of the variance of what can be predicted, or a standard deviation, see noise unit.',
  },
  positiveRate: {
    label: 'Positive rate',
    help: 'Share of rows whose answer is yes. Only binary tasks use it.',
    unit: 'of the rows',
  },
  labelFraction: {
    label: 'Labelled rows',
    help: 'Share of the training rows that carry a label of this task; the others are skipped in its loss.',
    unit: 'of the training rows',
  },
  after: {
    label: 'Comes after',
    help: 'The task that must happen before this one can, as a click before a conversion. Rows to learn from carry this label only where that one is yes.',
  },
  featureSet: {
    label: 'Shares features',
    help: 'Tasks of one set are sums of the same hidden features, however they correlate. By correlation: those whose correlation is above 0.5 or below −0.5.',
  },
  lossWeight: {
    label: 'Loss weight',
    help: 'How much this task counts in the total loss. With 0 it is measured but not learned.',
  },
};

export const dataFieldWords = {
  source: {
    label: 'Source',
    help: 'How targets come from inputs: each task a curve of its own score, or all tasks sums of hidden features.',
  },
  recipe: {
    label: 'Recipe',
    help: 'Smooth targets (as in the PLE paper) are easy to fit; rough targets (as in the MMoE paper) wiggle fast and are hard.',
  },
  inputDim: {
    label: 'Inputs',
    help: 'Features of a row. There must be at least as many as tasks.',
    unit: 'features',
  },
  numTrainRows: {
    label: 'Training rows',
    help: 'Rows that the models learn from. Fewer rows make sharing between tasks more useful.',
    unit: 'rows',
  },
  numValidationRows: {
    label: 'Validation rows',
    help: 'Held-out rows that choose the best step of a run.',
    unit: 'rows',
  },
  numTestRows: {
    label: 'Test rows',
    help: 'Held-out rows that give the reported loss. More rows make it less noisy.',
    unit: 'rows',
  },
  numFeatures: {
    label: 'Hidden features',
    help: 'Curves of the inputs. Each task is a weighted sum of so many of them.',
    unit: 'per task',
  },
  numCommonFeatures: {
    label: 'In common',
    help: 'How many hidden features all tasks share. Each other one belongs to a group of tasks that correlate by more than 0.5, either way.',
    unit: 'features',
  },
  numGroups: {
    label: 'Groups of users',
    help: 'In each group the tasks depend on the inputs in another way, with the same correlation. The last so many inputs say which group a row belongs to; 0: all users are alike.',
    unit: 'groups',
  },
  labelTemperature: {
    label: 'Label softness',
    help: 'How gradually a yes becomes likelier as the score rises: small is a sharp border, large is nearly a coin toss.',
    unit: 'standard deviations',
  },
  noiseDependence: {
    label: 'Dependent noise',
    help: 'Correlation of the noise in a task’s label with that of the task it comes after. Above 0, who clicks for no reason that the row shows converts more often, too; each task’s own probability stays as it is.',
  },
  noiseUnit: {
    label: 'Noise unit',
    help: 'Unit of the noise of every task. A share of the signal’s variance makes every draw equally hard; a standard deviation does not.',
  },
  switching: {
    label: 'The sign turns',
    help: 'Which tasks turn with the sign of the extra feature: all of them alike, or all but the first.',
  },
  positives: {
    label: 'Positives',
    help: 'Draw every row by itself, so that the number of positives varies as in practice, or give every split exactly the share asked for among its labelled rows.',
  },
  redraw: {
    label: 'Each repetition draws',
    help: 'New rows let a verdict speak of these tasks, new tasks of tasks like these, new weights alone of these very rows.',
  },
  draw: {
    label: 'Draw of the tasks',
    help: 'Another number draws other tasks from the same seed. Where each repetition draws its own, the first one has this number.',
  },
  seed: {
    label: 'Seed',
    help: 'Another number draws other rows, batches and initial weights. The same number repeats the run exactly.',
  },
};

export const correlationText = {
  matrix: (view: string) => `Correlation of the tasks: ${view}`,
  views: { requested: 'Requested', used: 'Used', labels: 'Labels' },
  whichView: 'Numbers to show',
  details: 'More about the tasks',
  saved: 'Correlation of the tasks',
  numbersHeader: ['task', 'other task', 'requested', 'used', 'labels expected', 'labels measured'] as const,
  cell: (row: string, column: string) => `Correlation of ${row} and ${column}`,
  valueOf: (pair: string) => `Correlation of ${pair}, as a number`,
  sliderOf: (pair: string) => `Correlation of ${pair}, as a slider`,
  pair: (row: string, column: string) => `${row} and ${column}`,
  readCell: (pair: string, value: string) => `${pair}: ${value}`,
  used: (value: string, change: string) => `${value} is used (${change})`,
  expected: (value: string) => `labels, with noise: ${value} expected`,
  apart: 'these tasks share no features',
  measured: (value: string) => `${value} measured`,
  notMeasured: 'Measured once a run has started',
  repaired: (count: number, most: string) =>
    `These correlations contradict each other, so the nearest possible ones are used: ${plural(count, 'marked pair differs', 'marked pairs differ')}, by ${count === 1 ? most : `up to ${most}`}.`,
  notes: {
    requested:
      'Choose a cell and drag it up or down, press the arrow keys, or type a number from −1 to 1. With Shift, steps are finer.',
    used: 'The correlations that the data are made with. Marked pairs differ from your request.',
    labelsBefore:
      'Expected correlation of the labels, from recipe and noise. Once a run has started, the measured one stands below the diagonal.',
    labels:
      'Above the diagonal: the expected correlation of the labels, from recipe and noise. Below: the one measured on the training rows of the first repetition.',
    secondLabels:
      'Expected correlation of the labels of those rows. Only that of all rows together is measured.',
    binary: 'Yes/no labels correlate less than expected, as the expectation is for the scores behind them.',
  },
  patterns: {
    menu: 'Patterns',
    replaced: (label: string) => `Correlation replaced: ${label}`,
    pair: {
      label: 'Related pairs',
      detail: 'Tasks 1 and 2, 3 and 4 and so on at 0.9, every other pair at 0',
    },
    oppositePair: {
      label: 'Opposite pairs',
      detail: 'Tasks 1 and 2, 3 and 4 and so on at −0.9, every other pair at 0',
    },
    independent: { label: 'Independent', detail: 'Every pair at 0' },
    equal: { label: 'Equal', detail: 'Every pair at 0.5' },
    groups: {
      label: 'Two groups and an outsider',
      detail: '0.9 within a group, 0 between groups; the last task is alone',
    },
    opposite: {
      label: 'Opposite halves',
      detail: '0.9 within the first and the second half, −0.9 between them',
    },
    chain: { label: 'Chain', detail: 'Neighbours at 0.8, then 0.64, 0.51 and so on' },
  },
  group: {
    title: 'Tasks that belong together',
    help: 'Choose tasks; a slider then sets all their correlations at once.',
    members: 'Tasks of the group',
    within: 'Within the group',
    outside: 'With the other tasks',
    mixed: (mean: string) => `${mean} on average`,
  },
} as const;
