/** English texts: the verdict overall, as one sentence. */
import { listed } from './plural.ts';

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

/** Why there is no verdict against others. */
const noVerdict = {
  learnedNothing: (others: string) => `against ${others}, as neither learned anything`,
  stillImproving: (others: string) => `against ${others}, as they are still improving at the last step`,
  oneReplica: (others: string) => `against ${others} from one repetition`,
  tooFewReplicas: (others: string) => `against ${others} from fewer than 3 repetitions`,
  allDiverged: (others: string) => `against ${others}, as every repetition diverged`,
} as const;

/** How alike in size what is compared is made. */
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

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "4.3 % lower". */
const change = (size: string, isLower: boolean): string => `${size} ${isLower ? 'lower' : 'higher'}`;

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
