/**
 * `npm run coverage -- [LINK|FILE.json|PRESET] --rival ple`: do intervals hold what they promise? Trains the reference and its
 * rivals on many draws of the tasks, one repetition each, and on a few draws with many repetitions; then takes these as all
 * there could be, draws small experiments from them, and counts the intervals that hold the mean of all. Exit code 1 outside
 * 93 to 97 %.
 */

import { type Coverage, coverageOf, type Drawing, pooledCoverage } from '../analysis/coverage.ts';
import { pairedRatios } from '../analysis/pairs.ts';
import { shapeOf } from '../analysis/shape.ts';
import { mean } from '../analysis/statistics.ts';
import { UserError } from '../core/errors.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { createCard, defaultExperiment } from '../experiment/defaults.ts';
import { setComparison, setData } from '../experiment/edit.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { trainedExperimentOf } from '../experiment/plan/trained.ts';
import { reportedIn } from '../report/reportedNetworks.ts';
import { text } from '../text/text.ts';
import { type Arguments, countOption, parseArguments } from './arguments.ts';
import { print, runCommand } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { type Runner, withRunner } from './trainRun.ts';

const words = text.coverage;

/** Replicas trained at once. */
const batchSize = 20;
const numResamples = 10_000;
/** Draws of an experiment over draws, and repetitions of one within a draw. */
const drawSizes = [10, 40] as const;
const withinSize = 5;
const numWithin = 5;
const numReplicasWithin = 100;
const [lowest, highest] = [0.93, 0.97];

/** How often intervals of that many values hold the mean of all. */
interface Row {
  readonly of: string;
  readonly size: number;
  readonly coverage: Coverage;
  /** Whether the exit code depends on it. */
  readonly counts: boolean;
}

/** Log ratios of paired replicas, positive where the reference is better: `[1 + T][n]`, mean over tasks first. */
type Ratios = readonly (readonly number[])[];

/** Of one rival: over draws, and within each of a few. */
interface Population {
  readonly between: Ratios;
  readonly within: readonly Ratios[];
}

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--rival': words.aRival, '--draws': text.cli.aNumber });
  const numDraws = countOption(args, '--draws', 240, 2);
  const startMs = performance.now();
  const experiment = await comparedOf(args);
  const populations = await withRunner(args, (runner) => populationsOf(experiment, numDraws, runner));
  const rows = populations.map((population) => rowsOf(experiment, population));
  const isSound = rows.flat().every(isWithinBounds);
  const seconds = (performance.now() - startMs) / 1000;
  await print(
    args.json
      ? `${JSON.stringify({ populations, rows, seconds })}\n`
      : [
          ...populations.map((population, rival) =>
            rivalText(experiment, rival, population, rows[rival] ?? []),
          ),
          `${words.result(isSound, numResamples, seconds)}\n`,
        ].join('\n'),
  );
  return isSound ? 0 : 1;
});

function isWithinBounds({ counts, coverage: { share } }: Row): boolean {
  return !counts || (share >= lowest && share <= highest);
}

/** The reference of the experiment, and of each rival its first card, or one with default options. */
async function comparedOf({ positions, options }: Arguments): Promise<Experiment> {
  const given =
    positions.length === 0 ? defaultExperiment() : (await givenExperiment(positions, words.usage)).experiment;
  const reference = referenceOf(given);
  if (reference === null) throw new UserError(text.experiment.checks.noCards);
  const cards = [reference];
  for (const rival of (options.get('--rival') ?? 'ple').split(',')) {
    const isIt = ({ id, architecture }: CardConfig) =>
      architecture === rival && cards.every((card) => card.id !== id);
    cards.push(given.cards.find(isIt) ?? createCard([...given.cards, ...cards], rival));
  }
  return setComparison({ ...given, cards }, { reference: reference.id, isTuned: false });
}

