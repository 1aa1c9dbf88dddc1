/** Gates that move evenly from moment to moment while a replay plays: for ribbons alone, since every number is of a recorded moment. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { blendedGates } from '../../src/analysis/blendedGates.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { placeOf } from '../../src/run/moments.ts';
import type { GateSnapshot } from '../../src/run/produced/evaluation.ts';
import { usePlayground, useView } from '../state/playground.ts';
import { replayOf } from '../state/replay.ts';
import { useMoments } from './moments.ts';
import { useGatesAt, useShownGates } from './useCardResults.ts';

/** Null where there is nothing between two moments. `experiment` as of `useShownExperiment`. */
export function useBlendedGates(experiment: Experiment, cardId: string): GateSnapshot | null {
  const share = useStore(replayOf(usePlayground()).store, (state) => state.share);
  const scrubStep = useView((view) => view.scrubStep);
  const moments = useMoments(experiment);
  const next = scrubStep === null ? undefined : moments[placeOf(moments, scrubStep) + 1];
  const before = useShownGates(experiment).get(cardId) ?? null;
  const after = useGatesAt(experiment, next ?? Number.POSITIVE_INFINITY).get(cardId) ?? null;
  return useMemo(
    () => (share === 0 || before === null || after === null ? null : blendedGates(before, after, share)),
    [before, after, share],
  );
}
