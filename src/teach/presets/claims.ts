/**
 * Claims of a preset about its own run, in a form that a run can refute, by the rules of the findings. Knows runs and sweeps; neither
 * words nor engines.
 */
import type { AlarmKind } from '../../analysis/gateAlarms.ts';
import { hasFallen, hasRisen, meanChangeOf } from '../../analysis/gateChange.ts';
import { MIN_REPLICAS } from '../../analysis/pairs.ts';
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import type { Population } from '../../data/funnel.ts';
import { alarmsOfCard } from '../../run/report/cardAlarms.ts';
import { borrowersOf } from '../../run/report/findings/borrowers.ts';
import type { SpokenRun } from '../../run/report/findings/finding.ts';
import { isVerdict, spokenOf } from '../../run/report/verdictWords.ts';
import { biasesOf } from '../../run/funnelBias.ts';
import type { RunSummary } from '../../run/summary.ts';
import { type SweepPoint, sweepLine } from '../../studies/sweep/points.ts';

/**
 * Place of an interval: above 0, below it, or neither, which is called clear elsewhere; or only what it does not; or, for
 * what the eye sees in a line, on which side its mean lies, surely or not.
 */
export type Direction = 'better' | 'worse' | 'unclear' | 'notBetter' | 'notWorse' | 'above' | 'below';

/** Where on the page something is to be seen. */
export type PanelPlace = 'play' | 'gates' | 'equations' | 'learned' | 'sweep';

/** Cards are meant by their letter, tasks by their place from 0, null being all tasks. */
export type Claim =
  /** The reference against that card. */
  | {
      readonly kind: 'verdict';
      readonly against: string;
      readonly task: number | null;
      readonly is: Direction;
    }
  /** That card against single-task; `worse` is negative transfer. */
  | { readonly kind: 'gain'; readonly card: string; readonly task: number | null; readonly is: Direction }
  /**
   * Training raised, or lowered, the share that tasks take from others at a level (from 0) of the reference, on average over those
   * pairs; from null: from all others together.
   */
  | {
      readonly kind: 'borrows';
      readonly level: number;
      readonly pairs: readonly (readonly [task: number, from: number | null])[];
      readonly is: 'more' | 'less';
    }
  /** Training moved the native weights of that card, or left them where they were, to the last digit. */
  | { readonly kind: 'native'; readonly card: string; readonly is: 'moved' | 'still' }
  /** The mean prediction of a task after another lies above the truth, or below it, on those of the test rows. */
  | {
      readonly kind: 'bias';
      readonly card: string;
      readonly task: number;
      readonly population: Population;
      readonly is: 'tooHigh' | 'tooLow';
    }
  /** No card has an alarm. */
  | { readonly kind: 'noAlarm' }
  /** That card has one of that kind. */
  | { readonly kind: 'alarm'; readonly card: string; readonly alarm: AlarmKind }
  /** Where the sweep is at that value, that card against single-task. */
  | { readonly kind: 'swept'; readonly card: string; readonly value: number; readonly is: Direction };

/** A finished run, and the sweep, that claims are held against. */
export interface ClaimEvidence extends SpokenRun {
  /** Empty when nothing was swept. */
  readonly points: readonly SweepPoint[];
}

