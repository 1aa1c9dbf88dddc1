/** Hints what to look at and try, one after the other, while the experiment is that of a preset or has been made from it. */

import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type Preset, presets } from '../../src/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import proofs from '../recorded/presetProof.json';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { runKeyOf } from '../state/run/runKey.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './PresetHint.module.css';

const words = text.presetHint;

export function PresetHint() {
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const preset = usePresetOf(opened);
  return preset === undefined ? null : <Told key={preset.id} preset={preset} />;
}

function Told({ preset }: { readonly preset: Preset }) {
  const { view } = usePlayground();
  const isAsItWas = useCurrentPreset() === preset;
  const [index, setIndex] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const { title, beats } = preset;
  const beat = beats[index];
  if (isClosed || beat === undefined) return null;
  const go = (next: number): void => {
    setIndex(next);
    view.setState({ tab: beats[next]?.place ?? 'play' });
  };
  return (
    <Banner tone="calm">
      <strong>{words.title(title)}</strong> {beat.words} {index === 0 && isAsItWas && howSurely(preset)}
      <span className={styles['steps']}>
        {words.beat(index + 1, beats.length)}
        <Button look="link" disabled={index === 0} onClick={() => go(index - 1)}>
          {words.back}
        </Button>
        <Button look="link" disabled={index === beats.length - 1} onClick={() => go(index + 1)}>
          {words.next}
        </Button>
        <Button look="link" aria-label={words.closeStory} onClick={() => setClosed(true)}>
          {text.app.ui.close}
        </Button>
      </span>
    </Banner>
  );
}

/**
 * The number of seeds, none of them used to choose the preset, on which all that it says was borne out; empty where that is not
 * known.
 */
function howSurely({ id }: Preset): string {
  const proof: Readonly<Record<string, { readonly held: number; readonly seeds: readonly number[] }>> =
    proofs;
  const known = proof[id];
  return known === undefined ? '' : words.proof(known.held, known.seeds.length);
}

/** Which preset the experiment shown is; undefined when it is none, or no longer. */
export function useCurrentPreset(): Preset | undefined {
  return usePresetOf(useExperiment());
}

function usePresetOf(experiment: Experiment): Preset | undefined {
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  const key = useMemo(() => runKeyOf(experiment), [experiment]);
  return presets[keys.indexOf(key)];
}
