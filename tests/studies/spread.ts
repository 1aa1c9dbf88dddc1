/**
 * `npm run spread`: how far repetitions and draws of the tasks lie apart. Trains every architecture on some draws, with some
 * repetitions each, and prints by rival how the paired log ratios spread, whether single repetitions lie far out, and how many
 * towers died. Exit code 1 when one died, or the tails within a draw are heavy.
 */

import { ofTask, pairedRatios } from '../../src/analysis/pairs.ts';
import { farReplicas } from '../../src/analysis/robust.ts';
import { standardDeviation } from '../../src/analysis/statistics.ts';
import { hasLearnedNothing } from '../../src/analysis/verdict.ts';
import { countOption } from '../../src/cli/arguments.ts';
import { alignedTable } from '../../src/cli/command.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { mean } from '../../src/core/lists.ts';
import { createCard, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setData } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { architectures } from '../../src/models/architectures.ts';
import { formatFixedPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { lossesOfReplicas, showProgress, withoutBaseline } from './batches.ts';
import { shapeOf } from './shape.ts';
import { experimentIn, runStudy } from './study.ts';

const usage =
  "Usage: npm run spread -- ['LINK'|FILE.json|PRESET] [--draws 30] [--replicas 4] [--backend wasm|cpu] [--workers N] [--json]";
const header = [
  'architecture',
  'gain of the reference',
  'between draws',
  'within a draw',
  'excess kurtosis',
  'farthest',
  'dead towers',
];

const maxKurtosis = 3;

/** The losses of one architecture on one draw, and its towers that learned nothing. */
interface Found {
  readonly losses: readonly number[];
  readonly numDead: number;
}

await runStudy({ '--draws': text.cli.aNumber, '--replicas': text.cli.aNumber }, async (args) => {
  const numDraws = countOption(args, '--draws', 30, 2);
  const numReplicas = countOption(args, '--replicas', 4, 2);
  const given = await experimentIn(args, withAllArchitectures(defaultExperiment()), usage);
  const experiment = setComparison(given, { isTuned: false });
  const draws: (readonly Found[])[] = [];
  await withRunner(args, async (runner) => {
    for (let draw = 0; draw < numDraws; draw++) {
      draws.push(await onDraw(setData(experiment, { redraw: 'rows', draw }), numReplicas, runner));
      showProgress(`${draw + 1} of ${numDraws} draws trained`);
    }
  });
  const rivals = experiment.cards.map(({ name }, card) => ({
    name,
    ...spreadOf(draws, card, experiment.tasks.length),
  }));
  const isSound = rivals.every(({ numDead, kurtosis }) => numDead === 0 && !(kurtosis >= maxKurtosis));
  const seconds = args.seconds();
  const result = `spread: ${numDraws} draws of ${numReplicas} repetitions; log ratios against the reference, mean over tasks, as standard deviations; kurtosis within draws ${isSound ? 'below 3 for all, no' : 'NOT below 3 for all, or a'} dead tower; ${Math.round(seconds)} s`;
  return {
    json: { rivals, numDraws, numReplicas, seconds },
    summary: `${alignedTable([header, ...rivals.map(rowOf)])}${result}\n`,
    isSound,
  };
});

function rowOf({ name, gain, between, within, kurtosis, farthest, numDead }: Rival): string[] {
  const spread = [gain, between, within].map(formatFixedPercent);
  const tails = Number.isFinite(kurtosis) ? kurtosis.toFixed(1) : '–';
  return [name, ...spread, tails, formatFixedPercent(farthest), String(numDead)];
}

type Rival = ReturnType<typeof spreadOf> & { readonly name: string };

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
async function onDraw(
  experiment: Experiment,
  numReplicas: number,
  runner: CommandRunner,
): Promise<readonly Found[]> {
  const { cards, nullLosses } = await lossesOfReplicas(
    withoutBaseline(experiment),
    numReplicas,
    runner,
    () => undefined,
  );
  const numTasks = experiment.tasks.length;
  return cards.map((losses) => {
    const dead = experiment.tasks.flatMap((_, task) => {
      const isFar = farReplicas(ofTask(losses, task, numTasks));
      const ofConstant = ofTask(nullLosses, task, numTasks);
      return ofTask(losses, task, numTasks).filter(
        (loss, replica) => isFar[replica] === true || hasLearnedNothing([loss / (ofConstant[replica] ?? 0)]),
      );
    });
    return { losses, numDead: dead.length };
  });
}

/** The spread of a card's log ratios against the first one, mean over tasks, over draws and within them. */
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
