/** An experiment has circumstances only if it lies in the population, and then those that it was drawn with. */
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setMatrix, setTask } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { withMatrixCell } from '../../../../src/experiment/matrix.ts';
import { numTaskExperts } from '../../../../src/models/options.ts';
import { circumstancesOf } from '../../../../src/studies/map/circumstances.ts';
import { isWhere, levelOn, levelsOfAxes, mapAxisIds } from '../../../../src/studies/map/levels.ts';
import { placeOnMap } from '../../../../src/studies/map/mapWords.ts';
import { formatShare } from '../../../../src/text/format.ts';
import { text } from '../../../../src/text/text.ts';
import { mapPopulation, setUpAt } from '../../../studies/population/population.ts';

const { outside } = text.map;
const { data, task } = text.experiment.fields;
const population = Array.from({ length: mapPopulation.size }, (_, key) => setUpAt(mapPopulation, key));

function insideOf(experiment: Experiment) {
  const placement = circumstancesOf(experiment);
  if (!placement.isInside) throw new Error(placement.reason);
  return placement.circumstances;
}

const reasonOf = (experiment: Experiment): string | null => {
  const placement = circumstancesOf(experiment);
  return placement.isInside ? null : placement.reason;
};

it('every set-up of the population has circumstances, and each level of each axis occurs', () => {
  const all = population.map(insideOf);
  for (const axis of mapAxisIds) {
    const found = new Set(all.map((one) => levelOn(axis, one)).filter((level) => level !== null));
    expect([...found].toSorted(), axis).toEqual([...levelsOfAxes[axis]].toSorted());
  }
  for (const [key, { relation, numTasks }] of all.entries()) {
    const sets = population[key]?.tasks.map(({ featureSet }) => featureSet);
    expect(new Set(sets).size, String(key)).toBe(
      { alike: 1, rowDependent: 1, pairs: numTasks / 2, groups: 3, outsider: 2 }[relation],
    );
  }
});

describe('relations', () => {
  const [first] = population.filter(({ tasks }) => tasks.length === 4);
  if (first === undefined) throw new Error('There are set-ups of four tasks.');
  const withSets = (sets: readonly (number | null)[], related: number): Experiment => {
    const matrix = sets.map((set, row) =>
      sets.map((other, column) => (row === column ? 1 : set === other ? related : 0)),
    );
    const tasks = first.tasks.map((task, index) => ({ ...task, featureSet: sets[index] ?? null }));
    return { ...first, tasks, data: { ...first.data, correlation: matrix, secondCorrelation: null } };
  };

  it('are those of hidden features that tasks really share, not of names', () => {
    expect(insideOf(withSets([0, 0, 0, 0], 0.4))).toMatchObject({ relation: 'alike', correlation: 0.4 });
    expect(insideOf(withSets([3, 3, 1, 1], 0.4)).relation).toBe('pairs');
    expect(insideOf(withSets([0, 1, 1, 1], -0.4))).toMatchObject({ relation: 'outsider', correlation: 0.4 });
    expect(insideOf(withSets([null, null, null, null], 0.9)).relation).toBe('alike');
    expect(reasonOf(withSets([0, 0, 1, 2], 0.4))).toBe(outside.relation);
    expect(reasonOf(withSets([null, null, null, null], 0.4))).toBe(outside.relation);
  });

  it('are none of the population where pairs differ', () => {
    const uneven = withSets([0, 0, 0, 0], 0.4);
    const edited = setMatrix(uneven, 'correlation', withMatrixCell(uneven.data.correlation, 0, 1, 0.6));
    expect(reasonOf(edited)).toBe(outside.relation);
  });

  it('without two tasks of a set there is no correlation, nor a place by it', () => {
    const [two] = population.filter((one) => one.tasks.length === 2 && insideOf(one).relation === 'outsider');
    if (two === undefined) throw new Error('There is a set-up of two unrelated tasks.');
    expect(insideOf(two).correlation).toBeNull();
    expect(isWhere({ correlation: [...levelsOfAxes.correlation] }, insideOf(two))).toBe(false);
    expect(placeOnMap(two, 'correlation', 'tasks')).toEqual({ place: null, reason: outside.noLevel });
  });
});

const [inside = defaultExperiment()] = population;
const allBinary = inside.tasks.reduce((one, _, index) => setTask(one, index, { kind: 'binary' }), inside);

it.each([
  [defaultExperiment(), data.numFeatures, '8'],
  [setData(inside, { source: 'synthetic' }), data.source, text.data.sharedFeaturesLabel],
  [setData(inside, { numTrainRows: 100_000 }), data.numTrainRows, '300–30,000'],
  [setTask(inside, 0, { noise: 0.7 }), task.noise, outside.ofAllTasks('0.1–1')],
  [setTask(inside, 0, { labelFraction: 0.5 }), task.labelFraction, '1'],
  [allBinary, task.kind, outside.oneBinary(formatShare(0.05))],
  [{ ...inside, cards: [] }, numTaskExperts, '1, 2'],
])(
  'an experiment outside the population has none, and the reason is said',
  (experiment, { label }, ofMap) => {
    expect(reasonOf(experiment)).toBe(outside.setting(label, ofMap));
  },
);

it('an experiment inside has a place', () => {
  const column = levelsOfAxes.tasks.findIndex((level) => Number(level) === insideOf(inside).numTasks);
  expect(placeOnMap(setData(inside, { seed: 7 }), 'tasks', 'noise').place).toMatchObject({ column });
});
