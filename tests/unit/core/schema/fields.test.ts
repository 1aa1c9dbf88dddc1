import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/core/schema/field.ts';
import {
  backend,
  batch,
  exampleFields,
  experts,
  levels,
  noise,
  residual,
  taskName,
  tower,
} from './exampleFields.ts';
import { readingOf } from './readingOf.ts';

type AnyField = Fields[string];

const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).join();

const anyJson = fc.oneof(
  fc.anything({ withBigInt: true, withSparseArray: true }),
  fc.string(),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"polluted": 1}}'),
    'constructor',
    '__proto__',
    Number.NaN,
    Infinity,
    -Infinity,
    -0,
    [[]],
    [],
    [64, '32'],
    [[64, Number.NaN]],
    [Infinity],
    Symbol('x'),
    () => 1,
    new Array(100_000).fill(1),
    'x'.repeat(100_000),
  ),
);

const numbers = fc.oneof(fc.double(), fc.integer({ min: -10, max: 600 }));
const nearlyValid = fc.oneof(
  numbers,
  fc.array(numbers, { maxLength: 10 }),
  fc.array(fc.array(numbers, { maxLength: 6 }), { maxLength: 7 }),
);

describe.each(Object.entries(exampleFields))('%s', (_, field: AnyField) => {
  const readsWell = (value: unknown) => {
    const reading = readingOf(field, value);
    // What was read is itself taken as it is, and survives a link.
    expect(readingOf(field, reading.value)).toEqual({ value: reading.value, problem: null });
    expect(readingOf(field, field.fromText(field.toText(reading.value)))).toEqual({
      value: reading.value,
      problem: null,
    });
    if (reading.problem !== null) {
      expect(reading.problem).toContain(field.label);
      expect(reading.problem.length).toBeLessThan(320);
      expect(reading.problem).not.toMatch(/\n/);
    }
    return reading;
  };

  it('reads anything to a valid value that survives a link', () => {
    fc.assert(
      fc.property(anyJson, (value) => void readsWell(value)),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(nearlyValid, (value) => void readsWell(value)),
      { numRuns: 300 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototypeKeys);
  });

  it('reads any text to a valid value', () => {
    const written = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[-0-9,;_.[\] e|]{0,30}$/),
      fc.constantFrom('1e999', '__proto__', ' '.repeat(100_000), '-'.repeat(100_000)),
    );
    fc.assert(
      fc.property(written, (typed) => void readsWell(field.fromText(typed))),
      { numRuns: 300 },
    );
  });

  it('writes its values so that they need no escaping in a link', () => {
    if (field.kind === 'text') return;
    fc.assert(
      fc.property(nearlyValid, (value) => {
        const written = field.toText(field.read(value));
        expect(new URLSearchParams({ v: written }).toString()).toBe(`v=${written}`);
      }),
      { numRuns: 200 },
    );
  });

  it('takes its default as it is', () => {
    expect(readingOf(field, field.defaultValue)).toEqual({ value: field.defaultValue, problem: null });
  });
});

