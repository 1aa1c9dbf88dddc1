/** The loss of each task so far, as lines that fit above the towers. */
import { useMemo } from 'react';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { type LossSeries, plotPointOf } from '../../charts/lines/series.ts';
import type { Sparkline } from '../../charts/network/AboveTowers.tsx';
import { useShownExperiment, useView } from '../../state/playground.ts';
import { useLossSeries } from '../../view/useSeries.ts';

/** Lines by id of the card; empty while what is shown is not of this set-up. Networks share one scale per task. */
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

interface Point {
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
    const all = series.map((one) => ({ id: one.id, points: pointsOf(one, task, numTasks) }));
    const fit = fitting(all.flatMap(({ points }) => points));
    for (const { id, points } of all)
      lines.get(id)?.push(points.filter(({ step }) => step <= until).map(fit));
  }
  return lines;
}

const pointsOf = ({ points }: LossSeries, task: number, numTasks: number): readonly Point[] =>
  points.flatMap((point) => {
    const height = Math.log(plotPointOf(point, { split: 'test', task, numTasks })?.mean ?? Number.NaN);
    return Number.isFinite(height) ? [{ step: point.step, height }] : [];
  });

function fitting(points: readonly Point[]): (point: Point) => readonly [number, number] {
  const last = Math.max(1, ...points.map(({ step }) => step));
  const low = Math.min(...points.map(({ height }) => height));
  const high = Math.max(...points.map(({ height }) => height));
  return ({ step, height }) => [step / last, high > low ? (height - low) / (high - low) : 0];
}
