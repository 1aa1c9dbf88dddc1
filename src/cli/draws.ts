/** `npm run draws -- PRESET --draws 40`: trains the experiment on many draws of its tasks, and says whether the verdict holds over all. */

import { UserError } from '../core/errors.ts';
import { limits } from '../core/schema/limits.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { verdictTable } from '../run/report/verdictTables.ts';
import {
  nameOfCardId,
  verdictScopeSentence,
  verdictSentence,
  verdictsOf,
} from '../run/report/verdictWords.ts';
import {
  DRAWS_PLANNED,
  excessOverFloorOf,
  readTaskDraws,
  type TaskDraws,
  taskDrawsOf,
  taskDrawsStudy,
} from '../studies/sweep/taskDraws.ts';
import { aheadSentence, floorTable } from '../studies/sweep/taskDrawsWords.ts';
import { formatGain } from '../text/format.ts';
import { text } from '../text/text.ts';
import { countOption, parseArguments } from './arguments.ts';
import { alignedTable, printResult, runCommand } from './command.ts';
import { experimentOfArguments } from './loadExperiment.ts';
import { withRunner } from './trainRun.ts';
import { trainStudy } from './trainStudy.ts';

const words = text.draws;

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--draws': text.cli.aNumber, '--resume': text.cli.aFile });
  const numDraws = countOption(args, '--draws', DRAWS_PLANNED, 1);
  if (numDraws > limits.draws) throw new UserError(words.tooMany(limits.draws));
  const { experiment } = await experimentOfArguments(args.positions, words.cliUsage);
  const study = taskDrawsStudy(experiment, numDraws);
  const path = args.options.get('--resume');
  const file = path === undefined ? null : { path, read: readTaskDraws };
  const points = await withRunner(args, (runner) => trainStudy(study, runner, file, {}));
  const found = taskDrawsOf(study, points);
  if (found === null) throw new UserError(text.experiment.checks.noCards);
  await printResult(
    args.json ? `${JSON.stringify(drawsResultJson(experiment, found))}\n` : drawsReport(found),
  );
  return 0;
}, words.cliUsage);

function drawsResultJson(experiment: Experiment, found: TaskDraws) {
  const { draws, summary, experiment: over } = found;
  const verdict = verdictSentence(over, summary);
  const aboveFloor = excessOverFloorOf(found);
  return { config: linkOfAll(experiment), draws, verdict, verdicts: verdictsOf(summary), aboveFloor };
}

function drawsReport(found: TaskDraws): string {
  const { draws, experiment, summary } = found;
  const verdicts = verdictsOf(summary);
  const header = [words.draw, ...verdicts.map(({ cardId }) => nameOfCardId(experiment, cardId))];
  const rows = draws.map((draw, replica) => [
    String(draw),
    ...verdicts.map(({ overall }) => gainPercentText(overall.perReplica[replica] ?? Number.NaN)),
  ]);
  return [
    verdictSentence(experiment, summary),
    verdictScopeSentence(experiment, summary),
    aheadSentence(found),
    '',
    alignedTable(verdictTable(experiment, summary)),
    alignedTable([header, ...rows]),
    alignedTable(floorTable(found)),
  ].join('\n');
}

function gainPercentText(gain: number): string {
  return Number.isFinite(gain) ? formatGain(gain) : text.report.allDiverged;
}
