/** Sweeps are loaded when their tab is first opened; a sweep lives on when it is left. */
import { lazy } from 'react';
import type { SweepController, SweepDependencies } from '../state/sweep/sweepController.ts';

const loadSweep = () => import('./sweepParts.ts');

export const SweepPanel = lazy(async () => ({ default: (await loadSweep()).SweepPanel }));

/** The one controller, made at the first call; tried again after a call that could not load it. */
export function createLazySweep(dependencies: SweepDependencies): () => Promise<SweepController> {
  let made: Promise<SweepController> | null = null;
  const load = async (): Promise<SweepController> => (await loadSweep()).createSweep(dependencies);
  return () => {
    made ??= load().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
