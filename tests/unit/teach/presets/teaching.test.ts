/** Tips for teachers: one for every story, and what they say of a saved run is so. What else they say, the stories claim. */
import { describe, expect, test } from 'vitest';
import gallery from '../../../../app/recorded/gallery.json';
import { mean } from '../../../../src/core/lists.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import type { text } from '../../../../src/text/text.ts';
import { recordedRun } from '../../run/recordedRuns.ts';
import { presetNamed } from '../presetNamed.ts';

function saved(id: keyof typeof text.teaching.tips) {
  const run = recordedRun(`presets/${id}`);
  const { experiment } = presetNamed(id);
  const summary = summaryOf(experiment, run) ?? expect.fail('The run has no summary.');
  const against = (card: string) =>
    summary.cards.find(({ cardId }) => cardId === card)?.verdict?.overall ?? expect.fail('No verdict.');
  /** Validation losses as shares of the constant's, a mean per evaluation. */
  const sharesOf = (card: string, task?: number) =>
    (run.networks.get(card)?.history ?? []).map(({ loss: { step, validation } }) => {
      const shares = validation.map((loss, cell) => loss / (run.knownLosses.validation[cell] ?? Number.NaN));
      const { length } = experiment.tasks;
      return { step, share: mean(shares.filter((_, cell) => task === undefined || cell % length === task)) };
    });
  return { run, experiment, against, sharesOf };
}

describe('what a tip says of the saved run', () => {
  test('groups: AdaTT-sp and PLE are practically equal', () => {
    expect(saved('groups').against('B').conclusion).toBe('practicallyEqual');
  });

  test('mlmmoe: MMoE is ahead by some 4 %', () => {
    const { conclusion, gain } = saved('mlmmoe').against('B');
    expect([conclusion, Math.round(100 * gain.mean)]).toEqual(['worse', -4]);
  });

  test('findTheBug: the losses do not tell', () => {
    expect(saved('findTheBug').against('B').conclusion).toBe('undecided');
  });

  test('looselyRelated: both learn, and there is no clear difference', () => {
    const { against, sharesOf } = saved('looselyRelated');
    expect(against('B').conclusion).toBe('undecided');
    for (const card of ['A', 'B']) expect(sharesOf(card).at(-1)?.share).toBeLessThan(0.4);
  });

  test('manyGroups: all curves rise again after a third of the steps', () => {
    const { experiment, sharesOf } = saved('manyGroups');
    for (const { id } of experiment.cards) {
      const points = sharesOf(id);
      const best = points.reduce((low, point) => (point.share < low.share ? point : low));
      expect(best.step / experiment.training.numSteps).toBeCloseTo(1 / 3, 1);
      expect(points.at(-1)?.share).toBeGreaterThan(1.05 * best.share);
    }
  });

  test('sparse: at step 0 the loss of task 3 is several times that of always guessing', () => {
    const { experiment, sharesOf } = saved('sparse');
    for (const { id } of experiment.cards) expect(sharesOf(id, 2)[0]?.share).toBeGreaterThan(3);
  });

  test.each([
    ['identical', 0.65],
    ['sampleDependent', 0],
  ] as const)('%s: the measured correlation is about %s', (id, correlation) => {
    expect(saved(id).run.measuredCorrelation[0]?.[1]).toBeCloseTo(correlation, 1);
  });

  test('unrelated: over three quarters of the weight stay at home', () => {
    for (const [task, row] of gallery.unrelated.ribbons.entries())
      expect((row[task] ?? 0) / row.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(0.75);
  });
});
