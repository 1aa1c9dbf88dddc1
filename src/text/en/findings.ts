/** English texts: findings of a finished run, and captions of a replay of its training. */
import { formatCount, formatPercent, listed } from '../format.ts';

/**
 * Share a task takes from others at a level, and its change in points of 100 over `count`
 * repetitions.
 */
interface ShareChange {
  readonly level: number;
  readonly task: string;
  readonly share: string;
  readonly start: string;
  readonly points: string;
  readonly count: number;
}

export const findingsText = {
  notYet: 'What the numbers say comes with the end of the run.',
  nothing: 'The numbers of this run support no further statement.',
  show: { verdict: 'Show verdict', curves: 'Show curves', results: 'Show result', gates: 'Show weights' },

  range: (low: string, high: string) => (low === high ? low : `${low} to ${high}`),

  bestFirst: (cards: readonly string[]) =>
    `Nothing was learned that helps on validation rows, whose loss is lowest at step 0, before training: ${listed(cards)}.`,
  fewReplicas: (count: number) =>
    `${count === 1 ? 'One repetition does' : `${count} repetitions do`} not tell a difference from chance: a verdict needs at least 3.`,
  diverged: (name: string, count: number, total: number) =>
    count === total
      ? `Every repetition of ${name} diverged, so nothing is said of it.`
      : `${count} of ${total} repetitions of ${name} diverged and ${count === 1 ? 'is' : 'are'} left out of what is said of it.`,
  improving: (cards: readonly string[]) =>
    `Best at the last step, with losses that were still falling: ${listed(cards)}. Training longer may change all of this.`,

  beats: (winner: string, loser: string) => `${winner} beats ${loser}`,
  beatsAll: (reference: string, rival: string) => `${reference} beats all others, ${rival} by the least:`,
  clear: (
    who: string,
    { size, count, total }: { size: string; count: number; total: number },
    where: string,
  ) => `${who} by ${size}, in ${count} of ${total} repetitions, ${where}.`,
  /** `level`: of the interval. */
  practicallyEqual: (
    reference: string,
    rival: string,
    { margin, level }: { margin: string; level: string },
    where: string,
  ) =>
    `${reference} and ${rival} are practically equal: at ${level}, their difference is smaller than ${margin}, ${where}.`,
  identical: (reference: string, rival: string, count: number) =>
    `${reference} and ${rival} have the very same losses in all ${count} repetitions.`,
  tooSmallToSee: (reference: string, rival: string, where: string, parts: readonly string[]) =>
    `If ${reference} and ${rival} differ, it is too little to see, ${where}: ${parts.join('; ')}.`,
  undecided: (reference: string, rival: string, where: string, parts: readonly string[]) =>
    `We cannot tell whether ${reference} or ${rival} is better, ${where}: ${parts.join('; ')}.`,
  where: (fairness: string, scope: string) => `${fairness}, ${scope}`,
  also: (sentence: string, parts: readonly string[]) =>
    parts.length === 0 ? sentence : `${sentence.replace(/\.$/, '')} (${parts.join('; ')}).`,

  sharing: {
    onTask: (task: string, gain: string) => `${task} (${gain})`,
    gains: (tasks: readonly string[]) => `gains on ${listed(tasks)}`,
    loses: (tasks: readonly string[]) => `loses on ${listed(tasks)}`,
    unclear: (tasks: readonly string[]) => `on ${listed(tasks)} we can’t tell`,
    /** `overall`: where else this holds. */
    equal: (tasks: readonly string[], overall: string | null, margin: string) =>
      `is practically equal, within ${margin}, ${[...(tasks.length === 0 ? [] : [`on ${listed(tasks)}`]), ...(overall === null ? [] : [overall])].join(' and ')}`,
    /** `isOfSome`: neither network learned the other tasks. */
    where: (isOfSome: boolean) => (isOfSome ? 'over the tasks that were learned' : 'overall'),
    overall: {
      positive: (gain: string, interval: string, isOfSome: boolean) =>
        `gains ${isOfSome ? 'over the tasks that were learned' : 'overall'} (${gain}, ${interval})`,
      negative: (gain: string, interval: string, isOfSome: boolean) =>
        `loses ${isOfSome ? 'over the tasks that were learned' : 'overall'} (${gain}, ${interval})`,
    },
    rule: { bestValidation: 'both at one step for all tasks', finalStep: 'both at the last step' },
    sentence: (card: string, rule: string, clear: readonly string[], unclear: string | null) =>
      `Against one network per task, ${rule}, ${card} ${listed(clear)}${unclear === null ? '' : `; ${unclear}`}.`,
    none: (card: string, rule: string, hasOverall: boolean) =>
      `Against one network per task, ${rule}, we can’t tell on any task${hasOverall ? ' or overall' : ''} whether sharing helped ${card}.`,
    atOwnSteps: (found: readonly string[]) => `With each task at its own best step: ${listed(found)}.`,
    own: (where: string, gain: string, is: string) => `${where} ${gain} (${is})`,
    is: {
      positive: 'a clear gain',
      negative: 'a clear loss',
      equal: 'practically equal',
      unclear: 'unclear',
    },
  },

  borrowing: (
    { level, task, share, start, points, count }: ShareChange,
    { source, isMost }: { readonly source: string; readonly isMost: boolean },
    fit: string,
  ) =>
    `At level ${level}, ${task} takes ${share} of its output from ${source}’s experts, ${start} at the start (${points} points more, over ${count} repetitions)${isMost ? ', and in each repetition more than from any other task' : ''}${fit}.`,
  alone: ({ level, task, share, start, points, count }: ShareChange, gain: string, fit: string) =>
    `At level ${level}, ${task} borrows next to nothing: ${share} of its output comes from the experts of other tasks, ${start} at the start (${points} points less, over ${count} repetitions)${gain}${fit}.`,
  gain: {
    positive: ', and yet it gains from learning together',
    negative: ', and it loses by learning together',
    equal: ', and learning together makes practically no difference to it',
    unclear: ', and we can’t tell whether it gains from learning together',
  },
  correlation: { asked: 'correlation', measured: 'measured correlation' },
  strong: (correlation: string, value: string) => `; they have a strong ${correlation}, ${value}`,
  weak: (correlation: string, value: string) => `; they have a weak ${correlation}, ${value}`,
  notStrongest: (correlation: string, value: string) =>
    `; they have a ${correlation} of ${value}, and another task a stronger one`,
  isAside: (correlation: string, value: string) => `; they have a ${correlation} of ${value}`,
  weakAll: (correlation: string, value: string) =>
    `; its strongest ${correlation} with another task is ${value}`,
  strongWith: (correlation: string, value: string, other: string) =>
    `; it has a strong ${correlation} with ${other}, ${value}`,
} as const;

