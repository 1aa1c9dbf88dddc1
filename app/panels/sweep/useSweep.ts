/** Hooks that read the sweep of the page, and names of its settings. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { workOf } from '../../../src/experiment/costs/work.ts';
import type { SweepAxis } from '../../../src/studies/sweep/axes.ts';
import type { SweepPoint } from '../../../src/studies/sweep/points.ts';
import { shownSweepValue } from '../../../src/studies/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment, usePlayground, useRunStatus } from '../../state/playground.ts';
import { pointControllersOf, type SweepController } from '../../state/sweep/pointControllers.ts';
import {
  draftedSweep,
  isSameSweep,
  type KnownWork,
  type Measurement,
  type PointsState,
  type Sweep,
  type SweepDraft,
} from '../../state/sweep/sweepState.ts';

export const useSweep = (): SweepController => pointControllersOf(usePlayground()).sweep;

export const useSweepState = <S>(select: (state: PointsState<SweepPoint>) => S): S =>
  useStore(useSweep().store, select);

export const useSweepDraft = (): SweepDraft => useStore(useSweep().drafts);

/** Identical until the form or the experiment changes. */
export function useDraftedSweep(): Sweep | null {
  const experiment = useExperiment();
  const draft = useSweepDraft();
  return useMemo(() => draftedSweep(experiment, draft), [experiment, draft]);
}

/** True if the points belong to the sweep in the form. */
export function useIsSameSweep(drafted: Sweep | null): boolean {
  const sweep = useSweepState((state) => state.sweep);
  return useMemo(() => isSameSweep(sweep, drafted), [sweep, drafted]);
}

/** Measured for the sweep, else taken from the run; null: nothing was trained yet. */
export function useKnownWork(measured: Measurement | null): KnownWork | null {
  const speed = useRunStatus((status) => status.fullSpeed);
  const trained = useRunStatus((status) => status.experiment);
  // Every evaluation changes the speed, and solving the budget of every card takes longer than drawing the page.
  const workOfStep = useMemo(() => trained && workOf(trained).perStep, [trained]);
  const ofRun =
    workOfStep === null || speed === null ? null : { work: workOfStep, seconds: 1 / speed, setUpSeconds: 0 };
  return measured ?? ofRun;
}

/** "Correlation −0.2". */
export const settingWords = (axis: SweepAxis, value: number): string =>
  text.sweep.status.setting(axis.field.label, shownSweepValue(axis, value));

/** Label with its unit, unless the label says it. */
export const axisName = ({ field: { label, unit } }: SweepAxis): string =>
  unit === null || label.toLowerCase().includes(unit) ? label : `${label} (${unit})`;
