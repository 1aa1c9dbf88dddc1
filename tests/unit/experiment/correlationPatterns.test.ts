import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/core/schema/limits.ts';
import { isCorrelationMatrix } from '../../../src/data/correlation.ts';
import { squareMatrixOf } from '../../../src/data/linearAlgebra.ts';
import { correlationPatterns } from '../../../src/experiment/correlationPatterns.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setMatrix, setNumTasks } from '../../../src/experiment/edit.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { matrixOfTriangle, upperTriangleOf } from '../../../src/experiment/matrix.ts';

const patternOf = (id: string, numTasks: number) =>
  correlationPatterns.find((pattern) => pattern.id === id)?.matrixOf(numTasks);

describe('patterns', () => {
  it.each(correlationPatterns)(
    '$id: is a correlation matrix for every number of tasks',
    ({ minTasks, matrixOf }) => {
      for (let numTasks = minTasks; numTasks <= limits.tasks; numTasks++)
        expect(isCorrelationMatrix(matrixOf(numTasks)), `${numTasks} tasks`).toBe(true);
    },
  );

  it.each(correlationPatterns)('$id: needs no repair and no notice after a link either', ({ matrixOf }) => {
    const experiment = setMatrix(setNumTasks(defaultExperiment(), 8), 'correlation', matrixOf(8));
    const { experiment: read, problems } = readLink(linkOfAll(experiment));
    expect(problems).toEqual([]);
    expect(read).toEqual(experiment);
    expect(isCorrelationMatrix(read.data.correlation)).toBe(true);
  });

  it('are what they say', () => {
    expect(patternOf('groups', 5)).toEqual(matrixOfTriangle([0.9, 0, 0, 0, 0, 0, 0, 0.9, 0, 0], 5));
    expect(patternOf('opposite', 3)).toEqual(matrixOfTriangle([0.9, -0.9, -0.9], 3));
    expect(patternOf('opposite', 2)).toEqual(matrixOfTriangle([-0.9], 2));
    expect(patternOf('chain', 3)?.[0]?.[2]).toBeCloseTo(0.64, 12);
    expect(patternOf('equal', 3)).toEqual(matrixOfTriangle([0.5, 0.5, 0.5], 3));
  });

  it.each([2, 3, 4, 5, 6, 7, 8])(
    'make pairs of %i tasks as their words say: 1 and 2, 3 and 4, and nothing else',
    (numTasks) => {
      const pairsAt = (cosine: number) =>
        matrixOfTriangle(
          upperTriangleOf(squareMatrixOf(numTasks, (row, column) => row * numTasks + column)).map((place) => {
            const [row, column] = [Math.floor(place / numTasks) + 1, (place % numTasks) + 1];
            return row % 2 === 1 && column === row + 1 ? cosine : 0;
          }),
          numTasks,
        );
      expect(patternOf('pair', numTasks)).toEqual(pairsAt(0.9));
      expect(patternOf('oppositePair', numTasks)).toEqual(pairsAt(-0.9));
    },
  );

  it('are offered only for as many tasks as they need to be what their names say', () => {
    const offered = (numTasks: number) =>
      correlationPatterns.flatMap(({ id, minTasks }) => (numTasks >= minTasks ? [id] : []));
    const always = ['pair', 'oppositePair', 'independent', 'equal', 'opposite'];
    expect([2, 3, 4, 5].map((numTasks) => offered(numTasks).filter((id) => !always.includes(id)))).toEqual([
      [],
      ['chain'],
      ['chain'],
      ['groups', 'chain'],
    ]);
  });
});
