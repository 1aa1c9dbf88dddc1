/**
 * `npm run -s nulls -- [--reports N]`: how often a report says anything false where there is nothing to find. Trains networks that
 * differ in their initial weights alone, 400 reports of 5 repetitions on small set-ups of two to four tasks, and counts those with a
 * false clear statement in each of their four lists, and in any; and whether a network that is far too narrow is found. Exit code 1
 * where a list has more than 27 of 400 (in proportion for fewer), or fewer than four in five narrow ones are found.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reportedLossesIn } from '../../src/run/reportable.ts';
import { formatFixedPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { showProgress } from './batches.ts';
import {
  bundleOf,
  countsOf,
  isSound,
  lists,
  mostFalse,
  type NullCounts,
  reportsOf,
  setUps,
} from './nullReports.ts';
import { runStudy } from './study.ts';

/** Reports trained at once. */
const bundleSize = 10;
const perRound = setUps.length * bundleSize;

const names = {
  differences: 'differences overall',
  differencesOnTasks: 'differences on tasks',
  gains: 'gains over single-task overall',
  gainsOnTasks: 'gains on tasks',
} as const;

await runStudy({ '--reports': text.cli.aNumber }, async (args) => {
  const numReports = countOption(args, '--reports', 400, 1);
  const reports = await withRunner(args, (runner) => trainedReports(numReports, runner));
  const counts = countsOf(reports);
  return { json: counts, summary: textOf(counts, args.seconds()), isSound: isSound(counts) };
});

async function trainedReports(numReports: number, runner: CommandRunner) {
  const reports: ReturnType<typeof reportsOf>[number][] = [];
  for (let round = 1; reports.length < numReports; round++) {
    for (const setUp of setUps) {
      const size = Math.min(bundleSize, numReports - reports.length);
      if (size > 0) reports.push(...(await trained(bundleOf(setUp, size, round), runner)));
    }
    showProgress(`${reports.length} of ${numReports} reports, ${perRound} a round`);
  }
  return reports;
}

async function trained(bundle: Experiment, runner: CommandRunner) {
  const { networks, knownLosses } = await runner.train(bundle, true);
  return reportsOf(bundle, { reported: reportedLossesIn(bundle, networks), knownLosses });
}

function textOf(counts: NullCounts, seconds: number): string {
  const { numReports, any, numWithVerdict, numFound } = counts;
  const most = mostFalse(numReports);
  return `${[
    `${numReports} reports of equal networks, ${numWithVerdict} with a verdict on both rivals. Reports with anything false:`,
    ...lists.map((list) => {
      const count = counts.lists[list];
      return `  ${names[list]}: ${count} (${formatFixedPercent(count / numReports)}), ${most} at most${count > most ? ': TOO MANY' : ''}`;
    }),
    `  any of the four lists: ${any} (${formatFixedPercent(any / numReports)}); each list holds by itself`,
    `A network that is far too narrow is found worse in ${numFound} of ${numReports}.`,
    `nulls: ${isSound(counts) ? 'passed' : 'FAILED'}, ${Math.round(seconds)} s in all`,
  ].join('\n')}\n`;
}
