/**
 * Claims of a preset about its own run, in a form that a run can refute. Knows summaries, gates and sweeps; neither words nor
 * engines.
 */
import type { Alarm, AlarmKind } from '../analysis/gateAlarms.ts';
import type { WeightTable } from '../analysis/gateWeights.ts';
import { MIN_REPLICAS } from '../analysis/pairs.ts';
import type { Interval } from '../analysis/statistics.ts';
import type { Owner } from '../models/topology.ts';
import type { RunSummary } from '../run/summary.ts';
import { type SweepPoint, sweepLine } from '../sweep/points.ts';

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
   * The task's gate at a level (from 0) of that card gives the experts of that task (`on`) at least `share`, and more than
   * those of any other but its own. `on` may be the task itself.
   */
  | {
      readonly kind: 'leans';
      readonly card: string;
      readonly level: number;
      readonly task: number;
      readonly on: number;
      readonly share: number;
    }
  /** No card has an alarm. */
  | { readonly kind: 'noAlarm' }
  /** That card has one of that kind. */
  | { readonly kind: 'alarm'; readonly card: string; readonly alarm: AlarmKind }
  /** Where the sweep is at that value, that card against single-task. */
  | { readonly kind: 'swept'; readonly card: string; readonly value: number; readonly is: Direction };

/** Gates of one level by owner of the experts, mean over replicas. */
export interface GateMap {
  readonly rows: readonly Owner[];
  readonly columns: readonly Owner[];
  readonly cells: WeightTable;
}

/** The numbers of a finished run, or sweep, that claims are held against. */
export interface ClaimEvidence {
  readonly summary: RunSummary;
  /** Alarms of each card whose gates are known. */
  readonly alarms: ReadonlyMap<string, readonly Alarm[]>;
  /** Gates of the same cards, level by level. */
  readonly gateMaps: ReadonlyMap<string, readonly GateMap[]>;
  /** Empty when nothing was swept. */
  readonly points: readonly SweepPoint[];
}

/** True if a run bears the claim out. A card, task, level or value that is not there bears out nothing. */
export function holds(claim: Claim, evidence: ClaimEvidence): boolean {
  const summaryOf = (id: string) => evidence.summary.cards.find(({ cardId }) => cardId === id);
  switch (claim.kind) {
    case 'verdict': {
      const verdict = summaryOf(claim.against)?.verdict;
      return isFound(claim.is, (claim.task === null ? verdict?.overall : verdict?.tasks[claim.task])?.gain);
    }
    case 'gain': {
      const gains = summaryOf(claim.card)?.gains;
      return isFound(claim.is, (claim.task === null ? gains?.overall : gains?.tasks[claim.task])?.gain);
    }
    case 'leans':
      return leansAsClaimed(claim, evidence.gateMaps.get(claim.card)?.[claim.level]);
    case 'noAlarm':
      return evidence.summary.cards.every(({ cardId }) => evidence.alarms.get(cardId)?.length === 0);
    case 'alarm':
      return (evidence.alarms.get(claim.card) ?? []).some(({ kind }) => kind === claim.alarm);
    case 'swept': {
      const line = sweepLine(evidence.points, claim.card, null);
      return isFound(claim.is, line.find(({ value }) => value === claim.value)?.gain);
    }
    default:
      return claim satisfies never;
  }
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

function leansAsClaimed(
  { task, on, share }: Extract<Claim, { kind: 'leans' }>,
  map: GateMap | undefined,
): boolean {
  const row = map?.cells[map.rows.indexOf(task)];
  if (map === undefined || row === undefined) return false;
  const weightOf = (owner: Owner) => row[map.columns.indexOf(owner)] ?? 0;
  const others = map.columns.filter((owner) => owner !== task && owner !== on);
  return weightOf(on) >= share && others.every((owner) => weightOf(owner) < weightOf(on));
}
