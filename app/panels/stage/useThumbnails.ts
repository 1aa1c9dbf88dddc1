/** Requests small pictures of what networks on the stage predict, and quickly retrains missing ones. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ProbedNetwork, ProbeRequest, ProbeResult } from '../../../src/analysis/produced/probe.ts';
import { SURFACE_GRID } from '../../../src/data/plane.ts';
import { cardOfTrainedId } from '../../../src/experiment/cardIds.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { colorLimitOf } from '../../charts/base/Fills.tsx';
import { type LossSeries, plotPointOf } from '../../charts/lines/series.ts';
import type { Sparkline, Thumbnail } from '../../charts/network/AboveTowers.tsx';
import type { Playground } from '../../state/createPlayground.ts';
import { retrainingPlanOf } from '../../state/learned/backgroundRetraining.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { isOfChosenStep, probeControllersOf } from '../../state/learned/probeController.ts';
import {
  usePlayground,
  useReplica,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import { replayOf } from '../../state/replay.ts';
import type { LearnedChoice } from '../../state/stores/viewStore.ts';
import { nameOfCard } from '../../view/cardNames.ts';
import { placeIds } from '../../view/places.ts';
import { useNetworkIds } from '../../view/useCards.ts';
import { useLossSeries } from '../../view/useSeries.ts';

// Four checks in a row without motion make one second.
const checkIntervalMs = 250;
const numChecksAtRest = 4;
// Longest wait for an idle moment.
const maxIdleWaitMs = 2000;

// For thumbnails alone.
const MAX_RETRAINING_SECONDS = 8;

type StageThumbnails = ReadonlyMap<string, readonly Thumbnail[]>;

/** `cards`: as trained. Keep them identical while nothing changed. */
export function useThumbnails(experiment: Experiment, cards: readonly CardConfig[]): StageThumbnails {
  const playground = usePlayground();
  const { store, want } = probeControllersOf(playground).thumbnails;
  const { phase } = useStore(networkSourceOf(playground).store);
  const { probed } = useStore(store);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, cards);
  const { isStale } = useShownExperiment();
  const request = useMemo(
    (): ProbeRequest | null =>
      isStale
        ? null
        : {
            networkIds: [...ids.values()],
            replicas: [replica === 'mean' ? 0 : replica],
            step,
            points: { kind: 'surfaces' },
            levels: [],
            experts: false,
          },
    [isStale, ids, replica, step],
  );
  const mayBegin = useMayRetrain(replica);
  useEffect(() => want(request, mayBegin), [want, request, mayBegin]);
  useEffect(() => () => want(null), [want]);
  const isThere = !isStale && (phase === 'ready' || phase === 'training');
  const shown = isThere && probed !== null && isOfChosenStep(probed) ? probed : null;
  return useMemo(
    () => (shown === null ? new Map() : thumbnailsOf(shown, experiment, cards)),
    [shown, experiment, cards],
  );
}

// The stage disappears, so the focus must move.
export function openLearnedFunctions(playground: Playground, task: number): void {
  const { probed } = probeControllersOf(playground).thumbnails.store.getState();
  const { tasks = [], plane } = probed?.surfaces[task] ?? {};
  const [first, second] = tasks;
  const chosen: Partial<LearnedChoice> =
    first === undefined || second === undefined || plane === undefined
      ? {}
      : { tasks: [first, second], plane };
  playground.view.setState(({ learned }) => ({ tab: 'learned', learned: { ...learned, ...chosen } }));
  document.getElementById(placeIds.place)?.focus();
}

function useMayRetrain(replica: number | 'mean'): (saved: StartedRun) => boolean {
  const shown = useRunStatus(({ savedRun }) => savedRun);
  const settled = useValueAtRest(shown);
  return useCallback((saved) => saved === settled && isQuicklyTrained(saved, replica), [settled, replica]);
}

function isQuicklyTrained(saved: StartedRun, replica: number | 'mean'): boolean {
  const plan = retrainingPlanOf(saved, replica === 'mean' ? 0 : replica);
  return typeof plan !== 'string' && plan.seconds <= MAX_RETRAINING_SECONDS;
}

function useValueAtRest<T>(shown: T | null): T | null {
  const playground = usePlayground();
  const [settled, setSettled] = useState<T | null>(null);
  useEffect(
    () => (shown === null ? undefined : whenSettled(playground, () => setSettled(() => shown))),
    [playground, shown],
  );
  return settled;
}

