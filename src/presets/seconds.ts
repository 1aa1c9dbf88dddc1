/** About how long a preset takes, before anyone has run anything. Knows no device: the time is that of a usual one. */

import { estimatedSeconds, type MeasuredWork } from '../experiment/plan/work.ts';
import { sweepAxisOf } from '../sweep/sweep.ts';
import type { Preset } from './presets.ts';

/** As measured on two cores without a GPU, on WASM. */
const USUAL: MeasuredWork = { work: 1e10, seconds: 1 };

/** Making data and networks, and compiling, before the first step of a run. */
const STARTING_SECONDS = 2;

/** Of its run, or of its whole sweep. */
export const secondsOfPreset = ({ experiment, sweep }: Preset): number => {
  const axis = sweep === null ? undefined : sweepAxisOf(experiment, sweep.axisId);
  const swept = sweep?.values.map((value) => axis?.experimentAt(experiment, value) ?? experiment);
  const trained = swept ?? [experiment];
  return estimatedSeconds(trained, USUAL) + STARTING_SECONDS * trained.length;
};
