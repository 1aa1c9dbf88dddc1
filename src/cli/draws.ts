/**
 * `npm run draws -- PRESET --draws 40`: does the verdict hold for other tasks like these? Trains the experiment on that many
 * draws of its tasks, one repetition each, and compares the architectures over all: the numbers of the page.
 */

import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link/link.ts';
import { verdictSentence } from '../report/verdictSentence.ts';
import { nameOfCardId, verdictsOf, verdictTable } from '../report/verdictWords.ts';
import { limits } from '../schema/limits.ts';
import {
  aboveFloorOf,
  DRAWS_PLANNED,
  type DrawsPoint,
  drawsPlan,
  drawsPointOf,
  type FoundDraws,
  foundDraws,
} from '../sweep/draws.ts';
import { aheadSentence, floorTable } from '../sweep/drawsWords.ts';
import { formatGain } from '../text/format.ts';
import { text } from '../text/text.ts';
import { countOption, parseArguments } from './arguments.ts';
import { alignedTable, print, runCommand } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { type CommandRunner, withRunner } from './trainRun.ts';

const words = text.draws;

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--draws': text.cli.aNumber });
  const numDraws = countOption(args, '--draws', DRAWS_PLANNED, 1);
  if (numDraws > limits.draws) throw new UserError(words.tooMany(limits.draws));
  const { experiment } = await givenExperiment(args.positions, words.cliUsage);
  const points = await withRunner(args, (runner) => trainedPoints(experiment, numDraws, runner));
  const found = foundDraws(experiment, points, numDraws);
  if (found === null) throw new UserError(text.experiment.checks.noCards);
  await print(args.json ? `${JSON.stringify(resultOf(experiment, found))}\n` : reportText(found));
  return 0;
});

async function trainedPoints(
  experiment: Experiment,
  numDraws: number,
  runner: CommandRunner,
): Promise<readonly DrawsPoint[]> {
  const { axis, values } = drawsPlan(numDraws);
  const points: DrawsPoint[] = [];
  for (const value of values) {
    const chunk = axis.experimentAt(experiment, value);
    // A draw on which all diverges is a finding, too.
    const { record } = await runner.trainAll(chunk, true);
    const point = drawsPointOf(value, chunk, record);
    if (point === null) throw new UserError(text.cli.notEvaluated);
    points.push(point);
    process.stderr.write(`${words.status.numDone(value + chunk.training.numReplicas, numDraws)}\n`);
  }
  return points;
}

function resultOf(experiment: Experiment, found: FoundDraws) {
  const { draws, answer, experiment: over } = found;
  const verdict = verdictSentence(over, answer);
  const aboveFloor = aboveFloorOf(found);
  return { config: linkOf(experiment), draws, verdict, verdicts: verdictsOf(answer), aboveFloor };
}

/** The verdict over all draws, and a row per draw with the overall gain over each rival. */
function reportText(found: FoundDraws): string {
  const { draws, experiment, answer } = found;
  const verdicts = verdictsOf(answer);
  const header = [words.draw, ...verdicts.map(({ against }) => nameOfCardId(experiment, against))];
  const rows = draws.map((draw, replica) => [
    String(draw),
    ...verdicts.map(({ overall }) => gainIn(overall.perReplica[replica] ?? Number.NaN)),
  ]);
  return [
    verdictSentence(experiment, answer),
    aheadSentence(found),
    '',
    alignedTable(verdictTable(experiment, answer)),
    alignedTable([header, ...rows]),
    alignedTable(floorTable(found)),
  ].join('\n');
}

function gainIn(gain: number): string {
  return Number.isFinite(gain) ? formatGain(gain) : text.cli.allDiverged;
}
