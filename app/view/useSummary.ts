/** The summary of the run that is shown. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type RunSummary, summaryOf } from '../../src/run/summary.ts';
import { useNetworks, useRunStatus } from '../state/playground.ts';

/** Null before every network was evaluated once. `experiment` is the one shown, see `useShownExperiment`. */
export function useSummary(experiment: Experiment): RunSummary | null {
  const networks = useNetworks();
  const knownLosses = useRunStatus((status) => status.knownLosses);
  const step = useRunStatus((status) => status.step);
  const isFinished = step >= experiment.training.numSteps;
  return useMemo(() => {
    const { numSteps } = experiment.training;
    return summaryOf(experiment, { networks, knownLosses, step: isFinished ? numSteps : 0 });
  }, [experiment, networks, knownLosses, isFinished]);
}
