/** `npm run try`: searches architecture and learning rate; `--resume FILE` keeps finished runs. */
import { UserError } from '../core/errors.ts';
import { memoryEstimateOf } from '../experiment/costs/memory.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import type { ReportedPoint } from '../studies/reportedPoint.ts';
import { measuredCost, searchVerdictOf, suggestedCard } from '../studies/search/answer.ts';
import type { SearchPlan } from '../studies/search/plan.ts';
import { problemsOfSearch, readSearch, searchOf } from '../studies/search/search.ts';
import {
  answerSentence,
  certaintySentence,
  comparisonLines,
  costSentence,
  disclosureSentences,
  finalistsNote,
  finalistsTable,
  rateEdgeSentences,
  triedRows,
  triedTable,
} from '../studies/search/searchWords.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { alignedTable, megabytesOf, printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile } from './csvFile.ts';
import { assertWritable, replaceFile } from './outputFile.ts';
import { withSettingsHelp } from './settings.ts';
import { withRunner } from './trainRun.ts';
import { trainStudy } from './trainStudy.ts';

const words = text.search;

const searchOptions = { '--resume': text.cli.aFile, '--out': text.cli.aFile, ...csvOptions };

await runCommand(async (argv) => {
  const args = parseArguments(argv, searchOptions);
  const { experiment, table } = await experimentWithFile(args, text.cli.tryUsage);
  const search = searchOf(experiment);
  const { plan } = search;
  const problems = problemsOfSearch(search);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const out = args.options.get('--out');
  if (out !== undefined) await assertWritable(out);
  const path = args.options.get('--resume');
  const file = path === undefined ? null : { path, read: readSearch };
  const points = await withRunner({ ...args, table }, (runner) =>
    trainStudy(search, runner, file, {
      cost: (count, duration, experiments) =>
        words.about(
          words.size(count),
          duration,
          megabytesOf(costliestExperiment(experiments), args.numWorkers),
        ),
    }),
  );
  const written = `${JSON.stringify(searchResultJson(plan, points))}\n`;
  if (out !== undefined) await replaceFile(out, async () => written);
  await printResult(args.json ? written : searchReport(plan, points));
  return 0;
}, withSettingsHelp(text.cli.tryUsage));

function costliestExperiment(experiments: readonly Experiment[]): Experiment {
  const bytesOf = (trained: Experiment) => memoryEstimateOf(trained).total;
  return experiments
    .map(trainedExperimentOf)
    .reduce((most, one) => (bytesOf(one) > bytesOf(most) ? one : most));
}

function searchResultJson(plan: SearchPlan, points: readonly ReportedPoint[]) {
  const { experiment, rungs, leftOut } = plan;
  const verdict = searchVerdictOf(plan, points);
  const suggested = verdict && suggestedCard(verdict);
  return {
    config: linkOfAll(experiment),
    answer: verdict === null ? words.answer.allDiverged : answerSentence(verdict),
    conclusion: verdict?.answer ?? null,
    winner: verdict?.winnerId == null ? null : (suggested?.family ?? verdict.winnerId),
    suggested: suggested && {
      architecture: suggested.family,
      options: suggested.card.options,
      ...suggested.settings,
    },
    finalists: verdict?.finalists ?? [],
    cost: verdict && measuredCost(plan, verdict, points),
    finals: verdict && linkOfAll(verdict.finals),
    numReplicas: plan.numFinalReplicas,
    comparisons: verdict?.comparisons ?? [],
    rungs,
    tried: triedRows(plan, points, verdict).map(({ candidate: { family, settings }, ...row }) => ({
      architecture: family,
      ...settings,
      ...row,
    })),
    leftOut,
    said: [
      ...(verdict === null ? [] : rateEdgeSentences(plan, points)),
      ...disclosureSentences(plan, points, verdict),
    ],
    seconds: points.reduce((sum, point) => sum + point.seconds, 0),
  };
}

function searchReport(plan: SearchPlan, points: readonly ReportedPoint[]): string {
  const verdict = searchVerdictOf(plan, points);
  const cost = verdict && measuredCost(plan, verdict, points);
  const answer =
    verdict === null
      ? [words.answer.allDiverged]
      : [
          answerSentence(verdict),
          ...rateEdgeSentences(plan, points),
          ...comparisonLines(verdict),
          certaintySentence(verdict),
          '',
          alignedTable(finalistsTable(verdict)),
          `${finalistsNote(verdict)}.`,
        ];
  return `${[
    ...answer,
    ...(cost === null ? [] : [costSentence(cost)]),
    ...(verdict === null ? [] : [words.cli.asLink(linkOfAll(verdict.finals))]),
    '',
    alignedTable(triedTable(plan, triedRows(plan, points, verdict))),
    `${words.table.note}.`,
    ...disclosureSentences(plan, points, verdict),
  ].join('\n')}\n`;
}
