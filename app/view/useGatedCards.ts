/** The architectures of the run shown, each with its tables and its weights. */
import { useMemo } from 'react';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { isNativeRow, type Topology } from '../../src/models/topology.ts';
import type { GateSnapshot } from '../../src/run/produced/evaluation.ts';
import { type CardGates, useGatesAt, useShownGates } from './useCardResults.ts';

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
