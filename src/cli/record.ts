/**
 * `npm run record [-- FILE [LINK|FILE.json|PRESET]]`: trains an experiment, the default one unless another is named, and
 * writes what the page shows of it before anything was trained, as `app/recorded/firstView.json` unless told otherwise.
 */
import { writeFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { defaultExperiment } from '../experiment/defaults.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { type Recording, recordingText } from '../report/recording.ts';
import type { Evaluation } from '../results/results.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { print } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { runTrainingCommand, type TrainedRun, withRunner } from './trainRun.ts';

const maxBytes = 40_000;
/** Evaluations shown of a run: enough for a curve and for going back in time. */
const numMoments = 7;

await runTrainingCommand(async (argv) => {
  const [file = 'app/recorded/firstView.json', ...sources] = parseArguments(argv).positions;
  const given = sources.length === 0 ? null : await givenExperiment(sources, text.cli.recordUsage);
  const experiment = given?.experiment ?? defaultExperiment();
  const run = await withRunner({ backend: 'wasm', numWorkers: null }, ({ trainAll }) => trainAll(experiment));
  const written = recordingText(recordingOfRun(experiment, run));
  if (written.length > maxBytes) throw new UserError(text.cli.recordTooLarge(written.length, maxBytes));
  await writeFile(file, written);
  await print(text.cli.recorded(file, written.length));
  return 0;
});

function recordingOfRun(experiment: Experiment, run: TrainedRun): Recording {
  const { ranOn, record, history, measuredCorrelation } = run;
  return {
    experiment,
    ranOn,
    knownLosses: record.knownLosses,
    measuredCorrelation,
    networks: [...record.networks].map(([id, { kept }]) => ({
      id,
      kept,
      history: momentsOf(history.get(id) ?? []),
    })),
  };
}

/** Some of the evaluations, closer together at the start where most happens; always the first and the last. */
function momentsOf(history: readonly Evaluation[]): readonly Evaluation[] {
  const last = history.length - 1;
  const places = Array.from({ length: numMoments }, (_, i) =>
    Math.round(last * (i / (numMoments - 1)) ** 1.5),
  );
  return [...new Set(places)].flatMap((place) => history[place] ?? []);
}
