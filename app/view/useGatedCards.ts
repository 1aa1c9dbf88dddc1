/** The architectures of the run shown, each with its tables and its weights. */
import { useMemo } from 'react';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import type { Topology } from '../../src/models/topology.ts';
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
  return useWithGates(useBuiltCards(shown), useShownGates(shown));
}

/** Cards with their gates of the newest evaluation, whatever step is looked at. */
export function useNewestGatedCards(shown: Experiment): readonly GatedCard[] {
  return useWithGates(useBuiltCards(shown), useGatesAt(shown, Number.POSITIVE_INFINITY));
}

const useWithGates = (built: readonly BuiltCard[], gates: CardGates): readonly GatedCard[] =>
  useMemo(() => built.map((one) => ({ ...one, gates: gates.get(one.card.id) ?? null })), [built, gates]);

/** Something is gated or learned; otherwise every unit passes on one expert. */
export const hasWeights = ({ topology }: GatedCard): boolean =>
  topology.levels.some(({ units }) =>
    units.some(({ gate, native }) => gate !== null || native?.kind === 'learned'),
  );

/** The experiment with the options that the budget gives to its cards: what is really trained and drawn. */
export const useBudgeted = (experiment: Experiment): Experiment =>
  useMemo(() => ({ ...experiment, cards: budgetOf(experiment).cards.map(({ card }) => card) }), [experiment]);
