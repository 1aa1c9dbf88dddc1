/** Networks that cards show: of all it has trained, the network picked for it, as it was at the step looked at. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { evaluationAt } from '../../src/run/history.ts';
import type { GateSnapshot } from '../../src/run/produced/evaluation.ts';
import { type Networks, networkOf } from '../../src/run/run.ts';
import { pickedNetworks } from '../../src/run/summary.ts';
import { useNetworks, useView } from '../state/playground.ts';

/** Networks by id of the card, the baseline that is trained unseen among them; the same object until something changes. */
export function useCardResults(experiment: Experiment): Networks {
  const networks = useNetworks();
  return useMemo(() => {
    const picked = pickedNetworks(experiment, networks);
    return new Map([...picked].map(([cardId, id]) => [cardId, networkOf({ networks }, id)]));
  }, [experiment, networks]);
}

/** Gates by id of the card. */
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
