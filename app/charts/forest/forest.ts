/** Layout of forest plots: a row per rival of the reference, on one axis of gains. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { IntervalTone, ReplicaDot } from '../base/IntervalBar.tsx';
import { ownerColor, type SeriesStyle, seriesColor } from '../base/palette.ts';
import { type GainAxis, gainAxis } from '../base/ticks.ts';
import type { CursorGrid } from '../base/useGridCursor.ts';

export interface ForestRival extends SeriesStyle {
  readonly short: readonly string[];
  readonly tone: IntervalTone;
}

export interface ForestMark {
  /** Index of the task or draw; -1: overall. */
  readonly id: number;
  readonly shape: 'whole' | 'task' | 'draw';
  readonly gain: Pick<Interval, 'mean' | 'low' | 'high'>;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly tone: IntervalTone;
  readonly beyond: 'low' | 'high' | null;
  readonly said: string;
}

export interface ForestRow {
  readonly rival: ForestRival;
  readonly top: number;
  readonly marks: readonly ForestMark[];
  /** Overall mark, drawn below the others; null if `marks` contains it. */
  readonly whole: ForestMark | null;
  readonly dots: readonly ReplicaDot[];
  readonly dotsY: number;
}

export interface ForestLayout {
  readonly axis: GainAxis;
  readonly at: (gain: number) => number;
  readonly rows: readonly ForestRow[];
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
  readonly grid: CursorGrid;
}

export const NAME_Y = 11;
const AXIS_HEIGHT = 30;
const FOREST_SIDE_MARGIN = 8;
const PIXELS_PER_TICK = 64;

interface ForestFrame {
  readonly width: number;
  readonly gains: readonly number[];
  /** Gains farther from 0 than this do not stretch the axis. */
  readonly limit: number;
  readonly pitch: number;
}

function forestLayout<Rival>(
  rivals: readonly Rival[],
  { width, gains, limit, pitch }: ForestFrame,
  rowOf: (rival: Rival, top: number, at: (gain: number) => number) => ForestRow,
): Omit<ForestLayout, 'grid'> {
  const [left, right] = [FOREST_SIDE_MARGIN, width - FOREST_SIDE_MARGIN];
  const clipped = gains.filter(Number.isFinite).map((gain) => clampedGain(limit, gain));
  const axis = gainAxis(clipped, [left, right], Math.max(2, Math.floor((right - left) / PIXELS_PER_TICK)));
  const at = (gain: number): number => Math.max(left, Math.min(right, axis.at(gain)));
  const bottom = rivals.length * pitch;
  const rows = rivals.map((rival, row) => rowOf(rival, row * pitch, at));
  return { axis, at, rows, left, right, bottom, height: bottom + AXIS_HEIGHT };
}

const clampedGain = (limit: number, gain: number): number => Math.max(-limit, Math.min(limit, gain));

export interface RivalEffect {
  readonly task: number | null;
  readonly gain: Interval;
  readonly tone: IntervalTone;
  readonly said: string;
}

export interface VerdictRival extends ForestRival {
  readonly overall: RivalEffect;
  readonly tasks: readonly RivalEffect[];
  readonly dots: readonly ReplicaDot[];
}

const OVERALL_Y = NAME_Y + 11;
const REPLICAS_Y = 8;
const TASKS_Y = 15;
const TASK_PITCH = 6;
const ROW_GAP = 8;
// A gain cannot exceed 100 %; larger losses are drawn at the edge.
const MAX_GAIN_ON_AXIS = 1;

export const forestHeight = (numRivals: number, numTasks: number): number =>
  numRivals * verdictRowPitch(numTasks) + AXIS_HEIGHT;

const verdictRowPitch = (numTasks: number): number =>
  OVERALL_Y + TASKS_Y + TASK_PITCH * (numTasks - 1) + ROW_GAP;

export function verdictForestOf(rivals: readonly VerdictRival[], width: number): ForestLayout {
  const effects = rivals.flatMap(({ overall, tasks }) => [overall, ...tasks]);
  const gains = effects.flatMap(({ gain: { mean, low, high } }) => [mean, low, high]);
  const pitch = verdictRowPitch(rivals[0]?.tasks.length ?? 1);
  const layout = forestLayout(rivals, { gains, limit: MAX_GAIN_ON_AXIS, width, pitch }, (rival, top, at) => {
    const y = top + OVERALL_Y;
    const tasks = rival.tasks.map((effect, task) =>
      effectMarkOf(effect, y + TASKS_Y + TASK_PITCH * task, at),
    );
    return {
      rival,
      top,
      marks: [effectMarkOf(rival.overall, y, at), ...tasks],
      whole: null,
      dots: rival.dots,
      dotsY: y + REPLICAS_Y,
    };
  });
  const grid = { rows: layout.rows.map(({ marks }) => marks.length), isChain: true, isUpright: true };
  return { ...layout, grid };
}

