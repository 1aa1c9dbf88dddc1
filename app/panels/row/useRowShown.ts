/** The row that is followed, through the networks of some cards, at the moment looked at; asked for while the component is there. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { ownerOfTrained } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { type FollowedNetwork, logitText } from '../../../src/run/report/rowWords.ts';
import type { Followed, FollowRequest, RowPlace } from '../../../src/analysis/produced/questions.ts';
import type { RowAnswers } from '../../charts/network/OnStage.tsx';
import { type FollowState, followControllerOf } from '../../state/learned/followController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import { useNetworkIds } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';

export interface RowShown {
  /** The place asked for; null: no row is followed. */
  readonly place: RowPlace | null;
  /** The newest answer, which may still be that of the place before; null: none yet. */
  readonly followed: Followed | null;
  readonly lacks: FollowState['lacks'];
  readonly tryAgain: () => void;
  /** Networks by id of their card. */
  readonly networks: ReadonlyMap<string, NetworkOfRow>;
}

export interface NetworkOfRow extends FollowedNetwork {
  readonly answers: RowAnswers;
}

/**
 * `experiment` is the one shown, `cards` those of it as they are trained; without cards nothing is followed. `usual`: the row where the
 * visitor has chosen none; keep it identical.
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

/** The networks of an answer; of a row that was kept some may be gone. */
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
