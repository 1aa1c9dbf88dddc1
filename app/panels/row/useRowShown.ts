/** Requests the path of the followed row through the networks of some cards, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Followed, FollowRequest, RowPlace } from '../../../src/analysis/produced/questions.ts';
import { ownerOfTrained } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { type FollowedNetwork, logitText } from '../../../src/run/report/rowWords.ts';
import type { RowAnswers } from '../../charts/network/OnStage.tsx';
import { type FollowState, followControllerOf } from '../../state/learned/followController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import { useNetworkIds } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';

export interface RowShown {
  readonly place: RowPlace | null;
  /** Newest answer, possibly for the previous place. */
  readonly followed: Followed | null;
  readonly lacks: FollowState['lacks'];
  readonly tryAgain: () => void;
  /** Keys are ids of cards. */
  readonly networks: ReadonlyMap<string, NetworkOfRow>;
}

export interface NetworkOfRow extends FollowedNetwork {
  readonly answers: RowAnswers;
}

/**
 * `experiment` is the one shown, `cards` its cards as trained; none: nothing is requested. `usual`: the default row;
 * keep it identical.
 */
export function useRowShown(
  experiment: Experiment,
  cards: readonly CardConfig[],
  usual: RowPlace | null = null,
): RowShown {
  const controller = followControllerOf(usePlayground());
  const { followed, lacks } = useStore(controller.store);
  const chosen = useView((view) => view.row);
  const place = cards.length === 0 ? null : (chosen ?? usual);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, cards);
  const request = useMemo(
    (): FollowRequest | null =>
      place === null
        ? null
        : { networkIds: [...ids.values()], replica: replica === 'mean' ? 0 : replica, step, row: place },
    [ids, place, step, replica],
  );
  useEffect(() => controller.want(request), [controller, request]);
  useEffect(() => () => controller.want(null), [controller]);
  const shown = place === null ? null : followed;
  const { tryAgain } = controller;
  return useMemo(() => {
    const networks = shown === null ? new Map() : networksOfRow(shown, experiment, cards);
    return { place, followed: shown, lacks, tryAgain, networks };
  }, [place, shown, lacks, tryAgain, experiment, cards]);
}

/** Networks of kept rows may be gone. */
export function networksOfRow(
  followed: Followed,
  experiment: Experiment,
  cards: readonly CardConfig[],
): RowShown['networks'] {
  const textsOf = (logits: ArrayLike<number>) =>
    experiment.tasks.map(({ kind }, task) => logitText(logits[task], kind));
  const truths = followed.truth && textsOf(followed.truth);
  return new Map(
    cards.flatMap((card) => {
      const row = followed.networks.find(({ networkId }) => ownerOfTrained(networkId).cardId === card.id);
      const topology = topologyOfCard(card, experiment);
      if (row === undefined || topology === null) return [];
      const answers = { answers: textsOf(row.logits), truths };
      return [[card.id, { name: nameOfCard(card), topology, row, answers }] as const];
    }),
  );
}
