/** What to look at, while the experiment is that of a preset. */

import { useMemo } from 'react';
import { type Preset, presets } from '../../src/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import proofs from '../recorded/presetProof.json';
import { useExperiment } from '../state/playground.ts';
import { runKeyOf } from '../state/run/runKey.ts';
import { Banner } from '../ui/Banner.tsx';

export function PresetHint() {
  const preset = useCurrentPreset();
  if (preset === undefined) return null;
  return (
    <Banner tone="calm">
      <strong>{preset.title}.</strong> {preset.hint} {howSurely(preset)}
    </Banner>
  );
}

/** On how many seeds, none of them used to choose the preset, all that it says was borne out; empty where that is not known. */
function howSurely({ id }: Preset): string {
  const proof: Readonly<Record<string, { readonly held: number; readonly seeds: readonly number[] }>> =
    proofs;
  const known = proof[id];
  return known === undefined ? '' : text.presetHint.proof(known.held, known.seeds.length);
}

/** Which preset the experiment shown is; undefined when it is none, or no longer. */
export function useCurrentPreset(): Preset | undefined {
  const experiment = useExperiment();
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  return presets[keys.indexOf(runKeyOf(experiment))];
}
