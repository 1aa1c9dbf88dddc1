/** What to look at, while the experiment is that of a preset. */

import { useMemo } from 'react';
import { type Preset, presets } from '../../src/presets/presets.ts';
import { useExperiment } from '../state/playground.ts';
import { runKeyOf } from '../state/run/runKey.ts';
import { Banner } from '../ui/Banner.tsx';

export function PresetHint() {
  const preset = useCurrentPreset();
  if (preset === undefined) return null;
  return (
    <Banner tone="calm">
      <strong>{preset.title}.</strong> {preset.hint}
    </Banner>
  );
}

/** Which preset the experiment shown is; undefined when it is none, or no longer. */
export function useCurrentPreset(): Preset | undefined {
  const experiment = useExperiment();
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  return presets[keys.indexOf(runKeyOf(experiment))];
}
