import { expect, it } from 'vitest';
import type { LossSeries } from '../../../../../app/charts/lines/series.ts';
import { differenceCsvRows, differenceRowsOf } from '../../../../../app/charts/lines/series.ts';
import { pointOf, seriesOf as seriesOfPoints } from '../invented.ts';

const selection = { split: 'test', task: 1, numTasks: 2 } as const;

/** Losses of two tasks in some repetitions; only the second task is looked at. */
const seriesOf = (id: string, steps: Readonly<Record<number, readonly number[]>>): LossSeries =>
  seriesOfPoints(
    id,
    Object.entries(steps).map(([step, losses]) =>
      pointOf(
        Number(step),
        losses.flatMap((loss) => [9, loss]),
      ),
    ),
  );

const reference = seriesOf('A', { 0: [1, 1], 10: [0.9, 0.9], 20: [0.8, 0.72] });
const rival = seriesOf('B', { 0: [1, 1], 10: [1, 1], 20: [0.8, 0.8] });

it('is the gain of the rival, paired by repetition, at the steps of both', () => {
  const rows = differenceRowsOf(reference, [rival], selection, 400);
  expect(rows.map(({ x }) => x)).toEqual([0, 10, 20]);
  expect(rows[0]?.points[0]?.mean).toBe(0);
  expect(rows[1]?.points[0]?.mean).toBeCloseTo(100 * (1 - 1 / 0.9), 9);
  // 1 - sqrt(0.8 / 0.8 * 0.8 / 0.72)
  expect(rows[2]?.points[0]?.mean).toBeCloseTo(100 * (1 - Math.sqrt(1 / 0.9)), 9);
  expect(rows[2]?.points[0]?.interval).not.toBeNull();
});

it('leaves out a repetition that diverged in either, and has no point where nothing is left', () => {
  const broken = seriesOf('C', { 10: [1, Number.NaN], 20: [Number.NaN, Number.NaN] });
  const rows = differenceRowsOf(reference, [broken], selection, 400);
  expect(rows.map(({ points }) => points[0]?.n ?? null)).toEqual([null, 1, null]);
});

it('has every repetition in its numbers', () => {
  const [, ...rows] = differenceCsvRows(reference, [rival], selection, 'Like');
  expect(rows).toHaveLength(3 * 2);
  expect(rows.at(-1)?.slice(0, 6)).toEqual(['Architecture B', 'Architecture A', 'Like', 'test', 20, 2]);
  expect(rows.at(-1)?.[6]).toBeCloseTo(1 - 1 / 0.9, 9);
});
