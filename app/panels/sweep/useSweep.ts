/** How components read a sweep. */
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

/** The sweep of the page. */
export const useSweep = (): SweepController => pointControllersOf(usePlayground()).sweep;

export const useSweepState = <S>(select: (state: PointsState<SweepPoint>) => S): S =>
  useStore(useSweep().store, select);

export const useSweepDraft = (): SweepDraft => useStore(useSweep().drafts);

/** The sweep in the form, for the experiment on the left; the same object until one of them changes. */
export function useDraftedSweep(): Sweep | null {
  const experiment = useExperiment();
  const draft = useSweepDraft();
  return useMemo(() => draftedSweep(experiment, draft), [experiment, draft]);
}

/** True if the points that are there are points of what is in the form. */
export function useIsSameSweep(drafted: Sweep | null): boolean {
  const sweep = useSweepState((state) => state.sweep);
  return useMemo(() => isSameSweep(sweep, drafted), [sweep, drafted]);
}

/** Work that was done on this device, and its time: what was measured for it, else that of the run; null: nothing was trained yet. */
export function useKnownWork(measured: Measurement | null): KnownWork | null {
  const speed = useRunStatus((status) => status.fullSpeed);
  const trained = useRunStatus((status) => status.experiment);
  // The speed is another one with every evaluation, and to solve the budget of every card takes longer than to draw the page.
  const workOfStep = useMemo(() => trained && workOf(trained).perStep, [trained]);
  const ofRun =
    workOfStep === null || speed === null ? null : { work: workOfStep, seconds: 1 / speed, setUpSeconds: 0 };
  return measured ?? ofRun;
}

/** "Correlation −0.2". */
export const settingWords = (axis: SweepAxis, value: number): string =>
  text.sweep.status.setting(axis.field.label, shownSweepValue(axis, value));

/** The label with its unit, unless it says that already: the name of an axis. */
export const axisName = ({ field: { label, unit } }: SweepAxis): string =>
  unit === null || label.toLowerCase().includes(unit) ? label : `${label} (${unit})`;
