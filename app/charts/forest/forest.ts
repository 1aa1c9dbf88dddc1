/** Layout of forest plots: a row per rival of the reference, on one axis of gains. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { IntervalTone, ReplicaDot } from '../base/IntervalBar.tsx';
import { ownerColor, type SeriesStyle } from '../base/palette.ts';
import { type GainAxis, gainAxis } from '../base/ticks.ts';
import type { CursorGrid } from '../base/useGridCursor.ts';

export interface ForestRival extends SeriesStyle {
  readonly short: readonly string[];
  readonly tone: IntervalTone;
}

export interface ForestMark {
  /** Index of the task; -1: overall. */
  readonly id: number;
  readonly shape: 'whole' | 'task';
  readonly gain: Pick<Interval, 'mean' | 'low' | 'high'>;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly tone: IntervalTone;
  readonly said: string;
}

export interface ForestRow {
  readonly rival: ForestRival;
  readonly top: number;
  readonly marks: readonly ForestMark[];
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
    said,
  };
}
