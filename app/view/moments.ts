/** The moments of the run shown, and the one that the whole page shows. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type Moments, momentsOf, placeOf } from '../../src/run/moments.ts';
import { useView } from '../state/playground.ts';
import { useCardResults } from './useCardResults.ts';

/** The moments of all cards; the same object until there is a new one. */
export function useMoments(experiment: Experiment): Moments {
  const results = useCardResults(experiment);
  return useMemo(() => momentsOf([...results.values()].map(({ history }) => history)), [results]);
}

/** The step gone back to, for the cursors of charts; null while the newest is shown. */
export function useCursorStep(experiment: Experiment): number | null {
  const moments = useMoments(experiment);
  const step = useView((view) => view.scrubStep);
  // A long run drops every second moment now and then, this one perhaps.
  return step === null ? null : (moments[placeOf(moments, step)] ?? null);
}
