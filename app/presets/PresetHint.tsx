/** What to look at, while the experiment is that of a preset. */
import { Banner } from '../ui/Banner.tsx';
import { useCurrentPreset } from './useCurrentPreset.ts';

export function PresetHint() {
  const preset = useCurrentPreset();
  if (preset === undefined) return null;
  return (
    <Banner tone="calm">
      <strong>{preset.title}.</strong> {preset.hint}
    </Banner>
  );
}
