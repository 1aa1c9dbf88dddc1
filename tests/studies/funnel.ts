/**
 * `npm run funnel`: how far predicted conversions lie from the true ones, by objective, rows and noise. Trains one architecture with each
 * objective on many draws of the tasks, with click and conversion noise that are independent or not, and with propensities that are
 * learned or known from the generator. Prints, of the last task after another on clicked, unclicked and all test rows, the mean true
 * probability and how far from it predictions are on average, with 95 % intervals. Exit code 1 where a repetition diverged.
 */

import type { KnownLosses } from '../../src/analysis/produced/evaluation.ts';
import { emptyReportableLosses } from '../../src/analysis/reported.ts';
import { tInterval } from '../../src/analysis/statistics.ts';
import { type CommandArguments, countOption } from '../../src/cli/arguments.ts';
import { alignedTable } from '../../src/cli/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { mean } from '../../src/core/lists.ts';
import {
  funnelPopulations,
  precedingTaskOf,
  type RecordByPopulation,
  recordByPopulation,
} from '../../src/data/funnel.ts';
import { sigmoid } from '../../src/data/labelling.ts';
import { chanceGivenPath } from '../../src/data/noiseDependence.ts';
import { trueSignalsOf } from '../../src/data/truth.ts';
import type { ReplicaData } from '../../src/data/types.ts';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { replicaDataOf } from '../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../src/engine/train/trainer.ts';
import { trainedCardFields } from '../../src/experiment/cardFields.ts';
import { cardIds } from '../../src/experiment/cardIds.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setData, setTraining } from '../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { reportableAfter, reportedLossesIn } from '../../src/run/reportable.ts';
import { presetOfId } from '../../src/teach/presets/presets.ts';
import { batchesOf, showProgress } from './batches.ts';
import { experimentIn, runStudy } from './study.ts';

const usage =
  "Usage: npm run funnel -- ['LINK'|FILE.json|PRESET] [--draws 40] [--rows 4000,40000] [--dependence 0,0.6] [--steps N] [--json]";
const batchSize = 10;
const header = ['training rows', 'dependence', 'objective', ...funnelPopulations, 'log loss, all'];

/**
 * Where propensities come from: the network's own prediction of the click, its true probability given the row, or given the row and
 * whether there would be a conversion.
 */
type Propensities = 'learned' | 'true' | 'true, given label,';

interface Contestant {
  readonly name: string;
  readonly propensities: Propensities;
  /** The least propensity; null: none. */
  readonly clip: number | null;
  readonly objective: CardConfig['objective'];
  /** How much the loss of the entire space counts beside. */
  readonly lambdaG: number;
}

/** The clip that is the default of a card, and none. */
const clips = [trainedCardFields.clip.defaultValue, null];

const weighted = (propensities: Propensities, clip: number | null): readonly Contestant[] =>
  [1, 0].map((lambdaG) => ({
    name: `${propensities} propensity, ${clip === null ? 'not clipped' : `clipped at ${clip}`}${lambdaG === 1 ? ', entire space' : ''}`,
    propensities,
    clip,
    objective: 'inversePropensity',
    lambdaG,
  }));

/** Those whose training rows are the same are trained together. */
const groups: readonly (readonly Contestant[])[] = [
  [
    ...(['conditional', 'entireSpace'] as const).map((objective) => ({
      name: objective === 'conditional' ? 'conditional' : 'entire space',
      propensities: 'learned' as const,
      clip: null,
      objective,
      lambdaG: 0,
    })),
    ...clips.flatMap((clip) => weighted('learned', clip)),
  ],
  ...clips.map((clip) => weighted('true', clip)),
  weighted('true, given label,', null),
];

interface Measured {
  readonly truth: number;
  readonly predicted: number;
  readonly loss: number;
}

/** A contestant under one law; by population, one number per draw. */
interface Found {
  readonly numRows: number;
  readonly dependence: number;
  readonly name: string;
  readonly ofRows: RecordByPopulation<Measured[]>;
}

