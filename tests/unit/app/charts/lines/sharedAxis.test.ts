import { describe, expect, it } from 'vitest';
import { sharedAxis } from '../../../../../app/charts/lines/axis.ts';
import { MAX_LINK_POINTS, pointSteps } from '../../../../../src/run/history.ts';
import { pointOf, seriesOf } from '../invented.ts';

/** Two tasks, one repetition: losses of the first fall from 1, of the second from 4. */
const falling = (id: string, factor: number) =>
  seriesOf(id, [pointOf(0, [1, 4]), pointOf(10, [0.5 * factor, 2 * factor])]);

const common = {
  split: 'test',
  numTasks: 2,
  hiddenIds: new Set<string>(),
  scale: 'linear',
  floors: [],
  reference: null,
} as const;

describe('shared axis', () => {
  it('holds the losses of every task and the lowest floor', () => {
    const { domain } = sharedAxis({ ...common, series: [falling('A', 1)], floors: [0.3, null] });
    expect(domain[0]).toBeLessThanOrEqual(0.3);
    expect(domain[1]).toBeGreaterThanOrEqual(4);
  });

  it('holds the differences of every task, and 0', () => {
    const { domain } = sharedAxis({ ...common, reference: falling('A', 1), series: [falling('B', 2)] });
    expect(domain[0]).toBeLessThanOrEqual(-100);
    expect(domain[0]).toBeGreaterThan(-110);
    expect(domain[1]).toBeGreaterThanOrEqual(0);
  });

  it('has ticks and room for a word on both sides of 0, also where all differences are of one sign', () => {
    const { domain, ticks } = sharedAxis({
      ...common,
      reference: falling('A', 1),
      series: [falling('B', 1.002)],
    });
    expect(domain[0]).toBeLessThan(0);
    expect(domain[1]).toBeGreaterThan(-0.2 * domain[0]);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
  });

  it('is the one that the reader of a link has, whose run has fewer steps', () => {
    const run = (id: string, factorAt: (step: number) => number) =>
      seriesOf(
        id,
        Array.from({ length: 41 }, (_, step) => pointOf(step, [factorAt(step), 4])),
      );
    const axisOf = (factorAt: (step: number) => number) =>
      sharedAxis({ ...common, reference: run('A', () => 1), series: [run('B', factorAt)] });
    const carried = pointSteps([...Array.from({ length: 41 }).keys()], MAX_LINK_POINTS, null);
    expect(axisOf((step) => (carried.includes(step) ? 0.9 : 3))).toEqual(axisOf(() => 0.9));
  });

  it('leaves out what is hidden', () => {
    const series = [falling('A', 1), seriesOf('B', [pointOf(0, [90, 90])])];
    expect(sharedAxis({ ...common, series, hiddenIds: new Set(['B']) }).domain[1]).toBeLessThan(10);
  });
});
