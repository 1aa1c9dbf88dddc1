/** English texts: report of a run in Markdown. */
import { formatShare, listed, plural } from '../format.ts';

type Rule =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'above'; readonly threshold: number };

const MAX_LISTED = 60;
const shortened = (names: readonly string[]): string =>
  names.length > MAX_LISTED
    ? `${names.slice(0, MAX_LISTED).join(', ')} and ${names.length - MAX_LISTED} more`
    : names.join(', ');

export const reportText = {
  question: 'Question',
  asked: (reference: string, rivals: readonly string[], numTasks: number, budget: string) =>
    rivals.length === 0
      ? `How well does ${reference} learn ${plural(numTasks, 'task', 'tasks')}?`
      : `Who learns ${plural(numTasks, 'task', 'tasks')} with the lower loss: ${reference}, or ${listed(rivals)}? Budget: ${budget.toLowerCase()}.`,

  setUp: 'Set-up',
  tasks: (tasks: readonly string[]) => `Tasks: ${tasks.join('; ')}.`,
  task: (name: string, summary: string) => `${name} (${summary})`,
  correlation: (pairs: readonly string[], numOthers: number) =>
    `Correlation: ${[...pairs, ...(numOthers > 0 ? [pairs.length === 0 ? 'every pair 0' : 'every other pair 0'] : [])].join(', ')}.`,
  pair: (a: string, b: string, value: string) => `${a} and ${b} ${value}`,
  second: 'A second correlation holds where the extra feature is negative; the link has it.',
  file: {
    file: (fileName: string, hash: string, numFeatures: number) =>
      `File: ${fileName}, ${hash === 'any' ? '' : `SHA-256 ${hash}, `}${plural(numFeatures, 'feature', 'features')} a row.`,
    columns: (role: string, names: readonly string[]) => `${role} (${names.length}): ${shortened(names)}.`,
    roles: {
      number: 'Numbers',
      categories: 'Categories',
      date: 'Dates',
      id: 'Ids, each with a vector that is learned',
      prior: 'Prior: who or where',
      priorId: 'Ids of the prior, each with a vector that is learned',
      mask: 'Columns that say which rows are labelled',
      weight: 'Row weight, in training alone',
      split: 'Column that names the parts',
      ignored: 'Ignored columns',
    },
    vectors: (counts: readonly number[], dim: number) =>
      `Vectors of ids: ${listed(counts.map((count) => count.toLocaleString('en')))}, ${dim} numbers each, which counts of parameters leave out.`,
    noTarget: 'no column',
    number: (column: string) => `the number in ${column}`,
    yes: (column: string, rule: Rule) =>
      rule.kind === 'above'
        ? `yes where ${column} is above ${rule.threshold}`
        : `yes where ${column} is ${rule.values.map((value) => `“${value}”`).join(' or ')}`,
    masked: (column: string) => `labelled where ${column} is not 0`,
    shareOfYes: (share: number, numLabelled: number) =>
      `${formatShare(share)} of ${numLabelled.toLocaleString('en')} labelled test rows are yes`,
    lossWeight: (weight: number) => `weight ${weight}`,
    correlation: (pairs: readonly string[]) =>
      `Correlation of the labels, measured on training rows: ${pairs.join(', ')}.`,
    pair: (a: string, b: string, value: number) => `${a} and ${b} ${value.toFixed(2).replace('-', '−')}`,
    split: (
      [train, validation, test]: readonly [number, number, number],
      dealing: string,
      seed: number | null,
    ) =>
      `Split: ${train.toLocaleString('en')} training, ${validation.toLocaleString('en')} validation and ${test.toLocaleString('en')} test rows, ${dealing}${seed === null ? 'dealt anew in every repetition' : `dealt with seed ${seed}`}.`,
    dealing: {
      random: '',
      column: (name: string) => `by column ${name}, `,
      time: (name: string | null) =>
        `the newest last by column ${name ?? 'of dates'}, each part in an order `,
      group: (name: string) => `groups of column ${name} kept together, `,
    },
  },
  data: (settings: readonly string[]) => `Data: ${settings.join(', ')}.`,
  training: (settings: readonly string[]) => `Training: ${settings.join(', ')}.`,
  setting: (label: string, value: string) => `${label} ${value}`,
  architectures: (cards: readonly string[]) => `Architectures: ${cards.join('; ')}.`,
  architecture: (name: string, facts: readonly string[]) => `${name} (${facts.join(', ')})`,
  costs: (parameters: string, multiplyAdds: string) =>
    `${parameters} parameters, ${multiplyAdds} multiply-adds a row`,
  size: (factor: number) => `${factor} times the widths of equal parameters`,
  changed: (options: readonly string[]) => `by the budget ${listed(options)}`,

  verdict: 'Verdict',
  comparison: (gain: string, interval: string, conclusion: string) =>
    [gain, ...(interval === '' ? [] : [`(${interval})`])].filter((part) => part !== '').join(' ') +
    (gain === '' ? conclusion : `: ${conclusion}`),
  lowerBy: (reference: string) => `In the table, plus is better than ${reference}, in percent of its loss.`,
  noVerdict: 'The run is not finished: all of this may change.',

  taskLoss: (name: string, kind: string) => `${name} (${kind === 'binary' ? 'log loss' : 'MSE'})`,
  allDiverged: 'diverged',
  learningRate: 'learning rate',
  losses: 'Losses on test rows',
  lossNote: (gains: readonly string[], hasAuc: boolean) =>
    `Mean and half of its 95 % interval; in brackets the gain over single-task, where plus is better.${hasAuc ? ' AUC has its 95 % interval beside it.' : ''}${gains.length === 0 ? '' : ` Gains ${gains.join('; ')}.`}`,
  loss: (mean: string, halfWidth: string) => (halfWidth === '' ? mean : `${mean} ± ${halfWidth}`),
  gauc: (mean: string, interval: string) => `GAUC ${mean}${interval === '' ? '' : ` (${interval})`}`,
  auc: (mean: string, interval: string) => `AUC ${mean}${interval === '' ? '' : ` (${interval})`}`,
  withGain: (loss: string, gain: string) => `${loss} (${gain})`,
  gain: (gain: string, interval: string) => (interval === '' ? gain : `${gain} (${interval})`),

  stopped: (step: string, numSteps: string, patience: number) =>
    `The run stopped at step ${step} of ${numSteps}: no architecture had improved on validation for ${patience} ${patience === 1 ? 'evaluation' : 'evaluations'}.`,
  bestAt: (name: string, steps: string) => `${name} ${steps}`,
  usedSteps: (networks: readonly string[], hasLater: boolean) =>
    `${networks.join('; ')}.${hasLater ? ' What was trained after that is not used.' : ''}`,

  gates: 'Gates',
  alarm: (name: string, alarm: string) => `${name}. ${alarm}`,
  noAlarms:
    'Gates look healthy: no gate has collapsed, no shared expert serves one task alone, every task uses its own experts.',
  moreAlarms: (count: number) => `${count} more.`,

  again: 'Train it again',
  link: 'Link',
  linkWithoutPage: 'Link, to be put behind the address of the playground',
  command: 'Without a browser',
  csvFile: (fileName: string) => `FILE is ${fileName} on your machine.`,
  versions: (release: string, backend: string, build: string, numThreads: number | null) =>
    [
      `Release ${release}`,
      build === '' ? backend : `${backend} (${build})`,
      ...(numThreads === null ? [] : [plural(numThreads, 'thread', 'threads')]),
    ].join(', '),
} as const;
