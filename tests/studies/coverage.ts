/**
 * `npm run coverage -- [LINK|FILE.json|PRESET] --rival ple`: do intervals hold what they promise? Trains the reference and its
 * rivals on many draws of the tasks, one repetition each, and on a few draws with many repetitions; then takes these as all
 * there could be, draws small experiments from them, and counts the intervals that hold the mean of all. Exit code 1 outside
 * 93 to 97 %.
 */

import { pairedRatios } from '../../src/analysis/pairs.ts';
import { type CommandArguments, countOption } from '../../src/cli/arguments.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { mean } from '../../src/core/lists.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { createCard, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setData } from '../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { formatFixedPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { lossesOfReplicas, showProgress, withoutBaseline } from './batches.ts';
import { type Coverage, coverageOf, type Drawing, pooledCoverage } from './intervalCoverage.ts';
import { experimentIn, runStudy } from './study.ts';

/** The shape of paired log ratios, for example. */
interface RatioShape {
  readonly n: number;
  readonly deviation: number;
  /** Third and fourth standardised moment, the latter less 3: both 0 of a normal distribution. */
  readonly skewness: number;
  readonly excessKurtosis: number;
}

/** Moments with divisor n. */
function shapeOf(values: readonly number[]): RatioShape {
  const centre = mean(values);
  const offs = values.map((value) => value - centre);
  const variance = mean(offs.map((off) => off * off));
  return {
    n: values.length,
    deviation: Math.sqrt(variance),
    skewness: mean(offs.map((off) => off * off * off)) / (variance * Math.sqrt(variance)),
    excessKurtosis: mean(offs.map((off) => off * off * off * off)) / (variance * variance) - 3,
  };
}

const usage =
  "Usage: npm run coverage -- ['LINK'|FILE.json|PRESET] [--rival ple,mmoe] [--draws 240] [--backend wasm|cpu] [--workers N] [--json]";

const numResamples = 10_000;
/** Draws of an experiment over draws, and repetitions of one within a draw. */
const drawSizes = [10, 40] as const;
const withinSize = 5;
const numWithin = 5;
const numReplicasWithin = 100;
const [lowest, highest] = [0.93, 0.97];

/** The share of intervals of that many values that hold the mean of all. */
interface Row {
  readonly of: string;
  readonly size: number;
  readonly coverage: Coverage;
  /** True when the exit code depends on it. */
  readonly counts: boolean;
}

/** Log ratios of paired replicas, positive where the reference is better: `[1 + T][n]`, mean over tasks first. */
type Ratios = readonly (readonly number[])[];

/** The ratios of one rival: over draws, and within each of a few. */
interface Population {
  readonly between: Ratios;
  readonly within: readonly Ratios[];
}

const options = { '--rival': 'architectures, such as ple or ple,mmoe', '--draws': text.cli.aNumber };

await runStudy(options, async (args) => {
  const numDraws = countOption(args, '--draws', 240, 2);
  const experiment = await comparedOf(args);
  const populations = await withRunner(args, (runner) => populationsOf(experiment, numDraws, runner));
  const rows = populations.map((population) => rowsOf(experiment, population));
  const isSound = rows.flat().every(isWithinBounds);
  const seconds = args.seconds();
  return {
    json: { populations, rows, seconds },
    summary: [
      ...populations.map((population, rival) => rivalText(experiment, rival, population, rows[rival] ?? [])),
      `${resultLine(isSound, seconds)}\n`,
    ].join('\n'),
    isSound,
  };
});

function isWithinBounds({ counts, coverage: { share } }: Row): boolean {
  return !counts || (share >= lowest && share <= highest);
}