function thumbnailsOf(
  { step, surfaces, truth, networks }: ProbeResult,
  { tasks }: Experiment,
  cards: readonly CardConfig[],
): StageThumbnails {
  const numTasks = surfaces.length;
  const predictionOf = ({ logits }: ProbedNetwork, task: number) =>
    planeValuesOf(logits[0] ?? [], task * (numTasks + 1));
  const truths = truth && surfaces.map((_, task) => planeValuesOf(truth[0]?.[task] ?? [], task));
  const limits = surfaces.map((_, task) =>
    colorLimitOf(
      truths === null ? networks.map((one) => predictionOf(one, task)) : truths.slice(task, task + 1),
    ),
  );
  return new Map(
    cards.flatMap((card) => {
      const network = networks.find(({ networkId }) => cardOfTrainedId(networkId).cardId === card.id);
      if (network === undefined) return [];
      const thumbnails = surfaces.map((_, task) => ({
        prediction: predictionOf(network, task),
        truth: truths?.[task] ?? null,
        limit: limits[task] ?? 1,
        title: (isPair: boolean) =>
          text.charts.thumbnail(tasks[task]?.name ?? '', nameOfCard(card), formatCount(step), isPair),
      }));
      return [[card.id, thumbnails] as const];
    }),
  );
}

const planeValuesOf = (values: ArrayLike<number>, part: number): Float32Array =>
  Float32Array.from(values).subarray(part * SURFACE_GRID.size ** 2, (part + 1) * SURFACE_GRID.size ** 2);

/** Keys are ids of cards; empty for another set-up. Networks share one scale per task. */
export function useSparklines(cards: readonly CardConfig[]): ReadonlyMap<string, readonly Sparkline[]> {
  const { shown, isStale } = useShownExperiment();
  const series = useLossSeries(shown);
  const until = useView((view) => view.scrubStep) ?? Number.POSITIVE_INFINITY;
  const ids = cards.map(({ id }) => id).join(' ');
  return useMemo(() => {
    if (isStale) return new Map();
    const onStage = series.filter(({ id }) => ids.split(' ').includes(id));
    return sparklinesOf(onStage, shown.tasks.length, until);
  }, [series, shown.tasks.length, isStale, until, ids]);
}

interface SparklinePoint {
  readonly step: number;
  readonly height: number;
}

function sparklinesOf(
  series: readonly LossSeries[],
  numTasks: number,
  until: number,
): ReadonlyMap<string, readonly Sparkline[]> {
  const lines = new Map<string, Sparkline[]>(series.map(({ id }) => [id, []]));
  for (let task = 0; task < numTasks; task++) {
    const all = series.map((one) => ({ id: one.id, points: sparklinePointsOf(one, task, numTasks) }));
    const fit = scalerToUnitBox(all.flatMap(({ points }) => points));
    for (const { id, points } of all)
      lines.get(id)?.push(points.filter(({ step }) => step <= until).map(fit));
  }
  return lines;
}

const sparklinePointsOf = (
  { points }: LossSeries,
  task: number,
  numTasks: number,
): readonly SparklinePoint[] =>
  points.flatMap((point) => {
    const height = Math.log(plotPointOf(point, { split: 'test', task, numTasks })?.mean ?? Number.NaN);
    return Number.isFinite(height) ? [{ step: point.step, height }] : [];
  });

function scalerToUnitBox(
  points: readonly SparklinePoint[],
): (point: SparklinePoint) => readonly [number, number] {
  const last = Math.max(1, ...points.map(({ step }) => step));
  const low = Math.min(...points.map(({ height }) => height));
  const high = Math.max(...points.map(({ height }) => height));
  return ({ step, height }) => [step / last, high > low ? (height - low) / (high - low) : 0];
}

/** Calls `done` once, after an idle second; never with data saving on. Returns a function that cancels it. */
export function whenSettled(page: Playground, done: () => void): () => void {
  if (savesData()) return () => {};
  const replay = replayOf(page);
  let isOver = false;
  let numLooks = 0;
  const end = (): void => {
    if (!isOver) done();
  };
  const timer = setInterval(() => {
    const isAtRest =
      document.readyState === 'complete' &&
      document.visibilityState === 'visible' &&
      !replay.store.getState().isPlaying;
    numLooks = isAtRest ? numLooks + 1 : 0;
    if (numLooks < numChecksAtRest) return;
    clearInterval(timer);
    if (typeof requestIdleCallback === 'function') requestIdleCallback(end, { timeout: maxIdleWaitMs });
    else end();
  }, checkIntervalMs);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

// Not every browser has `connection`.
function savesData(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null;
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}
