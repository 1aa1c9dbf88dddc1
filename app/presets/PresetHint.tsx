/** What to look at, while the experiment is that of a preset. */
import { useMemo } from 'react';
import { presets } from '../../src/index.ts';
import { useExperiment } from '../state/playground.ts';
import { runKeyOf } from '../state/runKey.ts';
import { Banner } from '../ui/Banner.tsx';

export function PresetHint() {
  const experiment = useExperiment();
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  const preset = presets[keys.indexOf(runKeyOf(experiment))];
  if (preset === undefined) return null;
  return (
    <Banner tone="calm">
      <strong>{preset.title}.</strong> {preset.hint}
    </Banner>
  );
}
