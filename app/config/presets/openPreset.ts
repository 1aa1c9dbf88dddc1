/** Opens a preset: its experiment, the run of it that was trained before, and the tab that its sentence speaks of. */
import type { Preset } from '../../../src/teach/presets/presets.ts';
import { text } from '../../../src/text/text.ts';
import type { Playground } from '../../state/createPlayground.ts';
import { showKnownRun } from '../../state/finishedRuns.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { readStored, writeStored } from '../../state/stores/storage.ts';
import { pointControllersOf } from '../../state/sweep/pointControllers.ts';

/** Each a download of its own, by path from here. */
const sweeps: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>(
  '../recorded/sweeps/*.json',
  { query: '?raw', import: 'default' },
);

/**
 * Opens a preset. The run before goes away at once, so that no preset is read beside the results of another experiment. Where the
 * recorded run cannot be downloaded, the invitation to press Play stays.
 */
export async function openPreset(playground: Playground, preset: Preset): Promise<void> {
  const { leaveRun, view } = playground;
  const { id, title, sweep, beats } = preset;
  leaveRun(() => openExperiment(playground, preset, { message: text.presetGallery.opened(title) }));
  if (sweep !== null) {
    const { axisId, range, numPoints } = sweep;
    pointControllersOf(playground).sweep.setDraft({ axisId, range, numPoints, leftOutIds: [] });
  }
  view.setState({ tab: beats[0]?.place ?? 'play' });
  noteSeenStory(id);
  await showKnownRun(playground);
  const recordedSweep = await sweeps[`../recorded/sweeps/${id}.json`]?.().catch(() => null);
  if (recordedSweep != null) pointControllersOf(playground).sweep.showWritten(recordedSweep);
}

const seenKey = 'adatt-playground-seen-presets';

/** Ids of the presets that this browser has opened, those of presets that are gone included. */
export const seenStories = (): Set<string> =>
  new Set(
    readStored(seenKey)
      ?.split(' ')
      .filter((id) => id !== ''),
  );

function noteSeenStory(id: string): void {
  writeStored(seenKey, [...seenStories().add(id)].join(' '));
}
