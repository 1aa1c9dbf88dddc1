/** Reports what the runs of a preset show, and which of its claims they bear out. */
import { type Alarm, alarmsOf } from '../../src/analysis/gateAlarms.ts';
import { byOwner, type LevelStatistics, weightRangesOf } from '../../src/analysis/gateWeights.ts';
import type { Interval } from '../../src/analysis/statistics.ts';
import type { Comparison } from '../../src/analysis/verdict.ts';
import { type CommandRunner, summaryOfRun } from '../../src/cli/trainRun.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setData } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { linkOf } from '../../src/experiment/link/link.ts';
import type { LevelSpec } from '../../src/models/topology.ts';
import {
  type Claim,
  type ClaimEvidence,
  type GateMap,
  halfWidthOf,
  holds,
} from '../../src/presets/claims.ts';
import { type Preset, sweptExperiments } from '../../src/presets/presets.ts';
import { evaluationAt } from '../../src/run/history.ts';
import { networkOf, type Run } from '../../src/run/run.ts';
import type { RunSummary } from '../../src/run/summary.ts';
import type { SweepPoint } from '../../src/sweep/points.ts';
import { sweepPointOf } from '../../src/sweep/sweep.ts';

/** Largest half-width that an overall interval of a preset may have. */
export const maxHalfWidth = 0.1;

export interface PresetReport {
  readonly id: string;
  /** Characters of its link. */
  readonly linkLength: number;
  readonly runs: readonly PresetRun[];
  readonly claims: readonly {
    readonly claim: Claim;
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
    readonly overall: Comparison | null;
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
    seeds: [...found].flatMap(([seed, evidence]) => (holds(claim, evidence) ? [seed] : [])),
  }));
  return { id: preset.id, linkLength: linkOf(preset.experiment).length, runs, claims };
}

/** True when a claim holds often enough: for five of six seeds. */
export const isEnough = (numHeld: number, numSeeds: number): boolean => 6 * numHeld >= 5 * numSeeds;

/** Seeds of the claim that holds least often. */
export const numHeld = ({ runs, claims }: PresetReport): number =>
  Math.min(runs.length, ...claims.map(({ seeds }) => seeds.length));

/** Narrow enough in every run, and every claim borne out by five of six. */
export function isSound(report: PresetReport): boolean {
  const { runs } = report;
  return (
    runs.every(({ halfWidth }) => halfWidth === null || halfWidth < maxHalfWidth) &&
    isEnough(numHeld(report), runs.length)
  );
}

/** The evidence that the preset gives with that seed. */
export async function evidenceOf(
  preset: Preset,
  seed: number,
  runner: CommandRunner,
): Promise<ClaimEvidence> {
  const experiment = setData(preset.experiment, { seed });
  const run = await runner.trainAll(experiment);
  const points = await sweptPointsOf({ ...preset, experiment }, runner);
  const summary = summaryOfRun(experiment, run);
  return { summary, ...gateEvidenceOf(experiment, summary, run), points };
}

/** None where nothing is swept. */
export async function sweptPointsOf(
  preset: Pick<Preset, 'experiment' | 'sweep'>,
  { trainAll }: CommandRunner,
): Promise<readonly SweepPoint[]> {
  const points: SweepPoint[] = [];
  for (const [value, swept] of sweptExperiments(preset)) {
    const run = await trainAll(swept);
    points.push(sweepPointOf(value, summaryOfRun(swept, run), run.measuredCorrelation));
  }
  return points;
}

/**
 * Gates and alarms of the last evaluation of the networks that are reported, which the budget and tuning decide; a card
 * without an evaluation is left out.
 */
export function gateEvidenceOf(
  experiment: Experiment,
  summary: RunSummary,
  run: Pick<Run, 'networks'>,
): Pick<ClaimEvidence, 'alarms' | 'gateMaps'> {
  const { cards } = trainedExperimentOf(experiment);
  const alarms = new Map<string, readonly Alarm[]>();
  const gateMaps = new Map<string, readonly GateMap[]>();
  for (const { cardId, trainedId } of summary.cards) {
    const card = cards.find(({ id }) => id === trainedId);
    const topology = card === undefined ? null : topologyOfCard(card, experiment);
    const { history } = networkOf(run, trainedId);
    const levels = history.at(-1)?.gates.levels;
    if (topology === null || levels === undefined) continue;
    const atStart = evaluationAt(history, 0)?.gates.levels ?? [];
    alarms.set(cardId, alarmsOf(topology, levels, atStart));
    const maps = topology.levels.flatMap((level, index) => {
      const statistics = levels[index];
      return statistics === undefined ? [] : [gateMapOf(level, statistics)];
    });
    gateMaps.set(cardId, maps);
  }
  return { alarms, gateMaps };
}

function gateMapOf(level: LevelSpec, statistics: LevelStatistics): GateMap {
  const grouping = byOwner(level);
  const ranges = weightRangesOf(level, statistics, { replica: 'mean', reading: 'gate', grouping });
  return {
    rows: grouping.rows.map(({ owner }) => owner),
    columns: grouping.columns.map(({ owner }) => owner),
    cells: ranges.map((row) => row.map((range) => range?.mean ?? null)),
  };
}

function runOf(seed: number, seconds: number, { summary, alarms, points }: ClaimEvidence): PresetRun {
  const cards = summary.cards.map(({ cardId, gains, verdict }) => ({
    id: cardId,
    gain: gains?.overall.gain ?? null,
    overall: verdict?.overall ?? null,
    alarms: alarms.get(cardId) ?? null,
  }));
  return { seed, seconds, halfWidth: points.length > 0 ? null : halfWidthOf(summary), cards, points };
}
