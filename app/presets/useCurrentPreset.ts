/** Which preset the experiment shown is; undefined when it is none, or no longer. */
import { useMemo } from 'react';
import { type Preset, presets } from '../../src/presets/presets.ts';
import { useExperiment } from '../state/playground.ts';
import { runKeyOf } from '../state/run/runKey.ts';

export function useCurrentPreset(): Preset | undefined {
  const experiment = useExperiment();
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  return presets[keys.indexOf(runKeyOf(experiment))];
}
