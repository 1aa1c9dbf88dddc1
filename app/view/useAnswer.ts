/** The answer of the run that is shown. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type Answer, answerOf } from '../../src/report/answer.ts';
import { useResults, useRunStatus } from '../state/playground.ts';

/** Null before every network was evaluated once. `experiment` is the one shown, see `useShownExperiment`. */
export function useAnswer(experiment: Experiment): Answer | null {
  const results = useResults();
  const knownLosses = useRunStatus((status) => status.knownLosses);
  const step = useRunStatus((status) => status.step);
  const isFinished = step >= experiment.training.numSteps;
  return useMemo(() => {
    if (knownLosses === null) return null;
    return answerOf(experiment, {
      networks: results,
      knownLosses,
      step: isFinished ? experiment.training.numSteps : 0,
    });
  }, [experiment, results, knownLosses, isFinished]);
}
