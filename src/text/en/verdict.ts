/** English texts: the verdict as a sentence and as a table, for page and command line. */
import { plural } from './plural.ts';

const conclusions = {
  better: (others: string) => `better than ${others}`,
  worse: (others: string) => `worse than ${others}`,
  identical: (others: string) => `identical to ${others} in every repetition`,
  noClearDifference: (others: string) => `no clear difference from ${others}`,
  oneReplica: (others: string) => `no verdict against ${others} from one repetition`,
  tooFewReplicas: (others: string) => `no verdict against ${others} from fewer than 3 repetitions`,
  allDiverged: (others: string) => `no verdict against ${others}, as every repetition diverged`,
} as const;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export const verdictText = {
  conclusions,
  listed,
  withEffect: (name: string, effect: string) => `${name} (${effect})`,
  sentence: (reference: string, parts: readonly string[]) => `${reference}: ${parts.join('; ')}.`,
  soFar: (sentence: string) => `So far, ${sentence}`,
  noOthers: (reference: string) => `There is nothing to compare ${reference} with. Add an architecture.`,

  tableHeader: [
    'against',
    'task',
    'lower by',
    'interval',
    'level',
    'better in',
    'difference',
    'verdict',
  ] as const,
  numbersHeader: [
    'reference',
    'against',
    'task',
    'verdict',
    'relative reduction of the loss',
    'low',
    'high',
    'level',
    'better in',
    'repetitions',
    'left out',
    'difference of the loss',
    'difference low',
    'difference high',
    'close to the best possible',
    'provisional',
    'budget',
    'reported loss',
    'tuned',
  ] as const,

  title: (reference: string) => `Verdict on ${reference}`,
  helpAbout: 'the verdict',
  help: 'How much lower the loss of the reference is than that of the other, on test rows, paired by repetition: positive is better for the reference. Better and worse are said only where the printed interval leaves out 0. Where a loss is close to the best possible, read the difference instead of the percentage.',
  states: {
    provisional: (step: string, numSteps: string) => `provisional: step ${step} of ${numSteps}`,
    final: 'final',
    recorded: 'recorded',
    stale: 'of the set-up before',
  },
  notYet: 'The verdict comes with the first evaluation of every architecture.',
  against: 'Against',
  aheadIn: (count: number, total: number) => `ahead in ${count} of ${total}`,
  lower: (amount: string) => `${amount} lower`,
  higher: (amount: string) => `${amount} higher`,
  noDifference: 'difference 0',
  floorMark: '*',
  floorNote: '* Close to the best possible: percentages swing, the difference tells more.',
  facts: {
    replicas: (count: number) => `${plural(count, 'repetition', 'repetitions')}, paired`,
    levels: (overall: string, perTask: string) =>
      overall === perTask ? `${overall} intervals` : `${overall} intervals overall, ${perTask} per task`,
    budget: (mode: string) => `budget: ${mode.toLowerCase()}`,
    rule: {
      bestValidation: 'test loss at the step best on validation',
      finalStep: 'test loss at the final step',
    },
    tuned: (rates: string) => `learning rate tuned over ${rates}`,
  },

  outcomes: {
    title: 'Results on test rows',
    helpAbout: 'the results',
    help: 'Above the metric of each task, mean and half of its 95 % interval. Below it the gain over one network per task: how much lower the loss is than the loss of the single-task baseline, paired by repetition, with a 95 % interval. A gain that is surely below 0 is negative transfer: learning together made this task worse.',
    metric: 'Metric',
    metrics: {
      normalised: 'MSE / Var, NE',
      loss: 'MSE, log loss',
      score: 'R², AUC',
    },
    metricNames: {
      normalised: { regression: 'MSE / Var', binary: 'NE' },
      loss: { regression: 'MSE', binary: 'log loss' },
      score: { regression: 'R²', binary: 'AUC' },
    },
    architecture: 'Architecture',
    unseenBaseline: 'Single-task, trained unseen',
    baseline: 'baseline',
    gain: 'gain over single-task',
    difference: 'loss below single-task',
    learningRate: (rate: string) => `learning rate ${rate}`,
    steps: (first: string, last: string) => (first === last ? `step ${first}` : `steps ${first} to ${last}`),
    note: (level: string) => `± half of the ${level} interval; below it the gain over single-task`,
    numbersHeader: [
      'architecture',
      'task',
      'metric',
      'mean',
      'low',
      'high',
      'repetitions',
      'left out',
      'learning rate picked',
    ] as const,
  },

  seesaw: {
    title: (x: string, y: string) => `Gain on ${x} against gain on ${y}`,
    note: 'over single-task · a dot per repetition, a letter at the mean',
    x: 'Across',
    y: 'Up',
    choose: 'Tasks of the picture',
    axisX: (task: string) => `gain on ${task} →`,
    axisY: (task: string) => `↑ gain on ${task}`,
    name: (x: string, y: string) => `Scatter plot: gain of every architecture on ${x} and on ${y}`,
    bothBetter: 'better on both',
    bothWorse: 'worse on both',
    nothing: 'There are no gains to show.',
    architecture: 'Architecture',
    replica: 'Repetition',
    mean: 'mean',
  },

  settings: {
    title: 'Comparison',
    note: (reference: string, numOthers: number) =>
      `${reference} against ${plural(numOthers, 'other', 'others')}`,
    without: 'nothing to compare',
  },

  copyTable: 'Copy table',
  copyCsv: 'Copy CSV',
  copied: 'Copied.',
  savedInstead: 'This browser does not allow copying. The numbers are saved as a file instead.',
} as const;
