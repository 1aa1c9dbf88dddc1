import { expect, test } from 'vitest';
import { overlaidSeries, withOverlaidSeries } from '../../../../../app/panels/compare/Curves.tsx';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';

const [task] = defaultExperiment().tasks;
if (task === undefined) throw new Error('There is no task.');
const regression = { ...task, kind: 'regression' } as const;
const binary = { ...task, kind: 'binary' } as const;

/** Two repetitions of two tasks. */
const point = { step: 10, train: [], validation: [1, 2, 3, 4], test: [5, 6, 7, 8], auc: [0, 0, 0, 0] };
const overlay = {
  id: 'x',
  name: 'Earlier',
  kinds: ['regression', 'binary'],
  series: [{ id: 'B', name: 'B · PLE', color: 1, points: [point] }],
} as const;

test('lines of another run have the tasks of the one shown, and nothing where theirs are others', () => {
  const [series] = overlaidSeries([overlay], [regression, regression, regression]);
  expect(series).toMatchObject({ id: 'B¹', name: 'B · PLE (Earlier)', color: 1, isOverlay: true });
  const none = Number.NaN;
  expect(series?.points).toEqual([
    {
      step: 10,
      train: [],
      validation: [1, none, none, 3, none, none],
      test: [5, none, none, 7, none, none],
      auc: [0, none, none, 0, none, none],
    },
  ]);
  const [fewer] = overlaidSeries([overlay], [regression]);
  expect(fewer?.points[0]?.test).toEqual([5, 7]);
  const [same] = overlaidSeries([overlay], [regression, binary]);
  expect(same?.points).toEqual([point]);
});

test('an architecture that is hidden is hidden in the other runs as well', () => {
  const others = overlaidSeries([overlay, overlay], [regression]);
  expect(others.map(({ id }) => id)).toEqual(['B¹', 'B²']);
  expect([...withOverlaidSeries(new Set(['B']), others)]).toEqual(['B', 'B¹', 'B²']);
  expect([...withOverlaidSeries(new Set(['A']), others)]).toEqual(['A']);
});
