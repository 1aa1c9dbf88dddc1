/** Opens a preset: its experiment, its recorded run, and the tab that it speaks of. */
import type { Preset } from '../../../src/teach/presets/presets.ts';
import { text } from '../../../src/text/text.ts';
import type { Playground } from '../../state/createPlayground.ts';
import { showKnownRun } from '../../state/finishedRuns.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { readStored, writeStored } from '../../state/stores/storage.ts';
import { sweepControllersOf } from '../../state/sweep/sweepController.ts';

// Recorded sweeps, each a separate download, by path from this file.
const sweepDownloads: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>(
  '../recorded/sweeps/*.json',
  { query: '?raw', import: 'default' },
);

/** Clears the previous run first, so that the preset never stands beside other results. */
export async function openPreset(playground: Playground, preset: Preset): Promise<void> {
  const { leaveRun, view } = playground;
  const { id, title, sweep, beats } = preset;
  leaveRun(() => openExperiment(playground, preset, { message: text.presetGallery.opened(title) }));
  if (sweep !== null) {
    const { axisId, range, numPoints } = sweep;
    sweepControllersOf(playground).sweep.setDraft({ axisId, range, numPoints, leftOutIds: [] });
  }
  view.setState({ tab: beats[0]?.place ?? 'play' });
  rememberSeenPreset(id);
  await showKnownRun(playground);
  const recordedSweep = await sweepDownloads[`../recorded/sweeps/${id}.json`]?.().catch(() => null);
  if (recordedSweep != null) sweepControllersOf(playground).sweep.showWritten(recordedSweep);
}

const seenPresetsKey = 'adatt-playground-seen-presets';

/** Includes removed presets. */
export const seenPresetIds = (): Set<string> =>
  new Set(
    readStored(seenPresetsKey)
      ?.split(' ')
      .filter((id) => id !== ''),
  );

function rememberSeenPreset(id: string): void {
  writeStored(seenPresetsKey, [...seenPresetIds().add(id)].join(' '));
}
