/**
 * `npm run study -- record`: trains the experiment that the page opens with, then every preset, and writes what the page shows of them
 * before anything was trained, into `app/recorded`, with how long each took. `npm run study -- record PRESET ...` writes those presets alone;
 * `npm run study -- record FILE [LINK|FILE.json|PRESET]` writes one experiment, the one the page opens with unless another is named.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { GalleryEntry } from '../../app/config/presets/pictures.tsx';
import type { Evaluation } from '../../src/analysis/produced/evaluation.ts';
import { experimentOfArguments } from '../../src/cli/loadExperiment.ts';
import { assertWritable } from '../../src/cli/outputFile.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { trainStudy } from '../../src/cli/trainStudy.ts';
import { UserError } from '../../src/core/errors.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { savedRunText } from '../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../src/run/run.ts';
import { studyText } from '../../src/studies/savedStudy.ts';
import { type Preset, presetOfId, presets } from '../../src/teach/presets/presets.ts';
import { sweepOfPreset } from './presetReport.ts';
import { ribbonsOf } from './ribbons.ts';
import { runStudy } from './study.ts';

/** The room for a run: enough for curves and for going back in time. */
interface Room {
  readonly maxBytes: number;
  readonly mostMoments: number;
}

/** Everybody downloads the first view; each preset is a download of its own. */
const roomOfOpening: Room = { maxBytes: 100_000, mostMoments: 6 };
const roomOfPreset: Room = { maxBytes: 200_000, mostMoments: 16 };
/** The first and the last. */
const fewestMoments = 2;

const folder = 'app/recorded';
const galleryFile = `${folder}/gallery.json`;

const usage = "Usage: npm run study -- record [PRESET ... | FILE ['LINK'|FILE.json|PRESET]]";

await runStudy({}, async ({ positions, say }) => {
  const wanted = await wantedOf(positions);
  for (const { file } of wanted) await assertWritable(file);
  const written: { readonly file: string; readonly numBytes: number; readonly seconds: number }[] = [];
  await withRunner({ backend: 'wasm', numWorkers: null }, async (runner) => {
    for (const { file, experiment, room, preset } of wanted) {
      const start = performance.now();
      const run = { ...(await runner.trainAll(experiment)), experiment };
      const content = smallText(run, room);
      await writeFile(file, content);
      const sweptSeconds = await recordSweep(preset, runner);
      const seconds = (performance.now() - start) / 1000;
      if (preset !== null)
        await keepInGallery(preset.id, { seconds: sweptSeconds ?? seconds, ribbons: ribbonsOf(run) });
      written.push({ file, numBytes: content.length, seconds });
      await say(`${file}: ${content.length.toLocaleString('en')} bytes, ${seconds.toFixed(0)} s.\n`);
    }
  });
  return { json: written, summary: '', isSound: true };
});

interface Wanted {
  readonly file: string;
  readonly experiment: Experiment;
  readonly room: Room;
  readonly preset: Preset | null;
}

async function wantedOf(positions: readonly string[]): Promise<readonly Wanted[]> {
  const [file, ...sources] = positions;
  const opening = {
    file: `${folder}/firstView.json`,
    experiment: defaultExperiment(),
    room: roomOfOpening,
    preset: null,
  };
  if (file === undefined) return [opening, ...presets.map(wantedPreset)];
  const named = positions.flatMap((id) => presetOfId(id) ?? []);
  if (named.length === positions.length) return named.map(wantedPreset);
  if (sources.length === 0) return [{ ...opening, file }];
  const { experiment } = await experimentOfArguments(sources, usage);
  return [{ ...opening, file, experiment }];
}

function wantedPreset(preset: Preset): Wanted {
  const { id, experiment } = preset;
  return { file: `${folder}/presets/${id}.json`, experiment, room: roomOfPreset, preset };
}

/** Writes the points of a preset's sweep as the page keeps them. Returns the seconds it took; null where nothing is swept. */
async function recordSweep(preset: Preset | null, runner: CommandRunner): Promise<number | null> {
  const study = preset && sweepOfPreset(preset);
  if (preset === null || study === null) return null;
  const start = performance.now();
  const points = await trainStudy(study, runner, null, null);
  await writeFile(`${folder}/sweeps/${preset.id}.json`, `${studyText({ study, points })}\n`);
  return (performance.now() - start) / 1000;
}

/** Writes what the gallery shows of a preset. */
async function keepInGallery(id: string, { seconds, ribbons }: GalleryEntry): Promise<void> {
  const known: Readonly<Record<string, GalleryEntry>> = JSON.parse(await readFile(galleryFile, 'utf8'));
  const entries = { ...known, [id]: { seconds: Math.round(seconds), ribbons } };
  const lines = presets.flatMap((preset) => {
    const entry = entries[preset.id];
    return entry === undefined ? [] : [`  ${JSON.stringify(preset.id)}: ${JSON.stringify(entry)}`];
  });
  await writeFile(galleryFile, `{\n${lines.join(',\n')}\n}\n`);
}

/** With as many moments as there is room for: large experiments keep their numbers, and have fewer points on their curves. */
function smallText(run: StartedRun, { maxBytes, mostMoments }: Room): string {
  for (let numMoments = mostMoments; ; numMoments--) {
    const networks = new Map(
      [...run.networks].map(([id, network]) => [
        id,
        { ...network, history: momentsOf(network.history, numMoments) },
      ]),
    );
    const written = savedRunText({ ...run, networks });
    if (written.length <= maxBytes) return written;
    if (numMoments === fewestMoments) {
      const sizes = `${written.length.toLocaleString('en')} bytes, more than the ${maxBytes.toLocaleString('en')} it may have`;
      throw new UserError(`The recording has ${sizes}. Record fewer repetitions, tasks or architectures.`);
    }
  }
}

/** Some of the evaluations, closer together at the start where most happens; always the first and the last. */
function momentsOf(history: readonly Evaluation[], numMoments: number): readonly Evaluation[] {
  const last = history.length - 1;
  const places = Array.from({ length: numMoments }, (_, i) =>
    Math.round(last * (i / (numMoments - 1)) ** 1.5),
  );
  return [...new Set(places)].flatMap((place) => history[place] ?? []);
}
