/**
 * `npm run spread`: how far repetitions and draws of the tasks lie apart. Trains every architecture on some draws, with some
 * repetitions each, and prints by rival how the paired log ratios spread, whether single repetitions lie far out, and how many
 * towers died. Exit code 1 when one died, or the tails within a draw are heavy.
 */
import { ofTask, pairedRatios } from '../analysis/pairs.ts';
import type { ReportedLosses } from '../analysis/reported.ts';
import { farReplicas } from '../analysis/robust.ts';
import { shapeOf } from '../analysis/shape.ts';
import { mean, standardDeviation } from '../analysis/statistics.ts';
import { hasLearnedNothing } from '../analysis/verdict.ts';
import { createCard, defaultExperiment } from '../experiment/defaults.ts';
import { setComparison, setData, setTraining } from '../experiment/edit.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { trainedExperimentOf } from '../experiment/plan/trained.ts';
import { architectures } from '../models/architectures.ts';
import { reportedIn } from '../report/reportedNetworks.ts';
import { text } from '../text/text.ts';
import { countOption, parseArguments } from './arguments.ts';
import { print, runCommand, tableOf } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { type Runner, withRunner } from './trainRun.ts';

const words = text.spread;

const maxKurtosis = 3;

/** Of one architecture on one draw. */
interface Found {
  readonly losses: ReportedLosses['losses'];
  readonly numDead: number;
}

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--draws': text.cli.aNumber, '--replicas': text.cli.aNumber });
  const numDraws = countOption(args, '--draws', 30, 2);
  const numReplicas = countOption(args, '--replicas', 4, 2);
  const startMs = performance.now();
  const given =
    args.positions.length === 0
      ? withAllArchitectures(defaultExperiment())
      : (await givenExperiment(args.positions, words.usage)).experiment;
  const experiment = setTraining(setComparison(given, { isTuned: false }), { numReplicas });
  const draws: (readonly Found[])[] = [];
  await withRunner(args, async (runner) => {
    for (let draw = 0; draw < numDraws; draw++) {
      draws.push(await onDraw(setData(experiment, { redraw: 'rows', draw }), runner));
      process.stderr.write(`${words.drawTrained(draw + 1, numDraws)}\n`);
    }
  });
  const rivals = experiment.cards.map(({ name }, card) => ({
    name,
    ...spreadOf(draws, card, experiment.tasks.length),
  }));
  const isSound = rivals.every(({ numDead, kurtosis }) => numDead === 0 && !(kurtosis >= maxKurtosis));
  const seconds = (performance.now() - startMs) / 1000;
  const rows = rivals.map(({ name, gain, between, within, kurtosis, farthest, numDead }) => [
    name,
    ...[gain, between, within].map(words.percent),
    words.kurtosis(kurtosis),
    words.percent(farthest),
    String(numDead),
  ]);
  await print(
    args.json
      ? `${JSON.stringify({ rivals, numDraws, numReplicas, seconds })}\n`
      : `${tableOf([[...words.header], ...rows])}${words.result(isSound, numDraws, numReplicas, seconds)}\n`,
  );
  return isSound ? 0 : 1;
});

/** AdaTT-sp first, which all others are compared with; there may be more of them than letters for the cards of a page. */
function withAllArchitectures(experiment: Experiment): Experiment {
  const [first = ''] = experiment.cards.map(({ architecture }) => architecture);
  const others = architectures.map(({ id }) => id).filter((id) => id !== first);
  const cards = [first, ...others].map((architecture) => ({
    ...createCard([], architecture),
    id: architecture,
  }));
  return { ...experiment, cards };
}

/** Every card's losses on the draw of the experiment. */
async function onDraw(experiment: Experiment, runner: Runner): Promise<readonly Found[]> {
  const ids = experiment.cards.map(({ id }) => id);
  const trained = trainedExperimentOf(experiment);
  const planned = { ...trained, cards: trained.cards.filter(({ id }) => ids.includes(id)) };
  const { record } = await runner.train(planned, true);
  const reported = reportedIn(planned, record.networks);
  const numTasks = experiment.tasks.length;
  return ids.map((id) => {
    const { losses } = reported(id);
    const dead = experiment.tasks.flatMap((_, task) => {
      const isFar = farReplicas(ofTask(losses, task, numTasks));
      const nullLosses = ofTask(record.knownLosses.test, task, numTasks);
      return ofTask(losses, task, numTasks).filter(
        (loss, replica) => isFar[replica] === true || hasLearnedNothing([loss / (nullLosses[replica] ?? 0)]),
      );
    });
    return { losses, numDead: dead.length };
  });
}

/** How the log ratios of a card against the first one, mean over tasks, spread over draws and within them. */
function spreadOf(draws: readonly (readonly Found[])[], card: number, numTasks: number) {
  const ratios = draws.map((found) =>
    pairedRatios(found[0]?.losses ?? [], found[card]?.losses ?? [], numTasks).overall.filter(Number.isFinite),
  );
  const means = ratios.map(mean);
  const offs = ratios.flatMap((ofDraw, draw) => ofDraw.map((ratio) => ratio - (means[draw] ?? 0)));
  const degrees = offs.length - draws.length;
  return {
    gain: mean(means),
    between: standardDeviation(means),
    within: Math.sqrt(offs.reduce((sum, off) => sum + off * off, 0) / degrees),
    kurtosis: shapeOf(offs).excessKurtosis,
    farthest: Math.max(...offs.map(Math.abs)),
    numDead: draws.reduce((sum, found) => sum + (found[card]?.numDead ?? 0), 0),
  };
}
