/** Downloads the recorded runs of presets, each on its own. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { savedRunOf } from '../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
import { runKeyOf } from './runKey.ts';

const presetRunDownloads: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>(
  '../../recorded/presets/*.json',
  { query: '?raw', import: 'default' },
);

/** Null if no preset matches. Rejects if the download fails. */
export async function presetRunOf(experiment: Experiment): Promise<StartedRun | null> {
  const key = runKeyOf(experiment);
  const preset = presets.find((one) => runKeyOf(one.experiment) === key);
  const written = preset && (await presetRunDownloads[`../../recorded/presets/${preset.id}.json`]?.());
  return written === undefined ? null : savedRunOf(written);
}
