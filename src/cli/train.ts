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
import { print } from './command.ts';
import { loadExperiment } from './loadExperiment.ts';
import { answerOfRun, resultsOf } from './results.ts';
import { resultsTable } from './resultsTable.ts';
import { runTrainingCommand, type TrainedRun, withRunner } from './trainRun.ts';

await runTrainingCommand(async (argv) => {
  const args = parseArguments(argv);
  const { positions, json } = args;
  const [source] = positions;
  if (source === undefined || positions.length > 1) throw new UserError(text.cli.trainUsage);
  const { experiment, problems, fingerprint } = await loadExperiment(source);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const run = await withRunner(args, (runner) => runner.train(trainedExperimentOf(experiment)));
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