await runStudy(
  { '--draws': 'a number', '--rows': 'numbers', '--dependence': 'numbers', '--steps': 'a number' },
  async (args) => {
    const numDraws = countOption(args, '--draws', 40, 2);
    const given = await experimentIn(args, presetOfId('funnel')?.experiment ?? defaultExperiment(), usage);
    const untuned = setComparison(given, { isTuned: false, budget: 'asConfigured' });
    const numSteps = countOption(args, '--steps', given.training.numSteps, 1);
    const experiment = setTraining(setData(untuned, { redraw: 'everything' }), { numSteps });
    const backend = await startBackend(args.backend ?? 'wasm');
    await backend.activate();
    const found: Found[] = [];
    const clipped: number[] = [];
    for (const numTrainRows of numbersIn(args, '--rows', [4000, 40_000]))
      for (const noiseDependence of numbersIn(args, '--dependence', [0, 0.6])) {
        const law = setData(experiment, { numTrainRows, noiseDependence });
        found.push(...(await foundUnder(law, numDraws, clipped)));
      }
    const rows = found.map(rowOf);
    const isSound = rows.every(({ bias }) => funnelPopulations.every((one) => bias[one].n === numDraws));
    const seconds = Math.round(args.seconds());
    const below = `Rows whose true propensity lies below the default clip: ${percent(mean(clipped))} (${percent(Math.min(...clipped))} to ${percent(Math.max(...clipped))} by draw)`;
    const result = `${below}\nfunnel: ${numDraws} draws, mean and 95 % interval; ${isSound ? 'none' : 'SOME'} diverged; ${seconds} s`;
    return {
      json: { rows, clipped, numDraws, seconds },
      summary: `${alignedTable([header, ...found.flatMap((one, index) => cellsOf(one, found[index - 1]))])}${result}\n`,
      isSound,
    };
  },
);

function numbersIn(
  { options }: CommandArguments,
  name: string,
  fallback: readonly number[],
): readonly number[] {
  const given = options.get(name);
  if (given === undefined) return fallback;
  const numbers = given.split(',').map(Number);
  if (numbers.every(Number.isFinite)) return numbers;
  throw new UserError(`${name} must be numbers with commas between; got '${given}'. ${usage}`);
}

/** What a click says beside the row is known only where noise depends on noise. */
function groupsUnder({ data }: Experiment) {
  return groups.filter(
    ([first]) => data.noiseDependence !== 0 || first?.propensities !== 'true, given label,',
  );
}

/** The truth given a click is a contestant where it is another: whoever learns from clicked rows without error has it. */
async function foundUnder(law: Experiment, numDraws: number, clipped: number[]): Promise<readonly Found[]> {
  const { numTrainRows: numRows, noiseDependence: dependence } = law.data;
  const foundOf = (name: string): Found => ({
    ...{ numRows, dependence, name },
    ofRows: recordByPopulation(() => []),
  });
  const found = groupsUnder(law).map((group) => group.map(({ name }) => foundOf(name)));
  const givenClick = foundOf('no error, given a click');
  for (const { batch, firstReplica, numDone } of batchesOf(law, numDraws, batchSize)) {
    const numbers = Array.from({ length: numDone - firstReplica }, (_, index) => firstReplica + index);
    const replicas = await replicaDataOf(batch, numbers, { betweenParts: async () => undefined });
    clipped.push(...replicas.map((data) => clippedShare(data, law)));
    for (const [index, group] of groupsUnder(law).entries()) {
      const weighed = replicas.map((data, at) => weighedFor(group, batch, data, numbers[at] ?? 0));
      const known = await measure({ ...batch, cards: cardsFor(group, law) }, weighed, found[index] ?? []);
      if (index === 0) takeGivenClick(givenClick, known, law);
    }
    showProgress(`${numRows} rows, dependence ${dependence}: ${numDone} of ${numDraws} draws`);
  }
  return dependence === 0 ? found.flat() : [givenClick, ...found.flat()];
}

function takeGivenClick({ ofRows }: Found, { funnel }: KnownLosses, { tasks }: Experiment): void {
  for (const population of funnelPopulations) {
    const { truth = [], truthGivenPath = [] } = funnel?.ofRows[population] ?? {};
    for (let at = tasks.length - 1; at < truth.length; at += tasks.length)
      ofRows[population].push({
        truth: truth[at] ?? Number.NaN,
        predicted: truthGivenPath[at] ?? Number.NaN,
        loss: Number.NaN,
      });
  }
}

/** Share of the test rows whose true propensity lies below the default clip. */
function clippedShare({ test: { truth, numRows } }: ReplicaData, law: Experiment): number {
  const { before } = lastAfter(law);
  const ofClick = truth?.subarray(before * numRows, (before + 1) * numRows) ?? [];
  return mean([...ofClick].map((chance) => Number(chance < trainedCardFields.clip.defaultValue)));
}

/** The last task that comes after another, and the one before. */
function lastAfter({ tasks }: Experiment) {
  const task = tasks.findLastIndex((_, index) => precedingTaskOf(tasks, index) !== null);
  const before = precedingTaskOf(tasks, task);
  if (before === null || precedingTaskOf(tasks, before) !== null)
    throw new UserError('A task must come after another one that comes after none.');
  return { task, before };
}

