/** Runs of presets that were recorded before, each a download of its own. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { savedRunOf } from '../../../src/run/savedRun.ts';
import { runKeyOf } from './runKey.ts';

const downloads: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>(
  '../../recorded/presets/*.json',
  { query: '?raw', import: 'default' },
);

/** The recorded run of this experiment; null: it is none of a preset. Rejects where it cannot be downloaded. */
export async function presetRunOf(experiment: Experiment): Promise<StartedRun | null> {
  const key = runKeyOf(experiment);
  const preset = presets.find((one) => runKeyOf(one.experiment) === key);
  const written = preset && (await downloads[`../../recorded/presets/${preset.id}.json`]?.());
  return written === undefined ? null : savedRunOf(written);
}
