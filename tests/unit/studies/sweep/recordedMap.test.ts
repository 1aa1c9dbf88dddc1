/** What the page shows of the map is a recording of exactly the experiments that its axes say, complete and small. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bonferroniLevel } from '../../../../src/analysis/statistics.ts';
import { referenceOf } from '../../../../src/experiment/comparison.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { experimentOfCell, mapAxesOf, mapPlaceOf, readMap } from '../../../../src/studies/sweep/map.ts';
import { mapCorrelations, mapExperimentAt, mapLabels, mapPoints } from '../../../studies/mapPlan.ts';

const written = readFileSync(
  fileURLToPath(new URL('../../../../app/recorded/map.json', import.meta.url)),
  'utf8',
);
const map = readMap(written);

it('has a cell for every correlation and number of labels, row by row', () => {
  expect(map.cells.map(({ correlation, numLabels }) => ({ correlation, numLabels }))).toEqual(mapPoints);
  expect(mapAxesOf(map)).toEqual({ correlations: mapCorrelations, labels: mapLabels });
});

describe.each(map.cells)('the cell of correlation $correlation and $numLabels labels', (cell) => {
  const experiment = experimentOfCell(cell);

  it('is of the experiment that its axes say, as it is made today', () => {
    expect(cell.config).toBe(linkOfAll(mapExperimentAt(cell)));
    const { length } = experiment.tasks;
    const pairs = experiment.data.correlation.flatMap((row, index) => row.slice(index + 1));
    expect(pairs).toEqual(Array.from({ length: (length * (length - 1)) / 2 }, () => cell.correlation));
    expect(
      experiment.tasks.every(
        ({ labelFraction }) => labelFraction * experiment.data.numTrainRows === cell.numLabels,
      ),
    ).toBe(true);
    expect(experiment.comparison.budget).toBe('equalParameters');
    const { correlations, labels } = mapAxesOf(map);
    const place = mapPlaceOf(experiment, map, null);
    expect(place?.column).toBeCloseTo(correlations.indexOf(cell.correlation), 9);
    expect(place?.row).toBeCloseTo(labels.indexOf(cell.numLabels), 9);
  });

  it('has repetitions, an interval of the level it names, and a conclusion that rests on it, for every rival', () => {
    const reference = referenceOf(experiment)?.id;
    const rivals = experiment.cards.map(({ id }) => id).filter((id) => id !== reference);
    expect(cell.rivals.map(({ cardId }) => cardId)).toEqual(rivals);
    expect(cell.seconds).toBeGreaterThan(0);
    for (const { conclusion, gain, level } of cell.rivals) {
      expect(level).toBe(bonferroniLevel(rivals.length));
      expect(gain.n).toBeGreaterThanOrEqual(3);
      expect(gain.n + gain.numLeftOut).toBe(experiment.training.numReplicas);
      expect(gain.low).toBeLessThan(gain.high);
      expect(conclusion === 'better').toBe(gain.low > 0);
      expect(conclusion === 'worse').toBe(gain.high < 0);
    }
  });
});
