/** Requests the path of the followed row through the networks of some cards, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type {
  ProbedNetwork,
  ProbePoints,
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
import { nameOfCard } from '../../view/cardNames.ts';
import { useNetworkIds } from '../../view/useCards.ts';

export interface RowShown extends ProbeState {
  readonly place: RowSelection | null;
  readonly tryAgain: () => void;
  /** Keys are ids of cards. */
  readonly networks: ReadonlyMap<string, NetworkOfRow>;
}

export interface NetworkOfRow extends FollowedNetwork {
  readonly probed: ProbedNetwork;
  readonly answers: readonly RowAnswer[];
}

export const defaultRow: RowSelection = { kind: 'search', search: 'gates', rank: 0 };

/** Requests nothing without `cards`, which are as trained. Keep `usual`, the default row, identical. */
export function useRowShown(
  experiment: Experiment,
  cards: readonly CardConfig[],
  usual: RowSelection | null = null,
): RowShown {
  const chosen = useView((view) => view.row);
  const place = cards.length === 0 ? null : (chosen ?? usual);
  const { probed, lacks, tryAgain } = useProbe('row', useNetworkIds(experiment, cards), place);
  const shown = place === null ? null : probed;
  return useMemo(() => {
    const networks = shown === null ? new Map() : networksOfRow(shown, experiment, cards);
    return { place, probed: shown, lacks, tryAgain, networks };
  }, [place, shown, lacks, tryAgain, experiment, cards]);
}

/** Networks by id of the card: for `rows`, the first alone, from outside. `points`: keep them identical. */
export function useProbe(
  topic: 'row' | 'rows',
  ids: ReadonlyMap<string, string>,
  points: ProbePoints | null,
): ProbeState & Pick<RowShown, 'tryAgain'> {
  const { store, want, tryAgain } = probeControllersOf(usePlayground())[topic];
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const request = useMemo((): ProbeRequest | null => {
    const replicas = [replica === 'mean' ? 0 : replica];
    const [first] = ids.values();
    if (points === null || first === undefined) return null;
    return topic === 'row'
      ? { networkIds: [...ids.values()], replicas, step, points, levels: 'all', experts: true }
      : { networkIds: [first], replicas, step, points, levels: [], experts: false };
  }, [topic, ids, points, step, replica]);
  useEffect(() => want(request), [want, request]);
  useEffect(() => () => want(null), [want]);
  return { ...useStore(store), tryAgain };
}

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
      const shown = { name: nameOfCard(card), topology, gates: { step, levels }, answers, probed: network };
      return [[card.id, shown] as const];
    }),
  );
}
