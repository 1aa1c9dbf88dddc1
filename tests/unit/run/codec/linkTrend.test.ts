import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { digestOf } from '../../../../src/run/codec/linkResult.ts';
import { linkTrendOf, trendOfLink } from '../../../../src/run/codec/linkTrend.ts';
import type { Trend } from '../../../../src/run/trend.ts';

const experiment = setTraining(defaultExperiment(), { numReplicas: 5 });
const gain = { mean: 0.02, low: 0.004, high: 0.036, n: 5, numLeftOut: 0 };
const trend: Trend = { cardId: 'B', numSteps: 300, gain };

it('reads what was written, also without an interval, and nothing of another experiment', () => {
  const few = { ...gain, low: Number.NaN, high: Number.NaN, n: 2, numLeftOut: 3 };
  for (const one of [trend, { ...trend, gain: few }, { ...trend, gain: { ...gain, mean: -1e-7, low: -3 } }]) {
    const written = linkTrendOf(experiment, one);
    expect(trendOfLink(written ?? '', experiment)).toEqual(one);
    expect(trendOfLink(written ?? '', setTask(experiment, 0, { name: 'Click' }))).toEqual(one);
    expect(trendOfLink(written ?? '', setTask(experiment, 0, { noise: 0.5 }))).toBeNull();
  }
  expect(linkTrendOf(experiment, { ...trend, gain: { ...gain, n: 0 } })).toBeNull();
});

it('goes with the link of its experiment, without a fingerprint, and not with a link that was changed', () => {
  const written = linkTrendOf(experiment, trend);
  const sent = { answer: null, trend: written, sentence: null, place: null };
  const link = linkOfAll(experiment, null, null, sent);
  expect(link).toMatch(/^v=2&trend=[\w-]{12},B,300,5,0,\.02,\.004,\.036$/);
  expect(readLink(link)).toMatchObject({ experiment, problems: [], fingerprint: null, sent });
  expect(readLink(`${link}&lr=x`).sent.trend).toBeNull();
});

const numbersOf = (written: string) => [digestOf(experiment, null, written), written].join(',');

it.each([
  'B,300,5,0',
  'B,300,5,0,.02',
  'B,300,5,0,.02,.004',
  'B,300,5,0,.02,.03,.036',
  'B,300,5,0,2,1,3',
  'B,300,2,0,.02,.004,.036',
  'B,300,5,1,.02,.004,.036',
  'B,300,0,5,.02',
  'B,300,1e-9,0,.02',
  'B,300,5,-1,.02,.004,.036',
  'B,2.5,5,0,.02,.004,.036',
  'A,300,5,0,.02,.004,.036',
  'H,300,5,0,.02,.004,.036',
  'B,9000,5,0,.02,.004,.036',
  'B,300,5,0,Infinity,.004,.036',
  'B,300,5,0,-1e999,-1e999,.036',
  'B,300,5,0,NaN,NaN,NaN',
  'B,300,5,0,,.004,.036',
  '__proto__,300,5,0,.02,.004,.036',
])('refuses %s, whose digest somebody made to fit', (written) => {
  expect(trendOfLink(numbersOf('B,300,5,0,.02,.004,.036'), experiment)).toEqual(trend);
  expect(trendOfLink(numbersOf(written), experiment)).toBeNull();
});

it('reads any letters, and gives a trend that can be shown, or none', () => {
  const part = fc.oneof(
    fc.constantFrom('A', 'B', 'C', '300', '5', '3', '0', '-.5', '.5', '1', '-1e3', '1e-9', '', '{}'),
    fc.string({ maxLength: 6 }),
  );
  const written = fc.array(part, { minLength: 3, maxLength: 8 }).map((parts) => numbersOf(parts.join(',')));
  fc.assert(
    fc.property(fc.oneof(written, fc.string()), (letters) => {
      const read = trendOfLink(letters, experiment);
      if (read === null) return;
      const { mean, low, high, n } = read.gain;
      expect(Number.isFinite(mean) && mean <= 1 && n >= 1 && n <= 5).toBe(true);
      expect(Number.isNaN(low) ? n < 3 : low <= mean && mean <= high).toBe(true);
      expect(read.cardId).toMatch(/^[BC]$/);
      expect(readLink(linkOfAll(experiment, null, null, { ...noSent, trend: letters })).problems).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

const noSent = { answer: null, sentence: null, place: null };