describe('what is not taken as given', () => {
  it.each<[AnyField, unknown, unknown, string]>([
    [batch, 9999, 999, 'Batch must be a whole number from 1 to 999 rows, but got 9999; 999 is used instead.'],
    [batch, -5, 1, 'Batch must be a whole number from 1 to 999 rows, but got -5; 1 is used instead.'],
    [batch, 2.5, 3, 'Batch must be a whole number from 1 to 999 rows, but got 2.5; 3 is used instead.'],
    [batch, '12', 64, 'Batch must be a whole number from 1 to 999 rows, but got "12"; 64 is used instead.'],
    [
      batch,
      Number.NaN,
      64,
      'Batch must be a whole number from 1 to 999 rows, but got NaN; 64 is used instead.',
    ],
    [noise, Infinity, 0.1, 'Noise must be a number from -2 to 2, but got Infinity; 0.1 is used instead.'],
    [noise, null, 0.1, 'Noise must be a number from -2 to 2, but got nothing; 0.1 is used instead.'],
    [noise, {}, 0.1, 'Noise must be a number from -2 to 2, but got an object; 0.1 is used instead.'],
    [residual, 'maybe', true, 'Residual must be on or off, but got "maybe"; on is used instead.'],
    [
      backend,
      'constructor',
      'auto',
      'Backend must be one of auto, cpu, but got "constructor"; auto is used instead.',
    ],
    [
      experts,
      9999,
      8,
      'Experts must be one whole number from 1 to 8, or one per task like 2-1-3 (at most 8), but got 9999; 8 is used instead.',
    ],
    [
      experts,
      [2, 0],
      [2, 1],
      'Experts must be one whole number from 1 to 8, or one per task like 2-1-3 (at most 8), but got [2, 0]; 2-1 is used instead.',
    ],
    [
      experts,
      [],
      1,
      'Experts must be one whole number from 1 to 8, or one per task like 2-1-3 (at most 8), but got []; 1 is used instead.',
    ],
    [
      tower,
      [],
      [8],
      'Tower must be 1 to 4 layer widths like 64-32, each a whole number from 1 to 512, but got []; 8 is used instead.',
    ],
    [
      tower,
      [1, 2, 3, 4, 5],
      [8],
      'Tower must be 1 to 4 layer widths like 64-32, each a whole number from 1 to 512, but got [1, 2, 3, 4, 5]; 8 is used instead.',
    ],
    [
      levels,
      [[64, 1e9], [0]],
      [[64, 512], [1]],
      'Levels must be 1 to 5 levels of 1 to 4 layer widths like 64-32_16, each a whole number from 1 to 512, but got [[64, 1000000000], [0]]; 64-512_1 is used instead.',
    ],
    [
      levels,
      [[1], [1], [1], [1], [1], [1]],
      [[32], [16]],
      'Levels must be 1 to 5 levels of 1 to 4 layer widths like 64-32_16, each a whole number from 1 to 512, but got [[1], [1], [1], [1], [1], [1]]; 32_16 is used instead.',
    ],
  ])('%# is named with what was got and the range', (field, given, value, problem) => {
    expect(readingOf(field, given)).toEqual({ value, problem });
  });

  it('shortens long values', () => {
    expect(readingOf(batch, '<img onerror=alert(1)>'.repeat(1000)).problem?.length).toBeLessThan(140);
    expect(readingOf(levels, new Array(1000).fill([1, 2, 3])).problem?.length).toBeLessThan(200);
  });
});

describe('text field', () => {
  it.each([
    ['Ada', 'Ada', null],
    ['Émilie 🙂', 'Émilie 🙂', null],
    [' Ada ', 'Ada', 'Name must be'],
    ['a\u202Eb\nc\ud800', 'abc', 'Name must be'],
    ['🙂'.repeat(30), '🙂'.repeat(24), 'Name must be'],
    ['\u0000 ', 'Task', 'Name must be'],
    ['', 'Task', 'Name must be'],
  ])('reads %j as %j', (given, value, problem) => {
    const reading = readingOf(taskName, given);
    expect(reading.value).toBe(value);
    expect(reading.problem?.slice(0, 12) ?? null).toBe(problem);
  });
});

describe('text forms', () => {
  it.each<[AnyField, string, unknown]>([
    [experts, '2', 2],
    [experts, '2-1-3', [2, 1, 3]],
    [experts, '[2, 1, 3]', [2, 1, 3]],
    [experts, '[2]', 2],
    [tower, '64-32', [64, 32]],
    [tower, ' 64 , 32 ', [64, 32]],
    [tower, '64 32', [64, 32]],
    [levels, '64-32_16', [[64, 32], [16]]],
    [levels, '64,32;16', [[64, 32], [16]]],
    [levels, '[64, 32], [16]', [[64, 32], [16]]],
    [levels, '[[64, 32], [16]]', [[64, 32], [16]]],
    [levels, '64 32 | 16', [[64, 32], [16]]],
    [levels, '32', [[32]]],
    [residual, 'Off', false],
    [residual, 'yes', true],
    [noise, '-.5', -0.5],
    [noise, ' 1e-1 ', 0.1],
    [backend, ' cpu', 'cpu'],
  ])('%# takes what people type', (field, written, value) => {
    expect(readingOf(field, field.fromText(written))).toEqual({ value, problem: null });
  });

  it.each<[AnyField, string]>([
    [experts, '2-'],
    [experts, '-2'],
    [tower, '64,-32'],
    [tower, '64_32'],
    [levels, '64_'],
    [levels, '64_x'],
    [noise, ''],
    [noise, '0x1'],
    [noise, '1 2'],
  ])('%# falls back and shows what was typed', (field, written) => {
    const reading = readingOf(field, field.fromText(written));
    expect(reading.value).toEqual(field.defaultValue);
    expect(reading.problem).toContain(`"${written}"`);
  });
});
