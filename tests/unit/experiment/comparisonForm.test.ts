import { describe, expect, it } from 'vitest';
import { defaultLearningRates } from '../../../src/experiment/comparison.ts';
import { learningRatesField, referenceFieldOf } from '../../../src/experiment/comparisonForm.ts';
import { cardsOf } from '../../../src/experiment/defaults.ts';
import { readingOf } from '../core/schema/readingOf.ts';

describe('the learning rates to tune over, as one line', () => {
  const { fromText, toText } = learningRatesField;
  const read = (given: unknown) => readingOf(learningRatesField, given);

  it('are read as written, sorted, each once', () => {
    expect(read(fromText('0.01, 0.001 0.01;0.1'))).toEqual({ value: [0.001, 0.01, 0.1], problem: null });
    expect(read(fromText(toText(defaultLearningRates))).value).toEqual(defaultLearningRates);
  });

  it.each(['', 'fast', '1 2 3 4 5 6'])('are the usual ones, with a sentence, for "%s"', (written) => {
    const { value, problem } = read(fromText(written));
    expect(value).toEqual(defaultLearningRates);
    expect(problem).not.toBeNull();
  });

  it('are put inside their limits, with a sentence', () => {
    const { value, problem } = read(fromText('0.001, 1e9'));
    expect(value).toHaveLength(2);
    expect(problem).toMatch(/1000000000|1e9|1e\+9/);
  });
});

it('offers as reference only cards there are, under their names', () => {
  const field = referenceFieldOf({ cards: cardsOf(['adattSp', 'ple']) });
  expect(field.choices?.map(({ value, label }) => [value, label])).toEqual([
    ['auto', 'The first AdaTT'],
    ['A', 'A · AdaTT-sp'],
    ['B', 'B · PLE'],
  ]);
  expect(field.toText('B')).toBe('B');
  expect(field.toText('H')).toBe('auto');
});