function effectMarkOf(
  { task, gain, tone, said }: RivalEffect,
  y: number,
  at: (gain: number) => number,
): ForestMark {
  const isWhole = task === null;
  return {
    id: task ?? -1,
    shape: isWhole ? 'whole' : 'task',
    gain,
    x: at(gain.mean),
    y,
    color: isWhole ? '' : ownerColor(task),
    tone,
    beyond: null,
    said,
  };
}

export interface DrawsRival extends ForestRival {
  readonly gain: Interval;
  /** One per draw; not finite if one of the two diverged. */
  readonly dots: readonly { readonly draw: number; readonly gain: number }[];
}

const DRAWS_PITCH = 69;
const DOTS_Y = NAME_Y + 22;
const INTERVAL_Y = NAME_Y + 46;
const DOT_WIDTH = 7;
const SWARM_HEIGHT = 28;
// Gains beyond this multiple of their 90th percentile are outliers, drawn at the edge.
const OUTLIER_FACTOR = 2.5;

/** Left and right go by gain from dot to dot, up and down to the same draw of another rival. */
export function drawsForestOf(
  rivals: readonly DrawsRival[],
  width: number,
  saidOf: (draw: number, gain: number, rival: DrawsRival) => string,
): ForestLayout {
  const limit = gainLimitOf(rivals);
  const gains = rivals.flatMap(({ gain, dots }) => [gain.low, gain.high, ...dots.map((dot) => dot.gain)]);
  const layout = forestLayout(rivals, { gains, limit, width, pitch: DRAWS_PITCH }, (rival, top, at) => ({
    rival,
    top,
    marks: stackedDotsOf(rival, (gain) => at(clampedGain(limit, gain)), top + DOTS_Y).map(
      ({ draw, gain, x, y }): ForestMark => ({
        id: draw,
        shape: 'draw',
        gain: { mean: gain, low: Number.NaN, high: Number.NaN },
        x,
        y,
        color: seriesColor(rival.color),
        tone: 'neutral',
        beyond: gain > limit ? 'high' : gain < -limit ? 'low' : null,
        said: saidOf(draw, gain, rival),
      }),
    ),
    whole: effectMarkOf({ task: null, gain: rival.gain, tone: rival.tone, said: '' }, top + INTERVAL_Y, at),
    dots: [],
    dotsY: 0,
  }));
  const drawAt = (row: number, column: number) => layout.rows[row]?.marks[column]?.id;
  const rows = layout.rows.map(({ marks }) => marks.length);
  const columnIn: CursorGrid['columnIn'] = (row, from) => {
    const same = layout.rows[row]?.marks.findIndex(({ id }) => id === drawAt(from.row, from.column)) ?? -1;
    return same < 0 ? null : same;
  };
  return { ...layout, grid: { rows, columnIn } };
}

function gainLimitOf(rivals: readonly DrawsRival[]): number {
  const sizes = rivals
    .flatMap(({ dots }) => dots.map(({ gain }) => Math.abs(gain)))
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  return usual > 0 ? OUTLIER_FACTOR * usual : Number.POSITIVE_INFINITY;
}

function stackedDotsOf({ dots }: DrawsRival, xOf: (gain: number) => number, middle: number) {
  const sorted = dots
    .filter(({ gain }) => Number.isFinite(gain))
    .toSorted((a, b) => a.gain - b.gain)
    .map((dot) => ({ ...dot, x: xOf(dot.gain), column: Math.floor(xOf(dot.gain) / DOT_WIDTH) }));
  return sorted.map((dot, index) => {
    const inColumn = sorted.filter(({ column }) => column === dot.column);
    const place = sorted.slice(0, index).filter(({ column }) => column === dot.column).length;
    const step = Math.min(DOT_WIDTH, SWARM_HEIGHT / Math.max(1, inColumn.length - 1));
    return { ...dot, y: middle + step * (place - (inColumn.length - 1) / 2) };
  });
}