async function populationsOf(
  experiment: Experiment,
  numDraws: number,
  runner: Runner,
): Promise<readonly Population[]> {
  const overDraws = setData(experiment, { redraw: 'everything' });
  const between = await ratiosOf(overDraws, numDraws, words.drawsTrained, runner);
  const within: (readonly Ratios[])[] = [];
  for (let index = 0; index < numWithin; index++) {
    const draw = experiment.data.draw + index;
    const said = (done: number, total: number) => words.replicasTrained(draw, done, total);
    const ofDraw = setData(experiment, { redraw: 'rows', draw });
    within.push(await ratiosOf(ofDraw, numReplicasWithin, said, runner));
  }
  return between.map((ratios, rival) => ({
    between: ratios,
    within: within.map((ofDraw) => ofDraw[rival] ?? []),
  }));
}

/** Of every rival. Trains so many replicas of all cards, batch by batch, without a baseline, which no verdict needs. */
async function ratiosOf(
  experiment: Experiment,
  numReplicas: number,
  said: (done: number, total: number) => string,
  runner: Runner,
): Promise<readonly Ratios[]> {
  const ids = experiment.cards.map(({ id }) => id);
  const trained = trainedExperimentOf(experiment);
  const cards = trained.cards.filter(({ id }) => ids.includes(id));
  const losses: number[][] = ids.map(() => []);
  for (let done = 0; done < numReplicas; done += batchSize) {
    const part = { firstReplica: done, numReplicas: Math.min(batchSize, numReplicas - done) };
    const batch = { ...trained, cards, training: { ...trained.training, ...part } };
    const { record } = await runner.train(batch, true);
    const reported = reportedIn(batch, record.networks);
    for (const [card, id] of ids.entries()) losses[card]?.push(...reported(id).losses);
    process.stderr.write(`${said(done + part.numReplicas, numReplicas)}\n`);
  }
  const [reference = [], ...rivals] = losses;
  return rivals.map((ofRival) => {
    const { overall, perTask } = pairedRatios(reference, ofRival, experiment.tasks.length);
    return [overall, ...perTask];
  });
}

function rowsOf({ tasks, data }: Experiment, { between, within }: Population): readonly Row[] {
  const names = [text.answer.overall, ...tasks.map(({ name }) => name)];
  const drawing = (size: number): Drawing => ({ size, numResamples, seed: data.seed });
  return names.flatMap((name, index) => {
    const counts = index === 0;
    const overDraws = drawSizes.map((size) => ({
      of: words.overDraws(name),
      size,
      coverage: coverageOf(between[index] ?? [], drawing(size)),
      counts,
    }));
    const perDraw = within.map((ratios) => coverageOf(ratios[index] ?? [], drawing(withinSize)));
    const pooled = pooledCoverage(perDraw, drawing(withinSize));
    return [
      ...overDraws,
      { of: words.withinDraws(name), size: withinSize, coverage: pooled, counts },
      ...(counts ? perDraw : []).map((coverage, draw) => ({
        of: words.withinDraw(name, data.draw + draw),
        size: withinSize,
        coverage,
        counts: false,
      })),
    ];
  });
}

function rivalText(
  { cards, data }: Experiment,
  rival: number,
  { between, within }: Population,
  rows: readonly Row[],
): string {
  const populations = [between[0] ?? [], ...within.map(([overall = []]) => overall)];
  return [
    words.heading(cards[0]?.name ?? '', cards[rival + 1]?.name ?? ''),
    ...populations.map((values, index) => populationLine(values, index === 0 ? null : data.draw + index - 1)),
    ...rows.map(({ of, size, coverage, counts }) => words.row(of, size, coverage, counts)),
    '',
  ].join('\n');
}

/** `draw`: the one that the values are within; null: they are over draws. */
function populationLine(values: readonly number[], draw: number | null): string {
  const kept = values.filter(Number.isFinite);
  return words.population(draw, { mean: mean(kept), ...shapeOf(kept) });
}