/** True if a run bears the claim out. A card, task, level or value that is not there bears out nothing. */
export function holds(claim: Claim, evidence: ClaimEvidence): boolean {
  const summaryOf = (id: string) => evidence.summary.cards.find(({ cardId }) => cardId === id);
  switch (claim.kind) {
    case 'verdict': {
      const verdict = summaryOf(claim.against)?.verdict;
      const comparison =
        claim.task === null ? verdict && spokenOf(verdict.overall) : verdict?.tasks[claim.task];
      return comparison != null && isVerdict(comparison.conclusion) && isFound(claim.is, comparison.gain);
    }
    case 'gain': {
      const gains = summaryOf(claim.card)?.gains;
      return isFound(claim.is, (claim.task === null ? gains?.overall : gains?.tasks[claim.task])?.gain);
    }
    case 'borrows':
      return (claim.is === 'more' ? hasRisen : hasFallen)(changeOf(claim, evidence));
    case 'native':
      return movedNative(claim.card, evidence) === (claim.is === 'moved');
    case 'bias': {
      const bias = biasOf(claim, evidence);
      return isFound(claim.is === 'tooHigh' ? 'better' : 'worse', bias);
    }
    case 'noAlarm':
      return evidence.summary.cards.every((card) => alarmsOfCard(evidence, card)?.length === 0);
    case 'alarm': {
      const card = summaryOf(claim.card);
      const alarms = card && alarmsOfCard(evidence, card);
      return alarms?.some(({ kind }) => kind === claim.alarm) === true;
    }
    case 'swept': {
      const line = sweepLine(evidence.points, claim.card, null);
      return isFound(claim.is, line.find(({ value }) => value === claim.value)?.gain);
    }
    default:
      return claim satisfies never;
  }
}

/**
 * The mean change of the shares since step 0; of nothing where one of them is not there, or its task learned nothing. The interval
 * stands for itself: a story names its tasks beforehand, and is told only where all its claims hold.
 */
function changeOf({ level, pairs }: Extract<Claim, { kind: 'borrows' }>, evidence: ClaimEvidence): Interval {
  const borrowers = borrowersOf(evidence).filter((one) => one.level === level);
  const shares = pairs.flatMap(([task, from]) => {
    const borrower = borrowers.find((one) => one.task === task);
    const lender = borrower?.lenders.find((one) => one.task === from);
    return (from === null ? borrower?.borrowed : lender?.share) ?? [];
  });
  const { overlap } = evidence.summary.rules;
  return meanChangeOf(shares.length === pairs.length ? shares : [], { confidence: LEVEL, overlap });
}

/** True if native weights changed between the first evaluation and the last; null where there are no two. */
function movedNative(card: string, { run }: ClaimEvidence): boolean | null {
  const history = run.networks.get(card)?.history ?? [];
  const [first, last] = [history[0]?.gates.levels, history.at(-1)?.gates.levels];
  if (first === undefined || last === undefined || history.length < 2) return null;
  return first.some(({ native }, level) =>
    native.some((value, index) => value !== last[level]?.native[index]),
  );
}

/** Predicted minus true; undefined where there is no such card or task, or nobody knows. */
function biasOf(
  { card, task, population }: Extract<Claim, { kind: 'bias' }>,
  { experiment, summary, run }: ClaimEvidence,
): Interval | undefined {
  const known = run.knownLosses?.funnel;
  if (known === undefined) return undefined;
  const ofRows = biasesOf(experiment, summary.cards, known).find(
    (one) => one.task === task && one.population === population,
  );
  return ofRows?.cards.find(({ cardId }) => cardId === card)?.bias;
}

/** Half the width of the widest overall interval of the reference against another card; null without one. */
export function halfWidthOf({ cards }: RunSummary): number | null {
  const widths = cards.flatMap(({ verdict }) => (verdict === null ? [] : [halfWidth(verdict.overall.gain)]));
  return widths.length === 0 ? null : Math.max(...widths);
}

/** Half the distance between the ends of an interval. */
export const halfWidth = ({ low, high }: Interval): number => (high - low) / 2;

/** False where nothing is there, or too little to say anything. */
function isFound(finding: Direction, interval: Interval | undefined): boolean {
  if (interval === undefined || interval.n < MIN_REPLICAS) return false;
  const isBetter = interval.low > 0;
  const isWorse = interval.high < 0;
  const found: Readonly<Record<Direction, boolean>> = {
    better: isBetter,
    worse: isWorse,
    unclear: !isBetter && !isWorse,
    notBetter: !isBetter,
    notWorse: !isWorse,
    above: interval.mean > 0,
    below: interval.mean < 0,
  };
  return found[finding];
}
