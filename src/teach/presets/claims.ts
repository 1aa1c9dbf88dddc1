/** Claims of a preset about its own run, checked by the rules of the findings. */
import type { AlarmKind } from '../../analysis/gateAlarms.ts';
import { isSurelyAboveZero, isSurelyBelowZero, meanChangeOf } from '../../analysis/gateChange.ts';
import { gainOfOther, MIN_REPLICAS } from '../../analysis/pairs.ts';
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import type { FunnelPopulation } from '../../data/funnel.ts';
import { biasesOf } from '../../run/funnelBias.ts';
import { alarmsOfCard } from '../../run/report/cardAlarms.ts';
import { borrowersOf } from '../../run/report/findings/borrowers.ts';
import type { SpokenRun } from '../../run/report/findings/finding.ts';
import { comparisonToState, isVerdict } from '../../run/report/verdictWords.ts';
import type { RunSummary } from '../../run/summary.ts';
import { type SweepPoint, sweepLine } from '../../studies/sweep/sweep.ts';

/** Interval above 0, below it or neither (`unclear`), not above, not below; or its mean on one side. */
export type ClaimDirection = 'better' | 'worse' | 'unclear' | 'notBetter' | 'notWorse' | 'above' | 'below';

export type PanelPlace = 'play' | 'gates' | 'equations' | 'learned' | 'sweep';

/** Cards by letter, tasks by index; null is all tasks. */
export type PresetClaim =
  | {
      /** Of the reference. */
      readonly kind: 'verdict';
      readonly against: string;
      readonly task: number | null;
      readonly is: ClaimDirection;
    }
  | {
      readonly kind: 'gain';
      readonly card: string;
      readonly task: number | null;
      readonly is: ClaimDirection;
    }
  /**
   * Training changed the share that the reference's level (from 0) takes from other tasks, mean over
   * `pairs` of task and source; null: all others.
   */
  | {
      readonly kind: 'borrows';
      readonly level: number;
      readonly pairs: readonly (readonly [task: number, from: number | null])[];
      readonly is: 'more' | 'less';
    }
  /** Native weights of a card changed in training, or stayed bit-equal. */
  | { readonly kind: 'native'; readonly card: string; readonly is: 'moved' | 'still' }
  /** Mean prediction of a task after another, above or below the truth. */
  | {
      readonly kind: 'bias';
      readonly card: string;
      readonly task: number;
      readonly population: FunnelPopulation;
      readonly is: 'tooHigh' | 'tooLow';
    }
  | { readonly kind: 'noAlarm' }
  | { readonly kind: 'alarm'; readonly card: string; readonly alarm: AlarmKind }
  /** Gain of a card over single-task at that value of the sweep. */
  | { readonly kind: 'swept'; readonly card: string; readonly value: number; readonly is: ClaimDirection };

export interface ClaimEvidence extends SpokenRun {
  readonly points: readonly SweepPoint[];
}

/** False if a card, task, level or value is missing. */
export function isClaimTrue(claim: PresetClaim, evidence: ClaimEvidence): boolean {
  const summaryOf = (id: string) => evidence.summary.cards.find(({ cardId }) => cardId === id);
  switch (claim.kind) {
    case 'verdict': {
      const verdict = summaryOf(claim.against)?.verdict;
      const comparison =
        claim.task === null ? verdict && comparisonToState(verdict.overall) : verdict?.tasks[claim.task];
      return (
        comparison != null &&
        isVerdict(comparison.conclusion) &&
        hasDirection(claim.is, gainOfOther(comparison.gain))
      );
    }
    case 'gain': {
      const gains = summaryOf(claim.card)?.gains;
      return hasDirection(claim.is, (claim.task === null ? gains?.overall : gains?.tasks[claim.task])?.gain);
    }
    case 'borrows':
      return (claim.is === 'more' ? isSurelyAboveZero : isSurelyBelowZero)(
        borrowedWeightChange(claim, evidence),
      );
    case 'native':
      return hasMovedNative(claim.card, evidence) === (claim.is === 'moved');
    case 'bias': {
      const bias = predictionBiasOf(claim, evidence);
      return hasDirection(claim.is === 'tooHigh' ? 'better' : 'worse', bias);
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
      return hasDirection(claim.is, line.find(({ value }) => value === claim.value)?.gain);
    }
    default:
      return claim satisfies never;
  }
}

// No correction for several claims: a story names its tasks beforehand and needs all claims to hold.
function borrowedWeightChange(
  { level, pairs }: Extract<PresetClaim, { kind: 'borrows' }>,
  evidence: ClaimEvidence,
): Interval {
  const borrowers = borrowersOf(evidence).filter((one) => one.level === level);
  const shares = pairs.flatMap(([task, from]) => {
    const borrower = borrowers.find((one) => one.task === task);
    const source = borrower?.sources.find((one) => one.task === from);
    return (from === null ? borrower?.borrowed : source?.share) ?? [];
  });
  const { overlap } = evidence.summary.rules;
  return meanChangeOf(shares.length === pairs.length ? shares : [], { confidence: LEVEL, overlap });
}

function hasMovedNative(card: string, { run, summary }: ClaimEvidence): boolean | null {
  const trained = summary.cards.find(({ cardId }) => cardId === card)?.trainedId;
  const history = run.networks.get(trained ?? card)?.history ?? [];
  const [first, last] = [history[0]?.gates.levels, history.at(-1)?.gates.levels];
  if (first === undefined || last === undefined || history.length < 2) return null;
  return first.some(({ native }, level) =>
    native.some((value, index) => value !== last[level]?.native[index]),
  );
}

/** Predicted - true; undefined if unknown. */
function predictionBiasOf(
  { card, task, population }: Extract<PresetClaim, { kind: 'bias' }>,
  { experiment, summary, run }: ClaimEvidence,
): Interval | undefined {
  const known = run.knownLosses?.funnel;
  if (known === undefined) return undefined;
  const ofRows = biasesOf(experiment, summary.cards, known).find(
    (one) => one.task === task && one.population === population,
  );
  return ofRows?.cards.find(({ cardId }) => cardId === card)?.bias;
}

/** Half-width of the widest interval of the reference over all tasks; null without one. */
export function widestHalfWidthOf({ cards }: RunSummary): number | null {
  const widths = cards.flatMap(({ verdict }) => (verdict === null ? [] : [halfWidth(verdict.overall.gain)]));
  return widths.length === 0 ? null : Math.max(...widths);
}

export const halfWidth = ({ low, high }: Interval): number => (high - low) / 2;

function hasDirection(finding: ClaimDirection, interval: Interval | undefined): boolean {
  if (interval === undefined || interval.n < MIN_REPLICAS) return false;
  const isBetter = interval.low > 0;
  const isWorse = interval.high < 0;
  const found: Readonly<Record<ClaimDirection, boolean>> = {
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
