/** Opens a preset in place of the experiment shown, and the tab that its story is told on. */
import type { Preset } from '../../src/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import { openExperiment } from '../state/link/openExperiment.ts';
import type { Playground } from '../state/playground.ts';

export function openPreset(playground: Playground, preset: Preset): void {
  const { title, experiment } = preset;
  const { view } = playground;
  const opening = { message: text.presetGallery.opened(title), problemsTitle: String };
  openExperiment(playground, { experiment, problems: [] }, opening);
  if (preset.sweep !== null) void openSweep(playground, preset);
  else if (view.getState().tab === 'sweep') view.setState({ tab: 'compare' });
}

async function openSweep({ view, sweep, experiments }: Playground, preset: Preset): Promise<void> {
  view.setState({ tab: 'sweep' });
  // When sweeps cannot be loaded, their tab says so.
  const controller = await sweep().catch(() => null);
  const isStillOpen = experiments.getState().opened === preset.experiment;
  if (!isStillOpen || preset.sweep === null) return;
  const { axisId, range, numPoints } = preset.sweep;
  controller?.setDraft({ axisId, range, numPoints, leftOutIds: [] });
}
