/** English texts for page and command line: the verdict as a sentence and a table. */
import { listed, plural } from '../format.ts';

/** Statements that share the 5 % error rate, and their interval level. */
const family = (what: string, count: number, level: string): string =>
  count === 1
    ? `${what}: ${level} interval`
    : `${what}: 95 % over ${count} comparisons, each interval at ${level}`;

export const verdictText = {
  /** Scope by what repetitions draw anew. */
  scopeOfDraws: {
    rows: 'on this one set of tasks',
    everything: 'for tasks drawn like these',
    weights: 'for these rows; only initial weights differ',
  },
  withEffect: (name: string, effect: string) => `${name} (${effect})`,
  noOthers: (reference: string) => `There is nothing to compare ${reference} with. Add an architecture.`,

  tableHeader: [
    'task',
    'better by',
    'interval',
    'level',
    'better in',
    'median',
    'loss lower by',
    'verdict',
  ] as const,
  numbersHeader: [
    'architecture',
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
    'still improving',
    'median reduction',
    'chance better',
    'chance low',
    'chance high',
    'equality low',
    'equality high',
    'would have shown',
    'repetitions to decide',
    'difference of the loss',
    'difference low',
    'difference high',
    'close to the best possible',
    'provisional',
    'budget',
    'reported loss',
    'tuned',
    'margin',
    'rivals',
    'holds',
  ] as const,

  threeAnswers:
    'Where no difference is clear, there are three answers. Practically equal: any difference is smaller than a tie, which is said falsely in 5 % of experiments at most. Too small to see: one as large as a tie would have shown in 4 of 5 such experiments. Too close to call: it need not have shown.',
  lists:
    'A report has four lists: differences overall, differences on single tasks, gains over single-task overall, gains on single tasks. Each list holds as a whole in 95 % of experiments; all lists together hold in fewer. Gains at own best steps and shares of gates are in none of them: they have intervals of their own.',

  title: (reference: string) => `Compared with ${reference}`,
  method: 'How we know',
  numCautions: (count: number) => plural(count, 'caution', 'cautions'),
  help: 'Percentages are of the other’s loss on test rows. A difference is clear only at the end where its interval leaves out 0, and equal where the whole interval lies within what counts as a tie.',
  states: { provisional: 'provisional', final: 'final', saved: 'saved' },
  stateHints: {
    provisional: 'Said before the last step: it may change.',
    final: 'Trained here, to the last step.',
  },
  stale: 'Of the previous set-up.',
  wholeRun: (step: string) => `not of step ${step}`,
  notYet: 'The verdict comes with the first evaluation of every architecture.',
  against: (reference: string) => `against ${reference}`,
  forest: {
    unit: (reference: string) => `plus: better than ${reference}`,
    worse: (reference: string) => `← worse than ${reference}`,
    better: (reference: string) => `better than ${reference} →`,
    plotName: (reference: string) => `Forest plot: every other architecture against ${reference}`,
    hint: 'Diamond: all tasks, filled where clear. Coloured dots: single tasks. Grey dots: repetitions, ringed when far off. Grey band: a tie. Point at one, or tap it.',
    help: 'Arrow keys go from mark to mark: down to the next task, right to the next architecture.',
    onTask: (task: string) => `on ${task}`,
    said: (rival: string, where: string, parts: readonly string[]) =>
      `${rival}, ${where}: ${parts.join(', ')}.`,
  },
  aheadIn: (count: number, total: number) => `ahead in ${count} of ${total}`,
  lower: (amount: string) => `loss lower by ${amount}`,
  higher: (amount: string) => `loss higher by ${amount}`,
  noDifference: 'same loss',
  floorMark: '*',
  floorNote: '* Close to the best possible: read the difference, not the percentage.',
  facts: {
    paired: 'compared repetition by repetition',
    /** `overall`, `onTasks`: levels. */
    margin: (margin: string, overall: string, onTasks: string) =>
      `equal: the whole interval, ${overall} overall and ${onTasks} on tasks, lies within ${margin}`,
    rule: {
      bestValidation: 'test loss at the step best on validation',
      finalStep: 'test loss at the final step',
    },
    weighted: (column: string) => `trained with rows weighted by ${column}, measured without`,
    /** `overlap`: test rows / training rows. */
    overlap: (overlap: number) =>
      `intervals corrected for the rows that repetitions share (Nadeau and Bengio 2003; test / training rows ${Number(overlap.toPrecision(2))})`,
    tuned: (rates: string) => `learning rate tuned over ${rates}`,
    sized: (factors: string) => `size by validation from ${factors} times the widths of equal parameters`,
  },

  family,
  familyOf: { overall: 'overall', perTask: 'on tasks' },

  cautions: {
    given: (cards: readonly string[]) =>
      `Not the same start: ${listed(cards)} began with weights from a file, so this says nothing of architectures trained alike.`,
    learnedNothing: (cards: readonly string[]) =>
      `Learned nothing, no better than a constant guess: ${listed(cards)}.`,
    miscalibrated: (cards: readonly string[]) =>
      `Rows are told apart, as the AUC shows, but the loss is no better than a constant guess: ${listed(cards)}.`,
    /** `ofShares`: log loss explained by another share of yes. */
    costOfShares: (where: string, cost: string, ofShares: string, test: string, train: string) =>
      `Probabilities of ${where} that do not come true cost ${cost} of log loss, ${ofShares} of it because ${test} of the test rows say yes and ${train} of the training rows.`,
    /** `ofShares` null: unknown. */
    cost: (where: string, cost: string, ofShares: string | null) =>
      `Probabilities of ${where} that do not come true cost ${cost} of log loss; ${ofShares === null ? 'the cause is not known' : `another share of yes explains ${ofShares} of it, the cause of the rest is not known`}.`,
    unknownCost: 'The probabilities are off; the cause is not known here.',
    onTasks: (name: string, tasks: readonly string[] | null) =>
      `${name} on ${tasks === null ? 'every task' : listed(tasks)}`,
    stillImproving: (cards: readonly string[]) =>
      `Still improving at the last step: ${listed(cards)}. Training longer may change this.`,
    ofCard: (name: string, count: number, total: number) =>
      `${name} in ${count} of ${plural(total, 'repetition', 'repetitions')}`,
    /** `where`: comparisons affected. */
    far: (cards: readonly string[], where: readonly string[]) =>
      `${cards.length === 1 && cards[0]?.includes(' repetition ') ? 'One outlying repetition was' : 'Outlying repetitions were'} kept: ${listed(cards)}. Without them, or by the median, something else would be said: ${listed(where)}.`,
    farGain: (name: string, task: string) => `gain of ${name} (${task})`,
    farAgainst: (rival: string, task: string) => `against ${rival} (${task})`,
    farReplicas: (name: string, task: string, replicas: readonly number[]) =>
      `${name} in ${replicas.length === 1 ? 'repetition' : 'repetitions'} ${listed(replicas.map(String))} on ${task}`,
    raised: (now: number, before: number) =>
      `You have seen ${before} of these ${plural(now, 'repetition', 'repetitions')} before. Adding more until you like the result breaks the intervals; another seed makes a fresh experiment.`,
  },

  outcomes: {
    title: 'Results on test rows',
    helpAbout: 'the results',
    help: 'Each cell has the metric with half of its 95 % interval, and with it the gain over one network per task that minimises the same losses, each network at one step for all tasks, where plus is better. A gain that is clearly below 0 (▼) is negative transfer: learning together made this task worse.',
    metric: 'Metric',
    metrics: {
      normalised: 'MSE / Var, NE',
      loss: 'MSE, log loss',
      score: 'R², AUC',
      grouped: 'GAUC',
    },
    metricNames: {
      normalised: { regression: 'MSE / Var', binary: 'NE' },
      loss: { regression: 'MSE', binary: 'log loss' },
      score: { regression: 'R²', binary: 'AUC' },
      grouped: { regression: 'GAUC', binary: 'GAUC' },
    },
    unseenBaseline: 'Single-task baseline',
    unseenBaselineOf: (cards: readonly string[]) => `Single-task baseline of ${listed(cards)}`,
    baseline: 'baseline',
    gain: 'gain over single-task',
    gainAtOwn: 'gain over single-task, each task at its own best step',
    atOwnSteps: (gain: string) => `${gain} with each task at its own best step`,
    difference: 'loss below single-task',
    learningRate: (rate: string) => `learning rate ${rate}`,
    size: (factor: number, numParams: string, multiplyAdds: string) =>
      `${factor} × the widths: ${numParams} parameters, ${multiplyAdds} multiply-adds a row`,
    steps: (first: string, last: string) =>
      first === last ? `best at step ${first}` : `best at steps ${first}\u2060–\u2060${last}`,
    note: (level: string) =>
      `± half of the ${level} interval of each number; with it the gain over single-task`,
    learnedNothing: 'learned nothing',
    miscalibrated: 'ranks rows, but probabilities are off',
    numbersHeader: [
      'architecture',
      'task',
      'metric',
      'mean',
      'low',
      'high',
      'level',
      'repetitions',
      'left out',
      'learning rate picked',
      'share of the widths picked',
    ] as const,
  },

  seesaw: {
    axis: (task: string) => `← worse · ${task} · better →`,
    bothBetter: 'better on both',
    bothWorse: 'worse on both',
  },

  copyTable: 'Copy table',
  copyCsv: 'Copy CSV',
  copied: 'Copied.',
  savedInstead: 'This browser does not allow copying. The numbers are saved as a file instead.',
} as const;

