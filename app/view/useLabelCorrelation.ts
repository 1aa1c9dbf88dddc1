/** How the labels of the experiment on the page correlate, as far as that was measured. */
import { useStore } from 'zustand';
import type { Matrix } from '../../src/data/types.ts';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { knownSetup } from '../state/stores/fileStore.ts';

/** The matrix that a run of this experiment has measured, or the panel that set up its file; null: neither. */
export function useLabelCorrelation(): Matrix | null {
  const { data } = useExperiment();
  const ofSetup = useStore(usePlayground().files, (state) => knownSetup(state, data)?.correlation ?? null);
  const ofRun = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? ofSetup : (ofRun ?? ofSetup);
}
