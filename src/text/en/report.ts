/** English texts: the report of a run, a page of Markdown. */
import { listed, plural } from './plural.ts';

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
  data: (settings: readonly string[]) => `Data: ${settings.join(', ')}.`,
  training: (settings: readonly string[]) => `Training: ${settings.join(', ')}.`,
  setting: (label: string, value: string) => `${label} ${value}`,
  architectures: (cards: readonly string[]) => `Architectures: ${cards.join('; ')}.`,
  architecture: (name: string, facts: readonly string[]) => `${name} (${facts.join(', ')})`,
  costs: (parameters: string, multiplyAdds: string) =>
    `${parameters} parameters, ${multiplyAdds} multiply-adds a row`,
  changed: (options: readonly string[]) => `by the budget ${listed(options)}`,
  learningRate: 'learning rate',
  unknown: '–',

  verdict: 'Verdict',
  against: 'against',
  comparison: (gain: string, interval: string, conclusion: string) =>
    [gain, ...(interval === '' ? [] : [`(${interval})`])].filter((part) => part !== '').join(' ') +
    (gain === '' ? conclusion : `: ${conclusion}`),
  lowerBy:
    'The table: how much lower the loss of the reference is, with its interval; positive is better for it.',
  noVerdict: 'The run is not finished: all of this may change.',

  losses: 'Losses on test rows',
  lossNote: (gains: readonly string[]) =>
    `Mean and half of its 95 % interval; in brackets the gain over single-task, which is how much lower the loss is.${gains.length === 0 ? '' : ` Gains ${gains.join('; ')}.`}`,
  loss: (mean: string, halfWidth: string) => (halfWidth === '' ? mean : `${mean} ± ${halfWidth}`),
  withGain: (loss: string, gain: string) => `${loss} (${gain})`,
  gain: (gain: string, interval: string) => (interval === '' ? gain : `${gain} (${interval})`),

  gates: 'Gates',
  alarm: (name: string, alarm: string) => `${name}. ${alarm}`,
  noAlarms:
    'No alarm: no gate has collapsed, no shared expert serves one task alone, every task uses its own experts.',
  moreAlarms: (count: number) => `${count} more.`,

  again: 'Train it again',
  link: 'Link',
  linkWithoutPage: 'Link, to be put behind the address of the playground',
  command: 'Without a browser',
  versions: (release: string, backend: string, build: string, numThreads: number | null) =>
    [
      `Release ${release}`,
      build === '' ? backend : `${backend} (${build})`,
      ...(numThreads === null ? [] : [plural(numThreads, 'thread', 'threads')]),
    ].join(', '),
} as const;