/** With known propensities, training rows whose labels weigh as much already. */
function weighedFor(
  [contestant]: readonly Contestant[],
  experiment: Experiment,
  data: ReplicaData,
  replica: number,
): ReplicaData {
  if (contestant === undefined || contestant.propensities === 'learned') return data;
  const { task, before } = lastAfter(experiment);
  const logits = trueSignalsOf(experiment, replica)?.(data.train.inputs) ?? [];
  const { numRows, targets } = data.train;
  const chanceOf = (of: number, row: number) => sigmoid(logits[of]?.[row] ?? Number.NaN);
  const mask = Float32Array.from(data.train.mask);
  for (let row = 0; row < numRows; row++) {
    const at = task * numRows + row;
    if (mask[at] !== 1) continue;
    const [click, conversion] = [chanceOf(before, row), chanceOf(task, row)];
    const both = click * chanceGivenPath([click, conversion], experiment.data.noiseDependence);
    const givenLabel = targets[at] === 1 ? both / conversion : (click - both) / (1 - conversion);
    const propensity = contestant.propensities === 'true' ? click : givenLabel;
    mask[at] = 1 / Math.max(propensity, contestant.clip ?? 0);
  }
  return { ...data, train: { ...data.train, mask } };
}

/** A card of each, with the options of the first card of the experiment. */
function cardsFor(group: readonly Contestant[], { cards: [like] }: Experiment): readonly CardConfig[] {
  if (like === undefined) throw new UserError('There is no architecture.');
  return group.map(({ objective, propensities, clip, lambdaG }, index) => ({
    ...like,
    id: cardIds[index] ?? like.id,
    objective,
    lambdaC: 1,
    lambdaG,
    // Labels that weigh as much already are divided by 1.
    clip: propensities === 'learned' ? (clip ?? 0.001) : 1,
  }));
}

async function measure(
  experiment: Experiment,
  replicas: readonly ReplicaData[],
  found: readonly Found[],
): Promise<KnownLosses> {
  const { numSteps, evalEvery, learningRate } = experiment.training;
  const trainer = await createTrainer(experiment, null, {}, replicas);
  const { knownLosses } = trainer;
  const networks = new Map(experiment.cards.map(({ id }) => [id, { reportable: emptyReportableLosses }]));
  for (let step = 1; step <= numSteps; step++) {
    trainer.trainStep(learningRate);
    if (step % evalEvery !== 0 && step !== numSteps) continue;
    for (const { cardId: id, loss } of await trainer.evaluate()) {
      const { reportable } = networks.get(id) ?? { reportable: emptyReportableLosses };
      networks.set(id, { reportable: reportableAfter(reportable, loss, { experiment, knownLosses }) });
    }
  }
  trainer.dispose();
  const reported = reportedLossesIn(experiment, networks);
  const { task } = lastAfter(experiment);
  for (const [index, { id }] of experiment.cards.entries())
    for (const population of funnelPopulations)
      for (const replica of replicas.keys()) {
        const at = replica * experiment.tasks.length + task;
        const measured = reported(id).ofRows?.[population];
        found[index]?.ofRows[population].push({
          truth: knownLosses.funnel?.ofRows[population].truth[at] ?? Number.NaN,
          predicted: measured?.predicted[at] ?? Number.NaN,
          loss: measured?.losses[at] ?? Number.NaN,
        });
      }
  return knownLosses;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function rowOf({ numRows, dependence, name, ofRows }: Found) {
  const bias = recordByPopulation((population) =>
    tInterval(
      ofRows[population].map(({ predicted, truth }) => predicted - truth),
      0.95,
    ),
  );
  const truth = recordByPopulation((population) => mean(ofRows[population].map((one) => one.truth)));
  const logLoss = mean(ofRows.all.map(({ loss }) => loss));
  return { numRows, dependence, name, truth, bias, logLoss };
}

/** Cells of a row; before the first of a law, a row of the truth. */
function cellsOf(found: Found, before: Found | undefined): readonly (readonly string[])[] {
  const { numRows, dependence, name, truth, bias, logLoss } = rowOf(found);
  const law = [String(numRows), String(dependence)];
  const isFirst = before?.numRows !== numRows || before.dependence !== dependence;
  const truths = funnelPopulations.map((population) => truth[population].toFixed(3));
  const biases = funnelPopulations.map((population) => {
    const { mean: middle, low, high } = bias[population];
    return `${signed(middle)} (${signed(low)} to ${signed(high)})`;
  });
  const loss = Number.isNaN(logLoss) ? '' : logLoss.toFixed(3);
  return [...(isFirst ? [[...law, 'truth', ...truths, '']] : []), [...law, name, ...biases, loss]];
}
