/** Which moment of the run everything on the page shows. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { useView } from '../state/playground.ts';
import { type Moments, momentsOf, placeOf } from './moments.ts';
import { useCardResults } from './useCardResults.ts';

/** Those of all cards; the same object until there is a new one. */
export function useMoments(experiment: Experiment): Moments {
  const results = useCardResults(experiment);
  return useMemo(() => momentsOf([...results.values()].map(({ history }) => history)), [results]);
}

/** The step gone back to, for the cursors of charts; null while the newest is shown. */
export function useCursorStep(experiment: Experiment): number | null {
  const moments = useMoments(experiment);
  const step = useView((view) => view.scrubStep);
  // Of a long run every second moment is dropped now and then, this one perhaps.
  return step === null ? null : (moments[placeOf(moments, step)] ?? null);
}