/** The reference of the experiment, and of each rival its first card, or one with default options. */
async function comparedOf(args: CommandArguments): Promise<Experiment> {
  const given = await experimentIn(args, defaultExperiment(), usage);
  const reference = referenceOf(given);
  if (reference === null) throw new UserError(text.experiment.checks.noCards);
  const cards = [reference];
  for (const rival of (args.options.get('--rival') ?? 'ple').split(',')) {
    const isIt = ({ id, architecture }: CardConfig) =>
      architecture === rival && cards.every((card) => card.id !== id);
    cards.push(given.cards.find(isIt) ?? createCard([...given.cards, ...cards], rival));
  }
  return setComparison({ ...given, cards }, { reference: reference.id, isTuned: false });
}

async function populationsOf(
  experiment: Experiment,
  numDraws: number,
  runner: CommandRunner,
): Promise<readonly Population[]> {
  const overDraws = setData(experiment, { redraw: 'everything' });
  const between = await ratiosOf(overDraws, numDraws, runner, (done) =>
    showProgress(`${done} of ${numDraws} draws trained`),
  );
  const within: (readonly Ratios[])[] = [];
  for (let index = 0; index < numWithin; index++) {
    const draw = experiment.data.draw + index;
    const ofDraw = setData(experiment, { redraw: 'rows', draw });
    const ratios = await ratiosOf(ofDraw, numReplicasWithin, runner, (done) =>
      showProgress(`draw ${draw}: ${done} of ${numReplicasWithin} repetitions trained`),
    );
    within.push(ratios);
  }
  return between.map((ratios, rival) => ({
    between: ratios,
    within: within.map((ofDraw) => ofDraw[rival] ?? []),
  }));
}

/** The ratios of every rival. A baseline, which no verdict needs, is not trained. */
async function ratiosOf(
  experiment: Experiment,
  numReplicas: number,
  runner: CommandRunner,
  onBatch: (done: number) => void,
): Promise<readonly Ratios[]> {
  const trained = withoutBaseline(experiment);
  const { cards } = await lossesOfReplicas(trained, numReplicas, runner, onBatch);
  const [reference = [], ...rivals] = cards;
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
      of: `${name}, over draws`,
      size,
      coverage: coverageOf(between[index] ?? [], drawing(size)),
      counts,
    }));
    const perDraw = within.map((ratios) => coverageOf(ratios[index] ?? [], drawing(withinSize)));
    const pooled = pooledCoverage(perDraw, drawing(withinSize));
    return [
      ...overDraws,
      { of: `${name}, within a draw`, size: withinSize, coverage: pooled, counts },
      ...(counts ? perDraw : []).map((coverage, draw) => ({
        of: `${name}, within draw ${data.draw + draw}`,
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
  const [reference, other] = [cards[0]?.name, cards[rival + 1]?.name];
  return [
    `${reference} against ${other}: ln(loss of ${other} / loss of ${reference}), mean over tasks`,
    ...populations.map((values, index) => populationLine(values, index === 0 ? null : data.draw + index - 1)),
    ...rows.map(rowLine),
    '',
  ].join('\n');
}

/** `draw`: the one that the values are within; null: they are over draws. */
function populationLine(values: readonly number[], draw: number | null): string {
  const kept = values.filter(Number.isFinite);
  const { n, deviation, skewness, excessKurtosis } = shapeOf(kept);
  const population = draw === null ? `${n} draws` : `draw ${draw}, ${n} repetitions`;
  return `  ${population}: mean ${mean(kept).toFixed(4)}, standard deviation ${deviation.toFixed(4)}, skewness ${skewness.toFixed(1)}, excess kurtosis ${excessKurtosis.toFixed(1)}`;
}

function rowLine({ of, size, coverage: { share, error }, counts }: Row): string {
  const held = `${formatFixedPercent(share)} (± ${(100 * error).toFixed(2)} % Monte-Carlo standard error)`;
  return `${counts ? '*' : ' '} ${of}: the 95 % intervals of ${size} hold the mean of all in ${held}`;
}

function resultLine(isSound: boolean, seconds: number): string {
  const resamples = `${numResamples.toLocaleString('en')} resamples each, with replacement`;
  return `coverage: lines with an asterisk are ${isSound ? '' : 'NOT all '}within 93 to 97 %; ${resamples}; ${Math.round(seconds)} s in all`;
}