/** Rows with and without the earlier tasks of a funnel. */
const rowsWhere = {
  clicked: 'where the task before is yes',
  unclicked: 'where the task before is no',
  all: 'all rows',
} as const;

export const funnelText = {
  help: 'A task that comes after another has labels to learn from only where that one is yes. Test rows of made-up data have all labels, so its predictions can be held against the truth everywhere, which no log allows.',
  missing: {
    atRandom:
      'The noise of these labels is independent: given the inputs they are missing at random, and the truth of a row does not depend on the task before.',
    notAtRandom:
      'The noise of these labels is dependent: they are not missing at random, and given the task before the truth is another (dashed). More rows and more steps brought the objectives here to that line, not to the truth.',
  },
  which: 'Rows of the verdict',
  populations: { clicked: 'Task before: yes', unclicked: 'Task before: no', all: 'All rows' },
  verdict: (population: keyof typeof rowsWhere, sentence: string) =>
    `On test rows, ${rowsWhere[population]}: ${sentence}`,
  verdictTitle: (population: keyof typeof rowsWhere) => `Verdict, ${rowsWhere[population]}`,
  noLabels: 'A log has no labels on these rows, so there is no loss on them.',
  bias: {
    title: (task: string) => `${task}: predicted and true probability`,
    unit: 'mean over the rows, with 95 % interval over the repetitions',
    rows: (population: keyof typeof rowsWhere, before: string) =>
      ({
        clicked: `Rows where ${before} is yes`,
        unclicked: `Rows where ${before} is no`,
        all: 'All test rows',
      })[population],
    truth: (value: string) => `true ${value}`,
    given: (truth: string, value: string, before: string) => `${truth}, ${value} given ${before}`,
    unknown: 'the truth is not known',
    value: (predicted: string, bias: string) => `${predicted} (${bias})`,
    said: (name: string, predicted: string, bias: string) =>
      `${name}: ${predicted} predicted, ${bias} against the truth`,
    header: [
      'task',
      'rows',
      'architecture',
      'true',
      'predicted',
      'low',
      'high',
      'predicted minus true',
      'low',
      'high',
      'repetitions',
    ] as const,
    headerGiven: 'true given the task before',
  },
} as const;
