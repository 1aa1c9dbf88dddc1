/** The y-axis of lines and their bands. */
import { MAX_LINK_POINTS, pointSteps } from '../../../src/run/history.ts';
import { linearTicks, logTicks } from '../base/ticks.ts';
import {
  differenceRowsOf,
  type LossSelection,
  type LossSeries,
  lossRowsOf,
  type PlotPoint,
  type PlotRow,
  type ScaleKind,
} from './series.ts';

export interface Axis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

// Share of the means' range; wider bands are cut, so that they do not flatten the lines.
const BAND_ROOM = 0.35;
const EMPTY_AXIS: Axis = { domain: [0.1, 1], ticks: [] };

interface AxisContent {
  readonly isVisible: (series: number) => boolean;
  readonly scale: ScaleKind;
  readonly bandRoom: 'some' | 'all';
  /** Irreducible losses to include if the scale has room for them; 0 for differences. */
  readonly floors: readonly number[];
}

export function lineAxis(
  rows: readonly PlotRow[],
  { isVisible, scale, bandRoom, floors }: AxisContent,
): Axis {
  const isLog = scale === 'log';
  const points = rows.flatMap((row) => row.points.filter((point, s) => point !== null && isVisible(s)));
  const drawable = points.flatMap((point) => (point && (!isLog || point.mean > 0) ? [point] : []));
  if (drawable.length === 0) return EMPTY_AXIS;
  const forth = isLog ? Math.log10 : (value: number) => value;
  const drawnFloors = floors.filter((floor) => floor > 0 || !isLog);
  const means = [...drawable.map((point) => point.mean), ...drawnFloors].map(forth);
  const bands = drawable.flatMap((point) => (point.interval ?? []).map(forth)).filter(Number.isFinite);
  const all = minAndMaxOf([...means, ...bands]);
  const [low, high] = bandRoom === 'all' ? all : rangeWithBandRoom(minAndMaxOf(means), all);
  if (isLog) return logAxis(10 ** low, 10 ** high);
  if (floors.includes(0)) return differenceAxis(low, high);
  return linearAxis(low, high, bandRoom === 'all' ? low : minAndMaxOf(means)[0]);
}

function minAndMaxOf(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function rangeWithBandRoom(
  means: readonly [number, number],
  all: readonly [number, number],
): readonly [number, number] {
  const room = BAND_ROOM * (means[1] - means[0] || Math.abs(means[0]) || 1);
  return [Math.max(all[0], means[0] - room), Math.min(all[1], means[1] + room)];
}

function linearAxis(low: number, high: number, lowest: number): Axis {
  const isFromZero = lowest >= 0 && low < 0.4 * high;
  const pad = 0.04 * (high - low || Math.abs(high) || 1);
  const domain = [isFromZero ? 0 : low - pad, high + pad] as const;
  return { domain, ticks: linearTicks(domain[0], domain[1], 4) };
}

const DIFFERENCE_ROOM = 0.25;

function differenceAxis(low: number, high: number): Axis {
  const room = DIFFERENCE_ROOM * Math.max(high, -low, 1e-3);
  const domain = [Math.min(low, -room), Math.max(high, room)] as const;
  return { domain, ticks: linearTicks(...domain, 4) };
}

function logAxis(low: number, high: number): Axis {
  const pad = Math.max(1.04, (high / low) ** 0.04);
  const domain = [low / pad, high * pad] as const;
  return { domain, ticks: logTicks(domain[0], domain[1], 4) };
}

/** Band clipped to the axis, since a log axis lacks 0; null for one replica, or outside the axis. */
export function clippedBand(
  point: PlotPoint | null,
  { domain: [bottom, top] }: Axis,
): readonly [number, number] | null {
  if (!point?.interval) return null;
  const [low, high] = point.interval;
  return high < bottom || low > top ? null : [Math.max(low, bottom), Math.min(high, top)];
}

interface LossChartChoices {
  readonly series: readonly LossSeries[];
  readonly reference: LossSeries | null;
  readonly scale: ScaleKind;
}

export const lossChartRowsOf = (
  { series, reference, scale }: LossChartChoices,
  selection: LossSelection,
  maxPoints: number,
): readonly PlotRow[] =>
  reference === null
    ? lossRowsOf(series, selection, scale, maxPoints)
    : differenceRowsOf(reference, series, selection, maxPoints);

interface SharedAxisChoices extends LossChartChoices, Omit<LossSelection, 'task'> {
  readonly hiddenIds: ReadonlySet<string>;
  readonly floors: readonly (number | null)[];
}

const MAX_POINTS = 60;

/** Reference at the steps that a link carries, so that its reader sees the same axis. */
function carriedReference(reference: LossSeries): LossSeries {
  const steps = reference.points.map(({ step }) => step);
  // One more is the step that the sender looked at.
  if (steps.length <= MAX_LINK_POINTS + 1) return reference;
  const carried = pointSteps(steps, MAX_LINK_POINTS, null);
  return { ...reference, points: reference.points.filter(({ step }) => carried.includes(step)) };
}

export function sharedAxis({ hiddenIds, floors, ...choices }: SharedAxisChoices): Axis {
  const { series, reference, scale } = choices;
  const drawn = { ...choices, reference: reference && carriedReference(reference) };
  const rows = Array.from({ length: choices.numTasks }, (_, task) =>
    lossChartRowsOf(drawn, { ...choices, task }, MAX_POINTS),
  );
  return lineAxis(rows.flat(), {
    isVisible: (s) => !hiddenIds.has(series[s]?.id ?? ''),
    scale: reference === null ? scale : 'linear',
    bandRoom: 'some',
    floors: reference === null ? floors.filter((floor) => floor !== null) : [0],
  });
}
