/**
 * Small pictures of what the networks on the stage predict for every task, at the moment looked at; asked for while the component is
 * there. Networks that a saved run has not are trained again for them, quietly, where that takes little and the page has come to rest.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { ownerOfTrained } from '../../../src/experiment/cardIds.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import type { Surfaces, SurfacesRequest } from '../../../src/run/produced/surfaces.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { limitOfValues } from '../../charts/base/fills.ts';
import type { Thumbnail } from '../../charts/network/AboveTowers.tsx';
import type { Playground } from '../../state/createPlayground.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { pictureAt, surfacesControllerOf } from '../../state/learned/picturesController.ts';
import { quietPlanOf } from '../../state/learned/quietRun.ts';
import {
  usePlayground,
  useReplica,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import { whenSettled } from '../../state/settling.ts';
import type { LearnedChoice } from '../../state/stores/viewStore.ts';
import { placeIds } from '../../view/places.ts';
import { useNetworkIds } from '../../view/useCardResults.ts';
import { nameOfCard } from '../../view/useSeries.ts';

/** Seconds that a quiet run may be likely to take which nobody asked for but a small picture. */
const MOST_SECONDS = 8;

type StageThumbnails = ReadonlyMap<string, readonly Thumbnail[]>;

/** `cards` are those on the stage, as they are trained. Identical while nothing changed. */
export function useThumbnails(experiment: Experiment, cards: readonly CardConfig[]): StageThumbnails {
  const playground = usePlayground();
  const controller = surfacesControllerOf(playground);
  const { phase } = useStore(networkSourceOf(playground).store);
  const pictures = useStore(controller.store);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, cards);
  const { isStale } = useShownExperiment();
  const request = useMemo(
    (): SurfacesRequest | null =>
      isStale ? null : { networkIds: [...ids.values()], replica: replica === 'mean' ? 0 : replica, step },
    [isStale, ids, replica, step],
  );
  const mayBegin = useMayBegin(replica);
  useEffect(() => controller.want(request, mayBegin), [controller, request, mayBegin]);
  useEffect(() => () => controller.want(null), [controller]);
  const isThere = !isStale && (phase === 'ready' || phase === 'training');
  const surfaces = isThere ? pictureAt(pictures, step) : null;
  return useMemo(
    () => (surfaces === null ? new Map() : thumbnailsOf(surfaces, experiment, cards)),
    [surfaces, experiment, cards],
  );
}

/** Opens what was learned of a task, over the plane of its thumbnail, and puts the focus there: the stage goes away. */
export function lookCloser(playground: Playground, task: number): void {
  const { pictures } = surfacesControllerOf(playground).store.getState();
  const { tasks = [], plane } = pictures.at(-1)?.planes[task] ?? {};
  const [first, second] = tasks;
  const chosen: Partial<LearnedChoice> =
    first === undefined || second === undefined || plane === undefined
      ? {}
      : { tasks: [first, second], plane };
  playground.view.setState(({ learned }) => ({ tab: 'learned', learned: { ...learned, ...chosen } }));
  document.getElementById(placeIds.place)?.focus();
}

/** Returns whether the networks of a saved run may be trained again for nothing but small pictures. */
function useMayBegin(replica: number | 'mean'): (saved: StartedRun) => boolean {
  const shown = useRunStatus(({ savedRun }) => savedRun);
  const settled = useSettled(shown);
  return useCallback((saved) => saved === settled && isQuicklyTrained(saved, replica), [settled, replica]);
}

function isQuicklyTrained(saved: StartedRun, replica: number | 'mean'): boolean {
  const plan = quietPlanOf(saved, replica === 'mean' ? 0 : replica);
  return typeof plan !== 'string' && plan.seconds <= MOST_SECONDS;
}

/** The thing that was shown when the page came to rest; null: it has not yet. */
function useSettled<T>(shown: T | null): T | null {
  const playground = usePlayground();
  const [settled, setSettled] = useState<T | null>(null);
  useEffect(
    () => (shown === null ? undefined : whenSettled(playground, () => setSettled(() => shown))),
    [playground, shown],
  );
  return settled;
}

function thumbnailsOf(
  { step, planes, truth, networks }: Surfaces,
  { tasks }: Experiment,
  cards: readonly CardConfig[],
): StageThumbnails {
  const limits = planes.map((_, task) =>
    limitOfValues(
      truth === null
        ? networks.map(({ surfaces }) => surfaces[task] ?? new Float32Array())
        : [truth[task] ?? new Float32Array()],
    ),
  );
  return new Map(
    cards.flatMap((card) => {
      const network = networks.find(({ networkId }) => ownerOfTrained(networkId).cardId === card.id);
      if (network === undefined) return [];
      const thumbnails = network.surfaces.map((prediction, task) => ({
        prediction,
        truth: truth?.[task] ?? null,
        limit: limits[task] ?? 1,
        title: (isPair: boolean) =>
          text.charts.thumbnail(tasks[task]?.name ?? '', nameOfCard(card), formatCount(step), isPair),
      }));
      return [[card.id, thumbnails] as const];
    }),
  );
}
