/** English texts: verdicts, gains, alarms and reproduction, as page and commands say them. */
import { capitalised, formatGain, formatPercent, listed } from '../format.ts';

const conclusions = {
  better: 'better',
  worse: 'worse',
  practicallyEqual: 'practically equal',
  undecided: 'no clear difference',
  aheadSoFar: 'ahead so far',
  behindSoFar: 'behind so far',
  openSoFar: 'no clear difference so far',
  learnedNothing: 'neither learned anything',
  stillImproving: 'still improving: no verdict',
  oneReplica: 'one repetition: no verdict',
  tooFewReplicas: 'needs at least 3 repetitions',
  allDiverged: 'every repetition diverged',
} as const;

export const answerText = {
  conclusion: (conclusion: keyof typeof conclusions): string => conclusions[conclusion],
  /** `2.1 % to 4.7 %`, empty where there is none. */
  interval: (low: number, high: number): string =>
    Number.isFinite(low) && Number.isFinite(high) ? `${formatGain(low)} to ${formatGain(high)}` : '',
  betterIn: (count: number, total: number): string => `${count} of ${total}`,
  identical: 'identical in every repetition',
  /** `within 3 %`, of what may be clear and yet small. */
  within: (margin: number): string => `within ${formatPercent(margin)}`,
  /** How large a difference would have shown: in four of five such experiments, so hedged by "about". */
  wouldShow: (gain: number): string => `about ${formatPercent(gain)} would have shown`,
  /** `count` null: more than 100. */
  toDecide: (margin: number, count: number | null): string =>
    `${count === null ? 'more than 100' : `about ${count}`} repetitions decide ${formatPercent(margin)}`,
  /** Where repetitions split the same rows anew. */
  toDecideByRows: (margin: number): string =>
    `more repetitions would not decide ${formatPercent(margin)}, more rows might`,
  median: (gain: number): string => `median ${formatGain(gain)}`,
  /** The interval of the chance that the reference is better in a repetition. */
  chance: (low: number, high: number): string =>
    `chance to be ahead ${Math.round(100 * low)} to ${Math.round(100 * high)} %`,
  improving: (count: number, total: number): string => `still improving in ${count} of ${total}`,
  nearFloor: 'close to the best possible: relative differences swing',
  negativeTransfer: 'negative transfer',
  /** `steps`: when, as a list; empty where it is said elsewhere. */
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

  recorded: {
    unreadable: (problems: readonly string[]) => `The recorded run cannot be read: ${problems.join(' ')}`,
  },
  reproduction: {
    expected: (backend: string, build: string) =>
      `This link holds the result of a finished run (${build === '' ? backend : `${backend}, ${build}`}). Finish the run here to see whether it comes out the same.`,
    reproduced: 'Reproduced: the same losses to the last bit, on the same backend.',
    sameVerdict: (isExact: boolean) =>
      isExact
        ? 'The same losses to the last bit, on another backend or build.'
        : 'The same verdict, and every mean inside the other’s band.',
    otherExperiment: 'The fingerprint in the link belongs to another experiment.',
    differs: (differences: readonly string[]) => `Not reproduced: ${differences.join('; ')}.`,
    mean: (card: string, task: string) => `the mean of ${card} on ${task} is outside the other’s band`,
    conclusion: (card: string, task: string) => `the verdict against ${card} (${task}) is another`,
  },
} as const;

const notClear = (losses: readonly string[]) => `not clearly different from ${listed(losses)}`;

/** The loss of the reference against those of others, which stand here as "PLE’s". */
const comparedLoss = {
  better: listed,
  worse: listed,
  aheadSoFar: listed,
  behindSoFar: listed,
  identical: (losses: readonly string[]) => `identical to ${listed(losses)} in every repetition`,
  practicallyEqual: (losses: readonly string[]) => `practically equal to ${listed(losses)}`,
  undecided: notClear,
  openSoFar: notClear,
} as const;

/** The reasons why there is no verdict against others. */
const noVerdict = {
  learnedNothing: (others: string) => `against ${others}, as neither learned anything`,
  stillImproving: (others: string) => `against ${others}, as they are still improving at the last step`,
  oneReplica: (others: string) => `against ${others} from one repetition`,
  tooFewReplicas: (others: string) => `against ${others} from fewer than 3 repetitions`,
  allDiverged: (others: string) => `against ${others}, as every repetition diverged`,
} as const;

/** The budget that makes networks alike in size. */
const fairness = {
  asConfigured: 'as configured',
  equalParameters: 'at equal parameters',
  equalExperts: 'at equal experts per level',
} as const;

interface VerdictParts {
  readonly reference: string;
  /** One of `fairness`. */
  readonly fair: string;
  readonly parts: readonly string[];
  readonly scope: string;
  readonly reasons: readonly string[];
  readonly isSoFar: boolean;
}

/** "4.3 % lower". */
const change = (size: string, isLower: boolean): string => `${size} ${isLower ? 'lower' : 'higher'}`;

/** The verdict overall, as one sentence. */
export const verdictSentenceText = {
  comparedLoss,
  noVerdict,
  fairness,
  change,
  lossOf: (name: string) => `${name}’s`,
  lossAgainst: (size: string, isLower: boolean, loss: string) => `${change(size, isLower)} than ${loss}`,
  lossWithChange: (loss: string, size: string, isLower: boolean) => `${loss} (${change(size, isLower)})`,
  /** `parts` compare its loss with others, `reasons` say against whom there is no verdict. */
  sentence: ({ reference, fair, parts, scope, reasons, isSoFar }: VerdictParts) => {
    const loss = `${isSoFar ? 'so far, ' : ''}${fair}, ${reference}’s loss is ${parts.join('; ')}, ${scope}`;
    const none = (subject: string) => `there is no verdict ${subject}${reasons.join(', nor ')}`;
    if (parts.length === 0) return `${capitalised(none(`on ${reference} `))}.`;
    return `${capitalised(loss)}${reasons.length === 0 ? '' : `; ${none('')}`}.`;
  },
} as const;
