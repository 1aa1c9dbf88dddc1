/** The architectures of the run shown, each with its tables and its weights at the step looked at. */
import { useMemo } from 'react';
import type { CardConfig, Experiment, GateSnapshot, Topology } from '../../../src/index.ts';
import { topologyOfCard } from '../../config/cardTopology.ts';
import { useBudgeted } from '../../config/useBudgeted.ts';
import { useShownGates } from '../useCardResults.ts';

export interface GatedCard {
  readonly card: CardConfig;
  /** As it was trained: the budget may have changed widths. */
  readonly topology: Topology;
  /** Null before the first evaluation. */
  readonly gates: GateSnapshot | null;
}

/** Cards that can be built; the same objects until something changes. `shown` as of `useShownExperiment`. */
export function useGatedCards(shown: Experiment): readonly GatedCard[] {
  const trained = useBudgeted(shown);
  const shownGates = useShownGates(trained);
  const built = useMemo(
    () => trained.cards.map((card) => ({ card, topology: topologyOfCard(card, trained) })),
    [trained],
  );
  return useMemo(
    () =>
      built.flatMap(({ card, topology }) =>
        topology === null ? [] : [{ card, topology, gates: shownGates.get(card.id) ?? null }],
      ),
    [built, shownGates],
  );
}

/** Something is gated or learned; otherwise every unit passes on one expert. */
export const hasWeights = ({ topology }: GatedCard): boolean =>
  topology.levels.some(({ units }) =>
    units.some(({ gate, native }) => gate !== null || native?.kind === 'learned'),
  );
