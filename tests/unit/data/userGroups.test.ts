import { describe, expect, it } from 'vitest';
import { meanSquaredError } from '../../../src/analysis/metrics.ts';
import { expectedLabelCorrelation } from '../../../src/data/expectedCorrelation.ts';
import { measuredCorrelation } from '../../../src/data/labelCorrelation.ts';
import { at, dot } from '../../../src/data/linearAlgebra.ts';
import { numPriorsOf } from '../../../src/data/rows.ts';
import { dataProcessOf, trueSignalsOf } from '../../../src/data/truth.ts';
import type { Matrix } from '../../../src/data/types.ts';
import {
  equalCorrelation,
  madeUpSourceOf,
  madeUpSources,
  regressionTask,
  replicaOf,
  setupOf,
} from './setup.ts';

const sizes = { inputDim: 12, numTrainRows: 3000, numTestRows: 3000 } as const;
const correlation = equalCorrelation(2, 0.8);
const tasks = [0, 1].map(() => ({ ...regressionTask, noise: 0.3 }));

/** Sources without a truth have no data-generating process. */
const known = madeUpSources.flatMap(({ id, truth }) => (truth === undefined ? [] : [id]));

describe.each(known)('groups of users of %s', (source) => {
  const setup = setupOf(tasks, { ...sizes, source, correlation, numGroups: 3 });
  const { test } = replicaOf(madeUpSourceOf(source), setup, 1);
  const rowOf = (row: number) => test.inputs.subarray(row * 12, (row + 1) * 12);
  const groupOf = (row: number) => rowOf(row).subarray(9).indexOf(1);
  const ofGroup = (group: number) => [...Array(test.numRows).keys()].filter((row) => groupOf(row) === group);

  it('have laws of their own: the tasks of a row depend on who it is', () => {
    const truth = trueSignalsOf(setup, 1);
    const elsewhere = test.inputs.slice();
    for (let row = 0; row < test.numRows; row++)
      elsewhere.set(
        [9, 10, 11].map((input) => Number(input - 9 === (groupOf(row) + 1) % 3)),
        row * 12 + 9,
      );
    const [own, other] = [truth?.(test.inputs) ?? [], truth?.(elsewhere) ?? []];
    for (const task of [0, 1]) {
      const labels = test.targets.subarray(task * test.numRows, (task + 1) * test.numRows);
      const lossOf = (values: Float64Array = new Float64Array()) =>
        meanSquaredError(Float32Array.from(values), labels, new Float32Array(test.numRows).fill(1));
      expect(lossOf(own[task])).toBeCloseTo(test.floor[task] ?? Number.NaN, 6);
      expect(lossOf(other[task])).toBeGreaterThan(1);
    }
  });

  it('have tasks that go together as expected, in each group as in all rows', () => {
    const expected = at(expectedLabelCorrelation(setup, [correlation]), 0, 1);
    for (const rows of [[...Array(test.numRows).keys()], ofGroup(0), ofGroup(1), ofGroup(2)]) {
      const pick = (values: Float32Array) =>
        Float32Array.from(
          [0, 1].flatMap((task) => rows.map((row) => values[task * test.numRows + row] ?? 0)),
        );
      const part = { numRows: rows.length, targets: pick(test.targets), mask: pick(test.mask) };
      expect(Math.abs(at(measuredCorrelation(part), 0, 1) - expected)).toBeLessThan(0.1);
    }
    for (const [first = [], second = []] of dataProcessOf(setup, 1)?.weights ?? []) {
      const cosine = dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second));
      expect(cosine).toBeCloseTo(0.8, 9);
    }
  });

  it('have the truth that the formula of the source gives with their weights', () => {
    const dataProcess = dataProcessOf(setup, 1);
    const listOf = (name: string) => (dataProcess?.constants[name] ?? []) as readonly number[];
    const directions = (dataProcess?.constants['directions'] ?? []) as Matrix;
    const waveOf = (score: number, k: number) =>
      Math.sin((listOf('frequencies')[k] ?? 0) * score + (listOf('phases')[k] ?? 0));
    const signalOf = (row: Float32Array, weights: readonly number[]) => {
      if (source === 'synthetic') {
        const score = dot(weights, row);
        return listOf('frequencies').reduce((sum, _, k) => sum + waveOf(score, k), score);
      }
      return directions.reduce((sum, direction, k) => {
        const wave = waveOf(dot(direction, row), k) - (listOf('means')[k] ?? 0);
        return sum + ((weights[k] ?? 0) * wave) / (listOf('deviations')[k] ?? 1);
      }, 0);
    };
    const truth = trueSignalsOf(setup, 1)?.(test.inputs)[0] ?? new Float64Array();
    const [a = 0, b = 0, ...signals] = Array.from({ length: 200 }, (_, row) =>
      signalOf(rowOf(row), dataProcess?.weights[groupOf(row)]?.[0] ?? []),
    );
    // The truth is standardised, by a mean and a deviation that two rows give away.
    const scale = ((truth[1] ?? 0) - (truth[0] ?? 0)) / (b - a);
    for (const [index, signal] of signals.entries())
      expect((truth[0] ?? 0) + scale * (signal - a)).toBeCloseTo(truth[index + 2] ?? Number.NaN, 9);
  });

  it('are refused where they cannot be', () => {
    const { problemsOf } = madeUpSourceOf(source);
    const problemsWith = (changes: object) =>
      problemsOf(setupOf(tasks, { ...sizes, source, ...changes })).join();
    expect(problemsWith({ numGroups: 3 })).toBe('');
    expect(problemsWith({ numGroups: 1 })).toMatch(/choose 0, or at least 2/);
    expect(problemsWith({ numGroups: 3, inputDim: 4 })).toMatch(/Add inputs/);
    expect(problemsWith({ numGroups: 3, secondCorrelation: correlation })).toMatch(/set the groups to 0/);
    expect(numPriorsOf(setup)).toBe(3);
    expect(numPriorsOf({ ...setup, data: { ...setup.data, source: 'table' } })).toBe(0);
  });
});
