/**
 * `npm run record`: trains the experiment that the page opens with, then every preset, and writes what the page shows of them
 * before anything was trained, into `app/recorded`. `npm run record -- PRESET ...` writes those presets alone;
 * `npm run record -- FILE [LINK|FILE.json|PRESET]` writes one experiment, the one the page opens with unless another is named.
 */
import { writeFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { defaultExperiment } from '../experiment/defaults.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { type Preset, presetOf, presets } from '../presets/presets.ts';
import { type Recording, recordingText } from '../report/recording.ts';
import type { Evaluation } from '../results/results.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { print } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { runTrainingCommand, type TrainedRun, withRunner } from './trainRun.ts';

const maxBytes = 100_000;
/** Evaluations shown of a run: enough for a curve and for going back in time. */
const mostMoments = 6;
/** The first and the last. */
const fewestMoments = 2;

const folder = 'app/recorded';

await runTrainingCommand(async (argv) => {
  const wanted = await wantedOf(parseArguments(argv).positions);
  await withRunner({ backend: 'wasm', numWorkers: null }, async ({ trainAll }) => {
    for (const { file, experiment } of wanted) {
      const start = performance.now();
      const written = smallText(recordingOfRun(experiment, await trainAll(experiment)));
      await writeFile(file, written);
      await print(text.cli.recorded(file, written.length, (performance.now() - start) / 1000));
    }
  });
  return 0;
});

interface Wanted {
  readonly file: string;
  readonly experiment: Experiment;
}

async function wantedOf(positions: readonly string[]): Promise<readonly Wanted[]> {
  const [file, ...sources] = positions;
  const opening = { file: `${folder}/firstView.json`, experiment: defaultExperiment() };
  if (file === undefined) return [opening, ...presets.map(wantedPreset)];
  const named = positions.flatMap((id) => presetOf(id) ?? []);
  if (named.length === positions.length) return named.map(wantedPreset);
  if (sources.length === 0) return [{ ...opening, file }];
  return [{ file, experiment: (await givenExperiment(sources, text.cli.recordUsage)).experiment }];
}

function wantedPreset({ id, experiment }: Preset): Wanted {
  return { file: `${folder}/presets/${id}.json`, experiment };
}

/** With as many moments as there is room for: large experiments keep their numbers, and have fewer points on their curves. */
function smallText(recording: Recording): string {
  for (let numMoments = mostMoments; ; numMoments--) {
    const networks = recording.networks.map(({ history, ...network }) => ({
      ...network,
      history: momentsOf(history, numMoments),
    }));
    const written = recordingText({ ...recording, networks });
    if (written.length <= maxBytes) return written;
    if (numMoments === fewestMoments) throw new UserError(text.cli.recordTooLarge(written.length, maxBytes));
  }
}

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
      history: history.get(id) ?? [],
    })),
  };
}

/** Some of the evaluations, closer together at the start where most happens; always the first and the last. */
function momentsOf(history: readonly Evaluation[], numMoments: number): readonly Evaluation[] {
  const last = history.length - 1;
  const places = Array.from({ length: numMoments }, (_, i) =>
    Math.round(last * (i / (numMoments - 1)) ** 1.5),
  );
  return [...new Set(places)].flatMap((place) => history[place] ?? []);
}
