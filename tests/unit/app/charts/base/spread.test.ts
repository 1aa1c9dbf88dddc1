import { expect, it } from 'vitest';
import { spreadPositions } from '../../../../../app/charts/lines/LineMarks.tsx';

it('moves labels apart in the order they have, inside the range', () => {
  expect(spreadPositions([50, 20], 10, [0, 100])).toEqual([50, 20]);
  expect(spreadPositions([50, 52, 48], 10, [0, 100])).toEqual([58, 68, 48]);
  expect(spreadPositions([97, 99], 10, [0, 100])).toEqual([90, 100]);
  expect(spreadPositions([-5, 2], 10, [0, 100])).toEqual([0, 10]);
  expect(spreadPositions([], 10, [0, 100])).toEqual([]);
});
