/** Results of the run shown: of every card the network picked for it, as it was at the step looked at, and the summary of all. */
import { useMemo } from 'react';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { evaluationAt } from '../../src/run/history.ts';
import type { GateSnapshot } from '../../src/run/produced/evaluation.ts';
import { type Networks, networkOf } from '../../src/run/run.ts';
import { pickedNetworks, type RunSummary, summaryOf } from '../../src/run/summary.ts';
import { useNetworks, useRunStatus, useView } from '../state/playground.ts';

/** A run as panels show it. */
export interface ShownRun {
  /** The experiment shown, which the run is of. */
  readonly experiment: Experiment;
  readonly summary: RunSummary;
}

/** Networks by id of the card, the baseline that is trained unseen among them; the same object until something changes. */
export function useCardResults(experiment: Experiment): Networks {
  const networks = useNetworks();
  return useMemo(() => {
    const picked = pickedNetworks(experiment, networks);
    return new Map([...picked].map(([cardId, id]) => [cardId, networkOf({ networks }, id)]));
  }, [experiment, networks]);
}

/** The trained network of each card, by its id: the one picked where several are trained for one. The same while they are the same. */
export function useNetworkIds(
  experiment: Experiment,
  cards: readonly CardConfig[],
): ReadonlyMap<string, string> {
  const networks = useNetworks();
  const written = useMemo(() => {
    const picked = pickedNetworks(experiment, networks);
    return cards.map(({ id }) => `${id} ${picked.get(id) ?? id}`).join('\n');
  }, [experiment, networks, cards]);
  return useMemo(
    () =>
      new Map(written === '' ? [] : written.split('\n').map((line) => line.split(' ') as [string, string])),
    [written],
  );
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

/** The summary; null before every network was evaluated once. `experiment` is the one shown, see `useShownExperiment`. */
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
