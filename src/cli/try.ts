/**
 * `npm run try -- LINK|FILE.json|PRESET|RECIPE [--csv FILE]`: searches architecture and learning rate, with confidence and cost; `--resume
 * FILE` keeps finished runs.
 */
import { UserError } from '../core/errors.ts';
import { memoryOf } from '../experiment/costs/memory.ts';
import { estimatedSeconds } from '../experiment/costs/work.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link/link.ts';
import { measuredCost, searchVerdictOf, suggestedCard } from '../studies/search/answer.ts';
import type { SearchPoint } from '../studies/search/halving.ts';
import { type SearchPlan, searchPlanOf } from '../studies/search/plan.ts';
import { problemsOfSearch, remainingRuns, sizeOfSearch } from '../studies/search/runs.ts';
import {
  answerSentence,
  comparisonLines,
  costSentence,
  edgeSentences,
  finalistsNote,
  finalistsTable,
  honestSentences,
  runWords,
  sureSentence,
  triedRows,
  triedTable,
} from '../studies/search/searchWords.ts';
import { text } from '../text/text.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { alignedTable, megabytesOf, print, runCommand, say } from './command.ts';
import { csvOptions, givenOnFile } from './csvFile.ts';
import { assertWritable, replaceFile } from './outputFile.ts';
import { searchFile } from './pointsFile.ts';
import { type CommandRunner, measuredWork, withRunner, withSearchRun } from './trainRun.ts';

const words = text.search;

const options = { '--resume': text.cli.aFile, '--out': text.cli.aFile, ...csvOptions };

await runCommand(async (argv) => {
  const args = parseArguments(argv, options);
  const { experiment, table } = await givenOnFile(args, text.cli.tryUsage);
  const plan = searchPlanOf(experiment);
  const problems = problemsOfSearch(plan);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const out = args.options.get('--out');
  if (out !== undefined) await assertWritable(out);
  const points = await withRunner({ ...args, table }, (runner) => finishedRuns(plan, args, runner));
  const written = `${JSON.stringify(searchJson(plan, points))}\n`;
  if (out !== undefined) await replaceFile(out, async () => written);
  await print(args.json ? written : searchReport(plan, points));
  return 0;
}, text.cli.tryUsage);

/** Skips finished runs. */
async function finishedRuns(
  plan: SearchPlan,
  args: Arguments,
  runner: CommandRunner,
): Promise<readonly SearchPoint[]> {
  const file = args.options.get('--resume');
  const config = linkOf(plan.experiment);
  let points = file === undefined ? [] : await searchFile.readPoints(file, { config });
  // If everything diverges, that is a finding too.
  const train = (given: Experiment) => runner.trainAll(given, true);
  if (file !== undefined && remainingRuns(plan, points).length > 0) await assertWritable(file);
  await announceCost(plan, points, args, train);
  for (const value of remainingRuns(plan, points)) {
    // Another command on the same file finished it meanwhile.
    if (points.some((point) => point.value === value)) continue;
    say(words.status.run(value + 1, plan.runs.length, runWords(plan, value, points)));
    points = await withSearchRun(plan, value, points, train);
    if (file !== undefined) points = await searchFile.addPoints(file, { config, points });
  }
  return points;
}

async function announceCost(
  plan: SearchPlan,
  points: readonly SearchPoint[],
  { numWorkers }: Arguments,
  train: Parameters<typeof measuredWork>[1],
): Promise<void> {
  const { numTrainings, work, trained } = sizeOfSearch(plan, points);
  const [first, ...others] = trained;
  if (first === undefined) return;
  const sized = (one: Experiment) => memoryOf(one).total;
  const largest = others.reduce((most, one) => (sized(one) > sized(most) ? one : most), first);
  const seconds = estimatedSeconds(work, await measuredWork(first, train));
  const duration = text.sweep.cost.duration(seconds);
  const memory = megabytesOf(largest, numWorkers);
  say(words.about(words.size(numTrainings), duration, memory));
}

function searchJson(plan: SearchPlan, points: readonly SearchPoint[]) {
  const { experiment, rungs, leftOut } = plan;
  const verdict = searchVerdictOf(plan, points);
  const suggested = verdict && suggestedCard(verdict);
  return {
    config: linkOf(experiment),
    answer: verdict === null ? words.answer.allDiverged : answerSentence(verdict),
    conclusion: verdict?.answer ?? null,
    winner: verdict?.winnerId == null ? null : (suggested?.architecture ?? null),
    suggested: suggested && {
      architecture: suggested.architecture,
      options: suggested.options,
      learningRate: suggested.learningRate,
    },
    finalists: verdict?.finalists ?? [],
    cost: verdict && measuredCost(plan, verdict, points),
    finals: verdict && linkOf(verdict.finals),
    numReplicas: plan.numFinalReplicas,
    comparisons: verdict?.comparisons ?? [],
    rungs,
    tried: triedRows(plan, points, verdict).map(({ candidate: { family, card }, ...row }) => ({
      architecture: family,
      learningRate: card.learningRate,
      ...row,
    })),
    leftOut,
    said: [
      ...(verdict === null ? [] : edgeSentences(plan, verdict)),
      ...honestSentences(plan, points, verdict),
    ],
    seconds: points.reduce((sum, point) => sum + point.seconds, 0),
  };
}

function searchReport(plan: SearchPlan, points: readonly SearchPoint[]): string {
  const verdict = searchVerdictOf(plan, points);
  const cost = verdict && measuredCost(plan, verdict, points);
  const answer =
    verdict === null
      ? [words.answer.allDiverged]
      : [
          answerSentence(verdict),
          ...edgeSentences(plan, verdict),
          ...comparisonLines(verdict),
          sureSentence(verdict),
          '',
          alignedTable(finalistsTable(verdict)),
          `${finalistsNote(verdict)}.`,
        ];
  return `${[
    ...answer,
    ...(cost === null ? [] : [costSentence(cost)]),
    ...(verdict === null ? [] : [words.cli.asLink(linkOf(verdict.finals))]),
    '',
    alignedTable(triedTable(plan, triedRows(plan, points, verdict))),
    `${words.table.note}.`,
    ...honestSentences(plan, points, verdict),
  ].join('\n')}\n`;
}
