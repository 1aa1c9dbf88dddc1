/**
 * Cards of the run shown: the network picked for each, its gates and weights at the step looked at, the tables it was built from, and the
 * summary of all.
 */
import { useMemo } from 'react';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { isNativeRow, type Topology } from '../../src/models/topology.ts';
import { evaluationAt } from '../../src/run/history.ts';
import type { GateSnapshot } from '../../src/analysis/produced/evaluation.ts';
import { type Networks, networkOf } from '../../src/run/run.ts';
import { pickedNetworks, type RunSummary, summaryOf } from '../../src/run/summary.ts';
import { useIsCovered, useNetworks, useRunStatus, useView } from '../state/playground.ts';

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

/** The summary; null before every network was evaluated once, and while it is covered. `experiment` is the one shown, see `useShownExperiment`. */
export function useSummary(experiment: Experiment): RunSummary | null {
  const networks = useNetworks();
  const knownLosses = useRunStatus((status) => status.knownLosses);
  const step = useRunStatus((status) => status.step);
  const isFinished = step >= experiment.training.numSteps;
  const isCovered = useIsCovered();
  return useMemo(() => {
    if (isCovered) return null;
    const { numSteps } = experiment.training;
    return summaryOf(experiment, { networks, knownLosses, step: isFinished ? numSteps : 0 });
  }, [experiment, networks, knownLosses, isFinished, isCovered]);
}

export interface BuiltCard {
  readonly card: CardConfig;
  /** The tables as trained: the budget may have changed widths. */
  readonly topology: Topology;
}

export interface GatedCard extends BuiltCard {
  /** Null before the first evaluation. */
  readonly gates: GateSnapshot | null;
  /** Those before training. */
  readonly atStart: GateSnapshot | null;
}

/** Cards that can be built; the same objects until the set-up changes. `shown` as of `useShownExperiment`. */
export function useBuiltCards(shown: Experiment): readonly BuiltCard[] {
  const trained = useBudgeted(shown);
  return useMemo(
    () =>
      trained.cards.flatMap((card) => {
        const topology = topologyOfCard(card, trained);
        return topology === null ? [] : [{ card, topology }];
      }),
    [trained],
  );
}

/** Cards with their gates at the step looked at; the same objects until something changes. */
export function useGatedCards(shown: Experiment): readonly GatedCard[] {
  return useWithGates(shown, useShownGates(shown));
}

/** Cards with their gates of the newest evaluation, whatever step is looked at. */
export function useNewestGatedCards(shown: Experiment): readonly GatedCard[] {
  return useWithGates(shown, useGatesAt(shown, Number.POSITIVE_INFINITY));
}

function useWithGates(shown: Experiment, gates: CardGates): readonly GatedCard[] {
  const built = useBuiltCards(shown);
  const starts = useGatesAt(shown, 0);
  return useMemo(() => {
    const of = (all: CardGates, { card }: BuiltCard) => all.get(card.id) ?? null;
    return built.map((one) => ({ ...one, gates: of(gates, one), atStart: of(starts, one) }));
  }, [built, gates, starts]);
}

/** Something is gated or learned; otherwise every unit passes on one expert. */
export const hasWeights = ({ topology }: GatedCard): boolean =>
  topology.levels.some(({ units }) => units.some(({ gate, native }) => gate !== null || isNativeRow(native)));

/** The experiment with the options that the budget gives to its cards: what is really trained and drawn. */
export const useBudgeted = (experiment: Experiment): Experiment =>
  useMemo(() => ({ ...experiment, cards: budgetOf(experiment).cards.map(({ card }) => card) }), [experiment]);
