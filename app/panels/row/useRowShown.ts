/** Requests the path of the followed row through the networks of some cards, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type {
  ProbedNetwork,
  ProbeRequest,
  ProbeResult,
  RowSelection,
} from '../../../src/analysis/produced/probe.ts';
import { gatesOfRow } from '../../../src/analysis/rowGates.ts';
import { cardOfTrainedId } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { type RowAnswer, rowAnswerOf } from '../../../src/run/report/rowAnswers.ts';
import type { FollowedNetwork } from '../../../src/run/report/rowWords.ts';
import { type ProbeState, probeControllersOf } from '../../state/learned/probeController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import { useNetworkIds } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';

export interface RowShown extends ProbeState {
  readonly place: RowSelection | null;
  readonly tryAgain: () => void;
  /** Keys are ids of cards. */
  readonly networks: ReadonlyMap<string, NetworkOfRow>;
}

export interface NetworkOfRow extends FollowedNetwork {
  readonly probed: ProbedNetwork;
  /** By task. */
  readonly answers: readonly RowAnswer[];
}

export const defaultRow: RowSelection = { kind: 'search', search: 'gates', rank: 0 };

/**
 * `experiment` is the one shown, `cards` its cards as trained; none: nothing is requested. `usual`: the default row;
 * keep it identical.
 */
export function useRowShown(
  experiment: Experiment,
  cards: readonly CardConfig[],
  usual: RowSelection | null = null,
): RowShown {
  const { store, want, tryAgain } = probeControllersOf(usePlayground()).row;
  const { probed, lacks } = useStore(store);
  const chosen = useView((view) => view.row);
  const place = cards.length === 0 ? null : (chosen ?? usual);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, cards);
  const request = useMemo(
    (): ProbeRequest | null =>
      place && {
        networkIds: [...ids.values()],
        replicas: [replica === 'mean' ? 0 : replica],
        step,
        points: place,
        levels: 'all',
        experts: true,
      },
    [ids, place, step, replica],
  );
  useEffect(() => want(request), [want, request]);
  useEffect(() => () => want(null), [want]);
  const shown = place === null ? null : probed;
  return useMemo(() => {
    const networks = shown === null ? new Map() : networksOfRow(shown, experiment, cards);
    return { place, probed: shown, lacks, tryAgain, networks };
  }, [place, shown, lacks, tryAgain, experiment, cards]);
}

/** Networks of kept rows may be gone. */
export function networksOfRow(
  { step, row, truth, networks }: ProbeResult,
  experiment: Experiment,
  cards: readonly CardConfig[],
): RowShown['networks'] {
  return new Map(
    cards.flatMap((card) => {
      const network = networks.find(({ networkId }) => cardOfTrainedId(networkId).cardId === card.id);
      const topology = topologyOfCard(card, experiment);
      if (network === undefined || topology === null) return [];
      const [logits = new Float32Array()] = network.logits;
      const levels = network.levels.flatMap((level) => {
        const spec = topology.levels[level.level];
        return spec === undefined ? [] : [gatesOfRow(spec, level)];
      });
      const answers = experiment.tasks.map(({ kind }, task) =>
        rowAnswerOf(kind, logits[task], truth?.[0]?.[task]?.[0], row?.labels?.[task]),
      );
      const shown = {
        name: nameOfCard(card),
        topology,
        gates: { step, levels },
        logits,
        answers,
        probed: network,
      };
      return [[card.id, shown] as const];
    }),
  );
}
