/** What each card has to show: of all it has trained, the network picked for it, as it was at the step looked at. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { pickedNetworks } from '../../src/report/answer.ts';
import type { GateSnapshot } from '../../src/results/results.ts';
import { useResults, useView } from '../state/playground.ts';
import { evaluationAt } from '../state/run/runHistory.ts';
import { type NetworkResults, resultsOf } from '../state/run/runResults.ts';

/** By id of the card, the baseline that is trained unseen among them; the same object until something changes. */
export function useCardResults(experiment: Experiment): ReadonlyMap<string, NetworkResults> {
  const results = useResults();
  return useMemo(() => {
    const picked = pickedNetworks(experiment, results);
    return new Map([...picked].map(([cardId, id]) => [cardId, resultsOf(results, id)]));
  }, [experiment, results]);
}

/** By id of the card. */
export type CardGates = ReadonlyMap<string, GateSnapshot | null>;

/** Gates of every card at the step looked at; null before the first evaluation. */
export function useShownGates(experiment: Experiment): CardGates {
  return useGatesAt(experiment, useView((view) => view.scrubStep) ?? Number.POSITIVE_INFINITY);
}

/** The same at a step of the caller's; infinity: the newest. */
export function useGatesAt(experiment: Experiment, step: number): CardGates {
  const results = useCardResults(experiment);
  return useMemo(
    () => new Map([...results].map(([id, { history }]) => [id, evaluationAt(history, step)?.gates ?? null])),
    [results, step],
  );
}
