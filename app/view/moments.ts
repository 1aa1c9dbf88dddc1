/** Recorded steps of the run, the one that the page shows, and gates between two of them. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { blendedGates } from '../../src/analysis/blendedGates.ts';
import type { GateSnapshot } from '../../src/analysis/produced/evaluation.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type Moments, momentIndexOf, momentsOf } from '../../src/run/history.ts';
import { usePlayground, useView } from '../state/playground.ts';
import { replayOf } from '../state/replay.ts';
import { useCardResults, useGatesAt, useShownGates } from './useCards.ts';

export function useMoments(experiment: Experiment): Moments {
  const results = useCardResults(experiment);
  return useMemo(() => momentsOf([...results.values()].map(({ history }) => history)), [results]);
}

export function useCursorStep(experiment: Experiment): number | null {
  const moments = useMoments(experiment);
  const step = useView((view) => view.scrubStep);
  // A long run drops every second recorded step now and then, perhaps the chosen one.
  return step === null ? null : (moments[momentIndexOf(moments, step)] ?? null);
}

/** For drawing edges only: every printed number belongs to a recorded step. */
export function useBlendedGates(experiment: Experiment, cardId: string): GateSnapshot | null {
  const share = useStore(replayOf(usePlayground()).store, (state) => state.share);
  const scrubStep = useView((view) => view.scrubStep);
  const moments = useMoments(experiment);
  const next = scrubStep === null ? undefined : moments[momentIndexOf(moments, scrubStep) + 1];
  const before = useShownGates(experiment).get(cardId) ?? null;
  const after = useGatesAt(experiment, next ?? Number.POSITIVE_INFINITY).get(cardId) ?? null;
  return useMemo(
    () => (share === 0 || before === null || after === null ? null : blendedGates(before, after, share)),
    [before, after, share],
  );
}
