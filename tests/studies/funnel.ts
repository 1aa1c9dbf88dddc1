/**
 * `npm run funnel`: how far predicted conversions lie from the true ones. Trains AdaTT-sp, Shared-Bottom and PLE with each objective on
 * many draws of the tasks, and prints the mean bias with its 95 % interval, of the last task after another, on clicked, unclicked and all
 * test rows. Exit code 1 where a repetition diverged.
 */
import { tInterval } from '../../src/analysis/statistics.ts';
import { countOption } from '../../src/cli/arguments.ts';
import { alignedTable } from '../../src/cli/command.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { mean } from '../../src/core/lists.ts';
import { type Population, parentOf, populations } from '../../src/data/funnel.ts';
import { trainedCardFields } from '../../src/experiment/cardFields.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setData } from '../../src/experiment/edit.ts';
import { setCard, setCardOptions } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { presetOf } from '../../src/presets/presets.ts';
import { reportedIn } from '../../src/run/reportable.ts';
import { text } from '../../src/text/text.ts';
import { showProgress, withoutBaseline } from './batches.ts';
import { experimentIn, runStudy } from './study.ts';

const usage =
  "Usage: npm run funnel -- ['LINK'|FILE.json|PRESET] [--draws 40] [--backend wasm|cpu] [--workers N] [--json]";
const architectures = ['adattSp', 'sharedBottom', 'ple'];
const objectives = (trainedCardFields.objective.choices ?? []).map(({ value }) => value);
const batchSize = 10;
const header = ['architecture', 'objective', 'rows', 'true', 'predicted', 'bias', 'log loss'];

/** One network per objective and architecture; letters stand for nothing. */
interface Found {
  readonly architecture: string;
  readonly objective: string;
  /** By population, one number per draw. */
  readonly ofRows: Readonly<Record<Population, Measured[]>>;
}

interface Measured {
  readonly truth: number;
  readonly predicted: number;
  readonly loss: number;
}

await runStudy({ '--draws': text.cli.aNumber }, async (args) => {
  const numDraws = countOption(args, '--draws', 40, 2);
  const given = await experimentIn(args, presetOf('funnel')?.experiment ?? defaultExperiment(), usage);
  const experiment = setData(setComparison(given, { isTuned: false, budget: 'asConfigured' }), {
    redraw: 'everything',
  });
  const found: Found[] = [];
  await withRunner(args, async (runner) => {
    for (const architecture of architectures) {
      found.push(
        ...(await trained(withObjectives(experiment, architecture), architecture, numDraws, runner)),
      );
      showProgress(`${architecture} is done`);
    }
  });
  const rows = found.flatMap(rowsOf);
  const isSound = rows.every(({ bias: { n } }) => n === numDraws);
  const seconds = Math.round(args.seconds());
  const result = `funnel: ${numDraws} draws, mean and 95 % interval; ${isSound ? 'none' : 'SOME'} diverged; ${seconds} s`;
  return {
    json: { rows, numDraws, seconds },
    summary: `${alignedTable([header, ...rows.map(({ cells }) => cells)])}${result}\n`,
    isSound,
  };
});

/** A card of each objective, with the options of the first card that has that architecture, or of the first. */
function withObjectives(experiment: Experiment, architecture: string): Experiment {
  const like = experiment.cards.find((card) => card.architecture === architecture) ?? experiment.cards[0];
  const cards = cardsOf(objectives.map(() => architecture));
  return cards.reduce<Experiment>(
    (edited, { id }, index) =>
      setCardOptions(
        setCard(edited, id, { objective: trainedCardFields.objective.read(objectives[index]) }),
        id,
        like?.options ?? {},
      ),
    { ...experiment, cards },
  );
}

async function trained(
  experiment: Experiment,
  architecture: string,
  numDraws: number,
  runner: CommandRunner,
): Promise<readonly Found[]> {
  const { tasks } = experiment;
  const task = tasks.findLastIndex((_, index) => parentOf(tasks, index) !== null);
  if (task < 0) throw new Error('No task comes after another one.');
  const found = objectives.map((objective) => ({
    architecture,
    objective,
    ofRows: { clicked: [] as Measured[], unclicked: [] as Measured[], all: [] as Measured[] },
  }));
  for (let done = 0; done < numDraws; done += batchSize) {
    const part = { firstReplica: done, numReplicas: Math.min(batchSize, numDraws - done) };
    const batch = { ...experiment, training: { ...experiment.training, ...part } };
    const { networks, knownLosses } = await runner.train(withoutBaseline(batch), true);
    const reported = reportedIn(batch, networks);
    for (const [index, { id }] of batch.cards.entries())
      for (const population of populations)
        for (let replica = 0; replica < part.numReplicas; replica++) {
          const at = replica * tasks.length + task;
          const measured = reported(id).ofRows?.[population];
          found[index]?.ofRows[population].push({
            truth: knownLosses.funnel?.ofRows[population].truth[at] ?? Number.NaN,
            predicted: measured?.predicted[at] ?? Number.NaN,
            loss: measured?.losses[at] ?? Number.NaN,
          });
        }
    showProgress(`${architecture}: ${done + part.numReplicas} of ${numDraws} draws`);
  }
  return found;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function rowsOf({ architecture, objective, ofRows }: Found) {
  return populations.map((population) => {
    const measured = ofRows[population];
    const bias = tInterval(
      measured.map(({ predicted, truth }) => predicted - truth),
      0.95,
    );
    const of = (value: (one: Measured) => number) => mean(measured.map(value)).toFixed(3);
    const interval = `${signed(bias.mean)} (${signed(bias.low)} to ${signed(bias.high)})`;
    const means = [
      of(({ truth }) => truth),
      of(({ predicted }) => predicted),
      interval,
      of(({ loss }) => loss),
    ];
    return { bias, cells: [architecture, objective, population, ...means] };
  });
}
