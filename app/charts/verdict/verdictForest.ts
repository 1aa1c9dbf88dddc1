/** Where the marks of the verdict's forest plot lie: a row per rival, in it the whole and every task. Knows no drawing. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { IntervalTone, ReplicaDot } from '../base/IntervalBar.tsx';
import {
  AXIS_HEIGHT,
  type ForestLayout,
  type ForestRival,
  type ForestRow,
  forestLayout,
  NAME_Y,
  type Place,
} from '../forest/forest.ts';

/** One comparison of the reference with a rival. */
export interface Effect {
  /** Index of the task; null: overall. */
  readonly task: number | null;
  readonly gain: Interval;
  readonly tone: IntervalTone;
  /** A whole sentence. */
  readonly said: string;
}

/** A rival of the reference. */
export interface Rival extends ForestRival {
  readonly overall: Effect;
  /** In the order of the tasks. */
  readonly tasks: readonly Effect[];
  /** Overall. */
  readonly dots: readonly ReplicaDot[];
}

/** An effect and where it is drawn. */
export interface EffectMark {
  readonly effect: Effect;
  readonly y: number;
}

/** Its first mark is the whole. */
export interface RivalRow extends ForestRow<Rival, EffectMark> {
  /** Height of the replicas' dots. */
  readonly dotsY: number;
}

/** From the name's line to the whole, and from there to the dots of its replicas and to the first task. */
const OVERALL_Y = NAME_Y + 11;
const DOTS_Y = 8;
const TASKS_Y = 15;
const TASK_PITCH = 6;
const ROW_GAP = 8;

/** Whatever intervals there are, a gain of 100 % is the most there can be and a loss twice as large is far off any picture. */
const FARTHEST = 1;

/** The room that so many rivals on so many tasks take, whatever is known of them. */
export const forestHeight = (numRivals: number, numTasks: number): number =>
  numRivals * rowHeight(numTasks) + AXIS_HEIGHT;

const rowHeight = (numTasks: number): number => OVERALL_Y + TASKS_Y + TASK_PITCH * (numTasks - 1) + ROW_GAP;

export function verdictForestOf(rivals: readonly Rival[], width: number): ForestLayout<RivalRow> {
  const effects = rivals.flatMap(({ overall, tasks }) => [overall, ...tasks]);
  const gains = effects.flatMap(({ gain: { mean, low, high } }) => [mean, low, high]);
  const pitch = rowHeight(rivals[0]?.tasks.length ?? 1);
  return forestLayout(rivals, { gains, limit: FARTHEST, width, pitch }, rowOf);
}

function rowOf(rival: Rival, top: number): RivalRow {
  const y = top + OVERALL_Y;
  const tasks = rival.tasks.map((effect, task) => ({ effect, y: y + TASKS_Y + TASK_PITCH * task }));
  return { rival, top, marks: [{ effect: rival.overall, y }, ...tasks], dotsY: y + DOTS_Y };
}

/** Up and down: the next mark; left and right: the same of another rival. Null: no such key. */
export function movedMark(rows: readonly RivalRow[], place: Place | null, key: string): Place | null {
  const { row, mark } = place ?? { row: 0, mark: 0 };
  const numMarks = rows[row]?.marks.length ?? 1;
  const at = row * numMarks + mark;
  const all = rows.length * numMarks;
  const inAll = (to: number): Place => {
    const inside = Math.max(0, Math.min(all - 1, to));
    return { row: Math.floor(inside / numMarks), mark: inside % numMarks };
  };
  const byKey: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    ArrowRight: at + numMarks,
    ArrowLeft: at - numMarks,
    Home: 0,
    End: all - 1,
  };
  const to = byKey[key];
  return to === undefined ? null : inAll(to);
}
