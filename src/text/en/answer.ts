/** English texts for page and commands: verdicts, gains, alarms and reproduction. */
import { capitalised, formatGain, formatPercent, formatPoints, listed, plural } from '../format.ts';

const conclusions = {
  better: 'better',
  worse: 'worse',
  practicallyEqual: 'practically equal',
  tooSmallToSee: 'too small to see',
  undecided: 'too close to call',
  ofUnlearned: 'rests on tasks that neither learned',
  aheadSoFar: 'ahead so far',
  behindSoFar: 'behind so far',
  openSoFar: 'too close to call so far',
  learnedNothing: 'neither beats a constant guess',
  stillImproving: 'still improving: no verdict',
  oneReplica: 'one repetition: no verdict',
  tooFewReplicas: 'needs at least 3 repetitions',
  allDiverged: 'every repetition diverged',
} as const;

export const answerText = {
  conclusion: (conclusion: keyof typeof conclusions): string => conclusions[conclusion],
  /** "3.4 % better than A"; `than` may be empty. */
  effect: (size: string, isBetter: boolean, than: string): string =>
    `${size} ${isBetter ? 'better' : 'worse'}${than === '' ? '' : ` than ${than}`}`,
  /** "0.03 to 5.7 %" */
  span: (least: number, most: number): string => `${formatPoints(least)} to ${formatPercent(most)}`,
  /** `2.1 % to 4.7 %`; may be empty. */
  interval: (low: number, high: number): string =>
    Number.isFinite(low) && Number.isFinite(high) ? `${formatGain(low)} to ${formatGain(high)}` : '',
  /** `90 % interval −0.4 % to +2.1 %` */
  intervalAt: (level: string, interval: string): string => `${level} interval ${interval}`,
  betterIn: (count: number, total: number): string => `${count} of ${total}`,
  identical: 'identical in every repetition',
  within: (margin: number): string => `within ${formatPercent(margin)}`,
  /** Power of 80 %, hence "about". */
  wouldShow: (gain: number): string => `differences below ${formatPercent(gain)} would be missed`,
  /** `count` null: more than 100. */
  toDecide: (margin: number, count: number | null): string =>
    count === null
      ? `100 repetitions would not settle ${formatPercent(margin)}`
      : `for ${formatPercent(margin)}, use about ${count} repetitions`,
  /** For repetitions that resplit rows. */
  toDecideByRows: (margin: number): string =>
    `for ${formatPercent(margin)}, use more rows, not more repetitions`,
  /** For a difference due to tasks that neither learned. */
  onOthers: (said: string): string => `on the other tasks ${said}`,
  overallWithout: (tasks: readonly string[]): string => `overall, without ${listed(tasks)}`,
  median: (gain: number): string => `median ${formatGain(gain)}`,
  chance: (low: number, high: number): string =>
    `chance to be ahead ${Math.round(100 * low)} to ${Math.round(100 * high)} %`,
  improving: (count: number, total: number): string => `still improving in ${count} of ${total}`,
  nearFloor: 'close to the best possible: relative differences swing',
  negativeTransfer: 'negative transfer',
  /** `steps`: a list, or empty. */
  diverged: (count: number, total: number, steps = ''): string =>
    `${count} of ${total} repetitions diverged${steps === '' ? '' : ` (step ${steps})`} and ${count === 1 ? 'is' : 'are'} left out`,
  overall: 'overall',

  alarm: {
    collapse: (level: number) => `Level ${level}: one expert has nearly all of every task’s gate (collapse).`,
    degradation: (level: number) => `Level ${level}: a shared expert is used by one task only (degradation).`,
    underFitting: (level: number, task: string) =>
      `Level ${level}: ${task} gives its own experts less than 10 % of its weights (under-fitting).`,
    replicas: (count: number, total: number) =>
      total === 1 ? 'In the one repetition.' : `In ${count} of ${total} repetitions.`,
  },

  reproduction: {
    expected: (backend: string, build: string) =>
      `This link carries the sender’s result (${build === '' ? backend : `${backend}, ${build}`}). Run it to check whether yours is the same.`,
    reproduced: 'Reproduced: the same losses to the last bit, on the same backend.',
    sameVerdict: (isExact: boolean) =>
      isExact
        ? 'The same losses to the last bit, on another backend or build.'
        : 'The same verdict, and every mean inside the other’s band.',
    otherExperiment: 'The fingerprint in the link belongs to another experiment.',
    differs: (differences: readonly string[], numMore: number) =>
      `Not reproduced: ${differences.join('; ')}${numMore === 0 ? '' : `; and ${plural(numMore, 'more difference', 'more differences')}`}.`,
    /** A differing number as sent and as found here, or in a fingerprint and its result. */
    here: (what: string, sent: string, here: string) => `${what} was sent as ${sent} and is ${here} here`,
    beside: (what: string, claimed: string, sent: string) =>
      `${what} is ${claimed} in the fingerprint and ${sent} in the result`,
    of: (number: string, card: string, task: string) => `the ${number} of ${card} (${task})`,
    numbers: {
      mean: 'mean loss',
      share: 'share of the constant’s loss',
      excess: 'loss above the floor',
      auc: 'AUC',
      gain: 'gain over single-task',
      ownGain: 'gain with each task at its own best step',
      against: 'lead over the reference',
      predicted: 'mean prediction',
      truth: 'truth beside the mean prediction',
      bias: 'bias of the mean prediction',
      conclusion: 'verdict',
    },
  },
} as const;

