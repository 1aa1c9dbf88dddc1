/** The architectures of the run shown, each with its tables and its weights. */
import { useMemo } from 'react';
import type { CardConfig, Experiment, GateSnapshot, Topology } from '../../../src/index.ts';
import { topologyOfCard } from '../../config/cardTopology.ts';
import { useBudgeted } from '../../config/useBudgeted.ts';
import { type CardGates, useGatesAt, useShownGates } from '../useCardResults.ts';

export interface GatedCard {
  readonly card: CardConfig;
  /** As it was trained: the budget may have changed widths. */
  readonly topology: Topology;
  /** Null before the first evaluation. */
  readonly gates: GateSnapshot | null;
}

/** At the step looked at; the same objects until something changes. `shown` as of `useShownExperiment`. */
export function useGatedCards(shown: Experiment): readonly GatedCard[] {
  const trained = useBudgeted(shown);
  return useWithTables(trained, useShownGates(trained));
}

/** Of the newest evaluation, whatever step is looked at. */
export function useNewestGatedCards(shown: Experiment): readonly GatedCard[] {
  const trained = useBudgeted(shown);
  return useWithTables(trained, useGatesAt(trained, Number.POSITIVE_INFINITY));
}

/** Cards that can be built. */
function useWithTables(trained: Experiment, gates: CardGates): readonly GatedCard[] {
  const built = useMemo(
    () => trained.cards.map((card) => ({ card, topology: topologyOfCard(card, trained) })),
    [trained],
  );
  return useMemo(
    () =>
      built.flatMap(({ card, topology }) =>
        topology === null ? [] : [{ card, topology, gates: gates.get(card.id) ?? null }],
      ),
    [built, gates],
  );
}

/** Something is gated or learned; otherwise every unit passes on one expert. */
export const hasWeights = ({ topology }: GatedCard): boolean =>
  topology.levels.some(({ units }) =>
    units.some(({ gate, native }) => gate !== null || native?.kind === 'learned'),
  );
