/** Dropout and weight decay in training, on every backend that Node has. */
import { expect, it } from 'vitest';
import { adamRateNames } from '../../../../src/engine/kernels/adam/adam.ts';
import { dropoutConstantsOf, dropoutHashOf } from '../../../../src/engine/kernels/dropout/dropout.ts';
import { createRateTable } from '../../../../src/engine/train/steps.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { describeRegularised, fewIds } from './regularisedCases.ts';

onNodeBackends((backend) => describeRegularised(backend === 'cpu' ? fewIds : undefined));

it('tells each step its number, behind the rates of all cards, each with its own settings', () => {
  const { cards, training } = readLink(
    'v=2&lr=.01&wd=.5&A=adatt&B=ple,lr:.1&C=ple,wd:0&D=ple,drop:.5',
  ).experiment;
  const { numRates, firstOf, valuesAt, decays } = createRateTable(cards, training);
  const values = valuesAt(0.01, 7);
  expect([values.length, values.at(-1)]).toEqual([numRates, 7]);
  const keptOf = (card: number) => values[(firstOf[card] ?? 0) + adamRateNames.indexOf('kept')];
  expect([keptOf(0), keptOf(1), keptOf(2)]).toEqual([1 - 0.01 * 0.5, expect.closeTo(1 - 0.1 * 0.5, 6), 1]);
  expect([decays, firstOf[3]]).toEqual([[true, true, false, true], firstOf[0]]);
});

it('drops each place as often as asked, whatever is dropped beside it, before it, or in another layer', () => {
  const [rate, numPlaces] = [0.3, 100_000];
  const { threshold } = dropoutConstantsOf(rate);
  const dropsOf = (key: number, step: number) =>
    Array.from({ length: numPlaces }, (_, place) => (dropoutHashOf(place, key, step) < threshold ? 1 : 0));
  const drops = dropsOf(0x12345678, 17);
  const others = {
    'the next place': [...drops.slice(1), drops[0] ?? 0],
    'a row of 64 further': [...drops.slice(64), ...drops.slice(0, 64)],
    'the next step': dropsOf(0x12345678, 18),
    'a step of 256 further': dropsOf(0x12345678, 273),
    'another key': dropsOf(0x12345679, 17),
    'a key of another highest bit': dropsOf(0x92345678, 17),
  };
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const within = (share: number, expected: number) =>
    // Five standard errors.
    expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / numPlaces));
  within(sum(drops) / numPlaces, rate);
  for (const other of Object.values(others)) {
    within(sum(other) / numPlaces, rate);
    within(sum(other.map((value, i) => value * (drops[i] ?? 0))) / numPlaces, rate ** 2);
  }
});
