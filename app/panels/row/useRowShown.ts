/** The row that is followed, through the networks of some cards, at the moment looked at; asked for while the component is there. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { ownerOfTrained } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import type { FollowedNetwork } from '../../../src/report/rowWords.ts';
import type { Followed, FollowRequest, RowPlace } from '../../../src/run/produced/followed.ts';
import { type FollowState, followControllerOf } from '../../state/learned/followController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import { useNetworkIds } from '../../view/useNetworkIds.ts';
import { nameOfCard } from '../../view/useSeries.ts';

export interface RowShown {
  /** The place asked for; null: no row is followed. */
  readonly place: RowPlace | null;
  /** The newest answer, which may still be that of the place before; null: none yet. */
  readonly followed: Followed | null;
  readonly lacks: FollowState['lacks'];
  /** Asks once more for what could not be downloaded. */
  readonly tryAgain: () => void;
  /** The networks that answered, by id of the card. */
  readonly networks: ReadonlyMap<string, FollowedNetwork>;
}

/** `experiment` is the one shown, `cards` those of it as they are trained. */
export function useRowShown(experiment: Experiment, cards: readonly CardConfig[]): RowShown {
  const controller = followControllerOf(usePlayground());
  const { followed, lacks } = useStore(controller.store);
  const place = useView((view) => view.row);
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
  const networks = useMemo(
    () => (place === null || followed === null ? new Map() : networksOfRow(followed, experiment, cards)),
    [followed, experiment, cards, place],
  );
  return {
    place,
    followed: place === null ? null : followed,
    lacks,
    tryAgain: controller.tryAgain,
    networks,
  };
}

/** The networks of an answer, by id of the card; a row that was kept may be of networks that are gone. */
export function networksOfRow(
  followed: Followed,
  experiment: Experiment,
  cards: readonly CardConfig[],
): ReadonlyMap<string, FollowedNetwork> {
  return new Map(
    cards.flatMap((card) => {
      const row = followed.networks.find(({ networkId }) => ownerOfTrained(networkId).cardId === card.id);
      const topology = topologyOfCard(card, experiment);
      return row === undefined || topology === null
        ? []
        : [[card.id, { name: nameOfCard(card), topology, row }] as const];
    }),
  );
}
