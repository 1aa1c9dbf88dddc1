/** `npm run train -- LINK|FILE.json|PRESET`: the page's engine in Node, on the same protocol, with the answer at the end. */
import type { Fingerprint } from '../analysis/fingerprint.ts';
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link/link.ts';
import { thisRelease } from '../experiment/link/release.ts';
import { trainedExperimentOf } from '../experiment/plan/trained.ts';
import { type NamedReproduction, reproductionOf } from '../report/reproduction.ts';
import { reproductionText } from '../report/reproductionText.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { print, runCommand } from './command.ts';
import { loadExperiment } from './loadExperiment.ts';
import { createProgressLine } from './progressLine.ts';
import { answerOfRun, resultsOf } from './results.ts';
import { resultsTable } from './resultsTable.ts';
import { inNode, type TrainedRun, trainToEnd } from './trainRun.ts';

await runCommand(async (argv) => {
  const { positions, json, backend } = parseArguments(argv);
  const [source] = positions;
  if (source === undefined || positions.length > 1) throw new UserError(text.cli.trainUsage);
  const { experiment, problems, fingerprint } = await loadExperiment(source);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const trained = inNode(trainedExperimentOf(experiment), backend);
  const run = await trainToEnd(trained, createProgressLine(process.stderr, trained.training.numSteps));
  const results = resultsOf(experiment, run);
  const reproduction = fingerprint === null ? null : reproductionOfRun(experiment, run, fingerprint);
  await print(
    json
      ? `${JSON.stringify({ config: linkOf(experiment, null, thisRelease), ...results, reproduction })}\n`
      : `${resultsTable(experiment, results)}${reproduction === null ? '' : `\n${reproductionText(experiment, reproduction)}\n`}`,
  );
  return 0;
});

function reproductionOfRun(
  experiment: Experiment,
  run: TrainedRun,
  fingerprint: Fingerprint,
): NamedReproduction | null {
  return reproductionOf(answerOfRun(experiment, run), run.ranOn, fingerprint);
}
