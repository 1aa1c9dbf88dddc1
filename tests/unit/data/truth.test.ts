import { describe, expect, it } from 'vitest';
import { logLoss, meanSquaredError } from '../../../src/analysis/metrics.ts';
import { at, dot } from '../../../src/data/linearAlgebra.ts';
import { taskDirectionsOf, trueSignalsOf } from '../../../src/data/truth.ts';
import type { DataSetup, HeldOutData, Matrix, TaskSetup } from '../../../src/data/types.ts';
import {
  binaryTask,
  equalCorrelation,
  madeUpSourceOf,
  madeUpSources,
  regressionTask,
  replicaOf,
  setupOf,
} from './setup.ts';

const noiseless: TaskSetup = { ...regressionTask, noise: 0 };
const noisyTask: TaskSetup = { ...binaryTask, noise: 0.3 };
const related: Matrix = equalCorrelation(2, 0.8);
const opposed: Matrix = equalCorrelation(2, -0.8);

const testRows = (setup: DataSetup, replica: number): HeldOutData =>
  replicaOf(madeUpSourceOf(setup.data.source), setup, replica).test;

const labelsOf = ({ targets, numRows }: HeldOutData, task: number) =>
  targets.slice(task * numRows, (task + 1) * numRows);

/** One may say nothing of what could be learned. */
const known = madeUpSources.flatMap(({ id, truth }) => (truth === undefined ? [] : [id]));

describe.each(known)('the truth of %s', (source) => {
  it.each([
    { redraw: 'directions', secondCorrelation: null },
    { redraw: 'everything', secondCorrelation: opposed },
  ] as const)('is what the generator gives without noise: %o', (changes) => {
    const setup = setupOf([noiseless, noiseless], { source, correlation: related, draw: 3, ...changes });
    for (const replica of [0, 2]) {
      const rows = testRows(setup, replica);
      const truth = trueSignalsOf(setup, replica)?.(rows.inputs) ?? [];
      for (const task of [0, 1]) {
        const labels = labelsOf(rows, task);
        expect(labels.length).toBe(100);
        for (const [row, label] of labels.entries())
          expect(Math.abs((truth[task]?.[row] ?? Number.NaN) - label)).toBeLessThan(1e-6);
      }
    }
  });

  it('has the loss that nobody can go below', () => {
    const setup = setupOf([regressionTask, noisyTask], { source, correlation: related, numTestRows: 500 });
    const rows = testRows(setup, 1);
    const mask = new Float32Array(rows.numRows).fill(1);
    const truth = trueSignalsOf(setup, 1)?.(rows.inputs) ?? [];
    const lossOf = [meanSquaredError, logLoss].map((measure, task) =>
      measure(Float32Array.from(truth[task] ?? []), labelsOf(rows, task), mask),
    );
    expect(lossOf[0]).toBeCloseTo(rows.floor[0] ?? 0, 6);
    expect(lossOf[1]).toBeCloseTo(rows.floor[1] ?? 0, 5);
  });

  it('has tasks whose directions have the cosine asked for, in the rows of either matrix', () => {
    const setup = setupOf([noiseless, noiseless], {
      source,
      correlation: related,
      secondCorrelation: opposed,
      switching: 'everyTask',
    });
    const directions = taskDirectionsOf(setup, 0) ?? [];
    const cosines = directions.map(([first = [], second = []]) => dot(first, second));
    expect(cosines[0]).toBeCloseTo(at(related, 0, 1), 9);
    expect(cosines[1]).toBeCloseTo(at(opposed, 0, 1), 9);
    expect(directions.flat().every((direction) => direction.length === 8 && direction[7] === 0)).toBe(true);
  });
});

it('is not known of rows of a file', () => {
  const setup = setupOf([noiseless], { source: 'table' });
  expect(trueSignalsOf(setup, 0)).toBeNull();
  expect(taskDirectionsOf(setup, 0)).toBeNull();
});
