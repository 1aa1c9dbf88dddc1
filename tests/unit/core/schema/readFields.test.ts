import { expect, it } from 'vitest';
import { defaultValuesOf, readFields } from '../../../../src/core/schema/readFields.ts';
import { batch, residual } from './exampleFields.ts';

const fields = { batch, residual };

const reading = (given: unknown) => {
  const problems: string[] = [];
  return { values: readFields(fields, given, (problem) => problems.push(problem)), problems };
};

it('takes what is given and the defaults for the rest', () => {
  expect(reading({ batch: 7 })).toEqual({ values: { batch: 7, residual: true }, problems: [] });
  expect(defaultValuesOf(fields)).toEqual({ batch: 64, residual: true });
});

it('keeps the rest when one value is bad', () => {
  const { values, problems } = reading({ batch: 'x', residual: false });
  expect(values).toEqual({ batch: 64, residual: false });
  expect(problems).toHaveLength(1);
});

it('names unknown keys in one sentence', () => {
  const { values, problems } = reading(JSON.parse('{"batch": 7, "__proto__": {"residual": false}, "x": 1}'));
  expect(values).toEqual({ batch: 7, residual: true });
  expect(problems).toEqual([
    'Unknown settings ["__proto__", "x"] were ignored; the settings are batch, residual.',
  ]);
});

it('does not look at prototypes', () => {
  expect(readFields(fields, Object.create({ batch: 7 })).batch).toBe(64);
});

it.each([null, 3, 'text', [1]])('reads %j as the defaults', (given) => {
  const { values, problems } = reading(given);
  expect(values).toEqual(defaultValuesOf(fields));
  expect(problems).toHaveLength(1);
});

it('reads what is absent as the defaults without a word, and leaves to others what they read', () => {
  expect(reading(undefined)).toEqual({ values: defaultValuesOf(fields), problems: [] });
  const report = (problem: string) => expect.fail(problem);
  expect(readFields(fields, { batch: 7, matrix: [] }, report, ['matrix'])).toEqual({
    batch: 7,
    residual: true,
  });
});