export const warningText = {
  shifted: (task: string, train: string, test: string, ratios: readonly string[]) =>
    `${task}: ${test} of the test rows say yes, ${train} of the training rows. Predicted over observed is ${listed(ratios)}.`,
  ratio: (ratio: string, name: string, cost: string) => `${ratio} for ${name} (${cost})`,
  /** Log loss of miscalibration, and what the difference in shares explains. */
  costOfShares: (cost: string, ofShares: string) =>
    `costs ${cost} of log loss, ${ofShares} of it by that difference`,
  cost: (cost: string, ofShares: string) =>
    `costs ${cost} of log loss, of which that difference explains ${ofShares}, the cause of the rest is not known`,
  overfitting: (cards: readonly string[], isBest: boolean) =>
    `Over-fitting: the validation loss rises again after its best step, ${listed(cards)}. ${isBest ? 'The verdict uses the best steps.' : 'The verdict is of the final step, where that has happened; let it use the best step on validation.'}`,
  /** Settings with values, and smaller networks unless sizes were chosen. */
  toTry: (names: readonly string[]) => `To try: ${listed(names)}.`,
  smaller: 'smaller networks',
  rise: (name: string, step: number, rise: number) =>
    `of ${name} after about step ${formatCount(step)}, by ${formatPercent(rise)}`,
  early: (cards: readonly string[], numSteps: number) =>
    `Fewer steps suffice: of ${formatCount(numSteps)} steps, the best come early, ${listed(cards)}.`,
  lastBest: (name: string, step: number) => `by step ${formatCount(step)} for ${name}`,
} as const;

export const calibrationText = {
  title: 'Do probabilities come true?',
  help: 'Test rows in ten bins of equal counts, by predicted probability. Dots on the line say that what was predicted came true, dots below it that too much was predicted; predicted over observed is 1 where that holds on average.',
  of: (task: string) => `Calibration of ${task}`,
  note: 'ratio: predicted over observed · bars: 95 % Wilson intervals · axes wider near 0 and 1',
  predicted: 'predicted',
  observed: 'observed',
  ratio: (ratio: string, interval: string) => `ratio ${ratio}${interval === '' ? '' : ` (${interval})`}`,
  interval: (low: string, high: string) => `${low} to ${high}`,
  dot: (name: string, predicted: string, observed: string, low: string, high: string) =>
    `${name}: predicted ${predicted}, observed ${observed} (${low} to ${high})`,
  header: [
    'task',
    'architecture',
    'bin',
    'predicted',
    'observed',
    'low',
    'high',
    'rows',
    'repetitions',
  ] as const,
  nothing: 'Calibration is measured while a run trains; this saved one has none.',
} as const;

/** "Tasks 1 and 2" for names numbered alike. */
function both(one: string, other: string): string {
  const [first, second] = [one, other].map((name) => /^Task (\d+)$/.exec(name)?.[1]);
  return first === undefined || second === undefined ? `${one} and ${other}` : `Tasks ${first} and ${second}`;
}

export const captionText = {
  replay: 'Replay',
  replayHint: 'Ribbons move evenly between recorded steps. All numbers are those of recorded steps.',
  watch: 'Watch who begins to borrow from whom.',
  meaning:
    'A task borrows more when more of its output comes from the experts of another task than before training, in a 95 % interval over repetitions.',
  mutual: (one: string, other: string) => `${both(one, other)} now borrow from each other.`,
  wasMutual: (one: string, other: string, step: number) =>
    `${both(one, other)} borrow from each other by step ${formatCount(step)}.`,
  oneWay: (task: string, source: string) => `${task} now borrows more from ${source}.`,
  wasOneWay: (task: string, source: string, step: number) =>
    `By step ${formatCount(step)}, ${task} borrowed more from ${source}.`,
  drag: 'Now drag this cell:',
  slide: 'Now move the slider of',
  cell: (row: string, column: string) => `${row} × ${column}`,
} as const;
