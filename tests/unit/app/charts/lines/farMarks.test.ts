import { expect, it } from 'vitest';
import { farMarksOf } from '../../../../../app/charts/lines/series.ts';

const seriesOf = (id: string, ...losses: readonly (readonly number[])[]) => ({
  id,
  name: id,
  color: 0,
  points: losses.map((test, index) => ({ step: 10 * index, train: [], validation: test, test, auc: [] })),
});
const selection = { split: 'test', task: 1, numTasks: 2 } as const;
/** Five repetitions of two tasks: the second task of each, the first being 1. */
const ofTask = (...losses: readonly number[]) => losses.flatMap((loss) => [1, loss]);

it('marks at the last step what is far from the other repetitions of its series, on that task', () => {
  const near = ofTask(1, 1.01, 0.99, 1.02, 1);
  const far = ofTask(1, 1.01, 0.99, 1.02, 1.6);
  expect(farMarksOf([seriesOf('A', far, near), seriesOf('B', near, far), seriesOf('C')], selection)).toEqual([
    { series: 1, step: 10, loss: 1.6 },
  ]);
  expect(farMarksOf([seriesOf('B', near, far)], { ...selection, task: 0 })).toEqual([]);
});
