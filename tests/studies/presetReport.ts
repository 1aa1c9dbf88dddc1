/** Reports what the runs of a preset show, and which of its claims they bear out. */
import type { Alarm } from '../../src/analysis/gateAlarms.ts';
import type { Interval } from '../../src/analysis/statistics.ts';
import type { PairComparison } from '../../src/analysis/verdict.ts';
import { type CommandRunner, summaryOfRun } from '../../src/cli/trainRun.ts';
import { trainStudy } from '../../src/cli/trainStudy.ts';
import { setData } from '../../src/experiment/edit.ts';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { alarmsOfCard } from '../../src/run/report/cardAlarms.ts';
import { sweepAxisOf } from '../../src/studies/sweep/axes.ts';
import { type Sweep, type SweepPoint, sweepOf } from '../../src/studies/sweep/sweep.ts';
import {
  type ClaimEvidence,
  isClaimTrue,
  type PresetClaim,
  widestHalfWidthOf,
} from '../../src/teach/presets/claims.ts';
import type { Preset } from '../../src/teach/presets/presets.ts';

/** Largest half-width that an overall interval of a preset may have. */
export const maxHalfWidth = 0.1;

export interface PresetReport {
  readonly id: string;
  /** Characters of its link. */
  readonly linkLength: number;
  readonly runs: readonly PresetRun[];
  readonly claims: readonly {
    readonly claim: PresetClaim;
    /** Seeds whose runs bear it out. */
    readonly seeds: readonly number[];
  }[];
}

/** The preset with one seed. */
export interface PresetRun {
  readonly seed: number;
  readonly seconds: number;
  /**
   * The half-width of the widest overall interval of the reference against another card; null where there is none, or a sweep
   * tells the story.
   */
  readonly halfWidth: number | null;
  readonly cards: readonly {
    readonly id: string;
    /** The gain over single-task; null for single-task itself. */
    readonly gain: Interval | null;
    /** The reference against it; null for the reference itself. */
    readonly overall: PairComparison | null;
    /** Null when nothing is known of its gates. */
    readonly alarms: readonly Alarm[] | null;
  }[];
  /** Empty when nothing was swept. */
  readonly points: readonly SweepPoint[];
}

export async function presetReport(
  preset: Preset,
  seeds: readonly number[],
  runner: CommandRunner,
): Promise<PresetReport> {
  const runs: PresetRun[] = [];
  const found = new Map<number, ClaimEvidence>();
  for (const seed of seeds) {
    const startMs = performance.now();
    const evidence = await evidenceOf(preset, seed, runner);
    runs.push(runOf(seed, (performance.now() - startMs) / 1000, evidence));
    found.set(seed, evidence);
  }
  const claims = preset.claims.map((claim) => ({
    claim,
    seeds: [...found].flatMap(([seed, evidence]) => (isClaimTrue(claim, evidence) ? [seed] : [])),
  }));
  return { id: preset.id, linkLength: linkOfAll(preset.experiment).length, runs, claims };
}

/** True when a claim holds often enough: for five of six seeds. */
const isEnough = (numHeld: number, numSeeds: number): boolean => 6 * numHeld >= 5 * numSeeds;

/** Seeds whose runs bear out all claims together. */
export const numHeld = ({ runs, claims }: Pick<PresetReport, 'runs' | 'claims'>): number =>
  runs.filter(({ seed }) => claims.every(({ seeds }) => seeds.includes(seed))).length;

/** On how many seeds a claim held, and whether that is enough; never that it fails, since it holds on some. */
export const heldText = (numSeedsHeld: number, numSeeds: number): string =>
  `held on ${numSeedsHeld} of ${numSeeds} seeds${isEnough(numSeedsHeld, numSeeds) ? '' : ' (TOO FEW)'}`;

/** Narrow enough in every run, and all claims together borne out by five of six. */
export function isSound(report: PresetReport): boolean {
  const { runs } = report;
  return (
    runs.every(({ halfWidth }) => halfWidth === null || halfWidth < maxHalfWidth) &&
    isEnough(numHeld(report), runs.length)
  );
}

/** The evidence that the preset gives with that seed. */
export async function evidenceOf(
  preset: Pick<Preset, 'experiment' | 'sweep'>,
  seed: number,
  runner: CommandRunner,
): Promise<ClaimEvidence> {
  const experiment = setData(preset.experiment, { seed });
  const run = await runner.trainAll(experiment);
  const sweep = sweepOfPreset({ ...preset, experiment });
  const points = sweep === null ? [] : await trainStudy(sweep, runner, null, null);
  return { experiment, run, summary: summaryOfRun(experiment, run), points };
}

/** Null where nothing is swept. */
export function sweepOfPreset({ experiment, sweep }: Pick<Preset, 'experiment' | 'sweep'>): Sweep | null {
  const axis = sweepAxisOf(experiment, sweep?.axisId ?? '');
  return sweep === null || axis === undefined ? null : sweepOf(experiment, axis, sweep.values);
}

function runOf(seed: number, seconds: number, evidence: ClaimEvidence): PresetRun {
  const { summary, points } = evidence;
  const cards = summary.cards.map((card) => ({
    id: card.cardId,
    gain: card.gains?.overall.gain ?? null,
    overall: card.verdict?.overall ?? null,
    alarms: alarmsOfCard(evidence, card),
  }));
  return { seed, seconds, halfWidth: points.length > 0 ? null : widestHalfWidthOf(summary), cards, points };
}
