import { expect, it } from 'vitest';
import { spread } from '../../../../../app/charts/lines/LineMarks.tsx';

it('moves labels apart in the order they have, inside the range', () => {
  expect(spread([50, 20], 10, [0, 100])).toEqual([50, 20]);
  expect(spread([50, 52, 48], 10, [0, 100])).toEqual([58, 68, 48]);
  expect(spread([97, 99], 10, [0, 100])).toEqual([90, 100]);
  expect(spread([-5, 2], 10, [0, 100])).toEqual([0, 10]);
  expect(spread([], 10, [0, 100])).toEqual([]);
});
