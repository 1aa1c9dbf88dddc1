import { expect, it } from 'vitest';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trendSentence } from '../../../../src/run/report/trendWords.ts';
import type { Trend } from '../../../../src/run/trend.ts';

const experiment = defaultExperiment();
const NONE = Number.NaN;
const trend = (mean: number, low: number, high: number, n = 5): Trend => ({
  ...{ cardId: 'B', numSteps: 300 },
  gain: { mean, low, high, n, numLeftOut: 0 },
});

it.each([
  [trend(0.02, 0.004, 0.036), 'PLE 2.0 % better than AdaTT-sp (0.4 to 3.6 %)'],
  [trend(-0.25, -1, -0.1), 'AdaTT-sp 20 % better than PLE (9.1 to 50 %)'],
  [trend(0.02, -0.004, 0.036), 'PLE against AdaTT-sp: too close to call (−0.4 % to +3.6 %)'],
  [trend(-0.02, -0.05, 0.01), 'PLE against AdaTT-sp: too close to call (−5.0 % to +1.0 %)'],
  [trend(0.02, NONE, NONE, 2), 'PLE 2.0 % better than AdaTT-sp (2 repetitions)'],
  [trend(NONE, NONE, NONE, 0), 'PLE against AdaTT-sp: every repetition diverged'],
])('names who is ahead, by how much, and how surely: %#', (one, said) => {
  expect(trendSentence(experiment, one)).toBe(`Trend after 300 steps: ${said}`);
  expect(trendSentence(experiment, one, true)).toBe(`The sender’s trend after 300 steps: ${said}`);
});

it('says that a trend is to come', () => {
  expect(trendSentence(experiment, null)).toBe('Trend after 300 steps: …');
});
