/** Cards of the run shown, with their networks, gates, topologies and summary. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { GateSnapshot } from '../../src/analysis/produced/evaluation.ts';
import { cardOfTrainedId } from '../../src/experiment/cardIds.ts';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { withScaledWidths } from '../../src/experiment/derived/sizes.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { isNativeRow, type Topology } from '../../src/models/topology.ts';
import { evaluationAt } from '../../src/run/history.ts';
import { type Networks, networkOf } from '../../src/run/run.ts';
import { pickedNetworks, type RunSummary, summaryOf } from '../../src/run/summary.ts';
import { useIsCovered, useNetworks, usePlayground, useRunStatus, useView } from '../state/playground.ts';
import { stageCardsOf, winnersOf } from '../state/previews.ts';

export interface ShownRun {
  readonly experiment: Experiment;
  readonly summary: RunSummary;
}

/** Networks by id of the card, with the hidden baseline. Identical, like all values here, until something changes. */
export function useCardResults(experiment: Experiment): Networks {
  const networks = useNetworks();
  return useMemo(() => {
    const picked = pickedNetworks(experiment, networks);
    return new Map([...picked].map(([cardId, id]) => [cardId, networkOf({ networks }, id)]));
  }, [experiment, networks]);
}

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

type CardGates = ReadonlyMap<string, GateSnapshot | null>;

export function useShownGates(experiment: Experiment): CardGates {
  return useGatesAt(experiment, useView((view) => view.scrubStep) ?? Number.POSITIVE_INFINITY);
}

/** `step`: Infinity for the newest. */
export function useGatesAt(experiment: Experiment, step: number): CardGates {
  const results = useCardResults(experiment);
  return useMemo(
    () => new Map([...results].map(([id, { history }]) => [id, evaluationAt(history, step)?.gates ?? null])),
    [results, step],
  );
}

/** Null before every network was evaluated, and while results are covered. `experiment` as of `useShownExperiment`. */
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
  /** Tables of the network as trained: the budget may have changed widths. */
  readonly topology: Topology;
}

export interface GatedCard extends BuiltCard {
  readonly gates: GateSnapshot | null;
  readonly atStart: GateSnapshot | null;
}

/** Only cards that can be built. `shown` as of `useShownExperiment`. */
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

export function useGatedCards(shown: Experiment): readonly GatedCard[] {
  return useWithGates(shown, useShownGates(shown));
}

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

/** False if every unit passes on one expert unchanged. */
export const hasWeights = ({ topology }: GatedCard): boolean =>
  topology.levels.some(({ units }) => units.some(({ gate, native }) => gate !== null || isNativeRow(native)));

/** Experiment with the budget applied, and the sizes that the run shown chose, as drawings do. */
export function useBudgeted(experiment: Experiment): Experiment {
  const ids = useNetworkIds(experiment, experiment.cards);
  const hasRun = useNetworks().has([...ids.values()][0] ?? '');
  return useMemo(() => {
    const cards = budgetOf(experiment).cards.map(({ card }) => {
      const { sizeFactor } = cardOfTrainedId(ids.get(card.id) ?? '');
      return withScaledWidths(card, hasRun ? Number(sizeFactor ?? 1) : 1);
    });
    return { ...experiment, cards };
  }, [experiment, ids, hasRun]);
}

export function useStageCards(experiment: Experiment) {
  const { winner } = useStore(winnersOf(usePlayground()));
  const rivalId = useView((view) => view.stageRival) ?? winner;
  const budgeted = useBudgeted(experiment);
  const cards = useMemo(() => stageCardsOf(budgeted, rivalId), [budgeted, rivalId]);
  return { cards, winner };
}
