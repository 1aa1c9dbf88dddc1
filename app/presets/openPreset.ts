/** Opens a preset in place of the experiment shown, and the tab that its story is told on. */
import type { Preset } from '../../src/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import { openExperiment } from '../state/link/openExperiment.ts';
import type { Playground } from '../state/playground.ts';

export function openPreset({ view, sweep, ...stores }: Playground, preset: Preset): void {
  const { title, experiment } = preset;
  const opening = { message: text.presetGallery.opened(title), problemsTitle: String };
  openExperiment(stores, { experiment, problems: [] }, opening);
  if (preset.sweep !== null) {
    const { axisId, range, numPoints } = preset.sweep;
    sweep.setDraft({ axisId, range, numPoints, leftOutIds: [] });
    view.setState({ tab: 'sweep' });
  } else if (view.getState().tab === 'sweep') view.setState({ tab: 'compare' });
}
