import { expect, it } from 'vitest';
import { farMarksOf } from '../../../../../app/charts/lines/series.ts';
import { pointOf, seriesOf } from '../invented.ts';

const seriesAt = (id: string, ...losses: readonly (readonly number[])[]) =>
  seriesOf(
    id,
    losses.map((test, index) => pointOf(10 * index, test)),
  );
const selection = { split: 'test', task: 1, numTasks: 2 } as const;
/** Five repetitions of two tasks: the second task of each, the first being 1. */
const ofTask = (...losses: readonly number[]) => losses.flatMap((loss) => [1, loss]);

it('marks at the last step what is far from the other repetitions of its series, on that task', () => {
  const near = ofTask(1, 1.01, 0.99, 1.02, 1);
  const far = ofTask(1, 1.01, 0.99, 1.02, 1.6);
  expect(farMarksOf([seriesAt('A', far, near), seriesAt('B', near, far), seriesAt('C')], selection)).toEqual([
    { series: 1, step: 10, loss: 1.6 },
  ]);
  expect(farMarksOf([seriesAt('B', near, far)], { ...selection, task: 0 })).toEqual([]);
});