interface Beaten {
  readonly name: string;
  readonly by: string;
}

type Clause = (reference: string, rivals: readonly Beaten[]) => string;

const each = (reference: string, verb: string, rivals: readonly Beaten[]): string =>
  `${reference} ${verb} ${listed(rivals.map(({ name, by }) => `${name} by ${by}`))}`;

/** "PLE and MMoE beat AdaTT-sp by 1.2 % and 2.8 %". */
const together = (reference: string, [one, many]: readonly [string, string], rivals: readonly Beaten[]) =>
  `${listed(rivals.map(({ name }) => name))} ${rivals.length === 1 ? one : many} ${reference} by ${listed(rivals.map(({ by }) => by))}`;

/** By the conclusion on the rivals. */
const clear = {
  worse: (reference, rivals) => each(reference, 'beats', rivals),
  better: (reference, rivals) => together(reference, ['beats', 'beat'], rivals),
  behindSoFar: (reference, rivals) => `So far, ${each(reference, 'leads', rivals)}`,
  aheadSoFar: (reference, rivals) => `So far, ${together(reference, ['leads', 'lead'], rivals)}`,
} as const satisfies Readonly<Record<string, Clause>>;

/** Rivals without a clear difference from the reference. */
const close = {
  identical: 'identical in every repetition',
  practicallyEqual: conclusions.practicallyEqual,
  tooSmallToSee: 'any difference is too small to see',
  undecided: conclusions.undecided,
  openSoFar: conclusions.openSoFar,
} as const;

const noVerdict = {
  ofUnlearned: 'the difference rests on tasks that neither learned',
  learnedNothing: 'neither beats a constant guess',
  stillImproving: 'still improving at the last step',
  oneReplica: 'one repetition is not enough',
  tooFewReplicas: 'it takes at least 3 repetitions',
  allDiverged: 'every repetition diverged',
} as const;

const fairness = {
  asConfigured: 'as configured',
  equalParameters: 'at equal parameters',
  equalExperts: 'at equal experts per level',
  bestSize: 'each at its best size',
} as const;

/** Overall verdict in short sentences; `reference` may be empty if already named. */
export const verdictSentenceText = {
  clear,
  close,
  noVerdict,
  fairness,
  closeTo: (reference: string, rivals: readonly string[], said: string) =>
    `${reference === '' ? '' : `${reference} against `}${listed(rivals)}: ${said}`,
  refused: (reference: string, rivals: readonly string[], reason: string) =>
    `No verdict ${reference === '' ? '' : `on ${reference} `}against ${listed(rivals)}: ${reason}`,
  /** `said`: verdict without those tasks. */
  withoutTasks: (tasks: readonly string[], said: string) =>
    `Without ${listed(tasks)}, which neither learned: ${said}`,
  sentences: (all: readonly string[]) => all.map((one) => `${one}.`).join(' '),
  holds: (fair: string, numReplicas: number, scope: string) =>
    `${capitalised(fair)}, ${plural(numReplicas, 'repetition', 'repetitions')}, ${scope}.`,
} as const;
