/** Hooks that read the sweep of the page, and the name of its setting. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SweepAxis } from '../../../src/studies/sweep/axes.ts';
import type { Sweep, SweepPoint } from '../../../src/studies/sweep/sweep.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import type { StudyState } from '../../state/sweep/studyState.ts';
import {
  draftedSweep,
  type SweepController,
  type SweepDraft,
  sweepControllersOf,
} from '../../state/sweep/sweepController.ts';

export const useSweep = (): SweepController => sweepControllersOf(usePlayground()).sweep;

export const useSweepState = <V>(select: (state: StudyState<Sweep, SweepPoint>) => V): V =>
  useStore(useSweep().store, select);

export const useSweepDraft = (): SweepDraft => useStore(useSweep().drafts);

/** Identical until the form or the experiment changes. */
export function useDraftedSweep(): Sweep | null {
  const experiment = useExperiment();
  const draft = useSweepDraft();
  return useMemo(() => draftedSweep(experiment, draft), [experiment, draft]);
}

export const axisName = ({ field: { label, unit } }: SweepAxis): string =>
  unit === null || label.toLowerCase().includes(unit) ? label : `${label} (${unit})`;
