import { describe, expect, it } from 'vitest';
import type { FieldGroup, Fields } from '../../../src/core/schema/field.ts';
import { cardFieldsOf } from '../../../src/experiment/cardFields.ts';
import { cardIds } from '../../../src/experiment/cardIds.ts';
import { comparisonFields } from '../../../src/experiment/comparison.ts';
import {
  correlationField,
  dataFields,
  dataGroups,
  taskFields,
  taskGroups,
} from '../../../src/experiment/fields.ts';
import { trainingFields, trainingGroups } from '../../../src/experiment/trainingFields.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { readingOf } from '../core/schema/readingOf.ts';

const linkKeysOf = (fields: Fields) => Object.values(fields).map((field) => field.linkKey);

const expectEachKeyOnce = <F extends Fields>(fields: F, groups: readonly FieldGroup<F>[]) =>
  expect(groups.flatMap((group) => group.keys).toSorted()).toEqual(Object.keys(fields).toSorted());

it('puts every field of a table into exactly one group of its form', () => {
  expectEachKeyOnce(taskFields, taskGroups);
  expectEachKeyOnce(dataFields, dataGroups);
  expectEachKeyOnce(trainingFields, trainingGroups);
});

describe('link keys', () => {
  it('are unique among the parameters of a link', () => {
    const tasks = Array.from({ length: 8 }, (_, index) => `t${index + 1}`);
    const reserved = ['v', 'tasks', ...tasks, 'corr', 'corr2', ...cardIds, 'cards', 'lrs', 'rates', 'fp'];
    const keys = [...reserved, ...[dataFields, trainingFields, comparisonFields].flatMap(linkKeysOf)];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are unique within a task, and within a card of any architecture', () => {
    expect(new Set(linkKeysOf(taskFields)).size).toBe(Object.keys(taskFields).length);
    for (const architecture of architectures) {
      const keys = [...linkKeysOf(cardFieldsOf('A', architecture)), ...linkKeysOf(architecture.options)];
      expect(new Set(keys).size, architecture.id).toBe(keys.length);
    }
  });

  it('need no escaping', () => {
    const keys = [taskFields, dataFields, trainingFields, comparisonFields].flatMap(linkKeysOf);
    expect(keys.filter((key) => !/^[a-z][a-z0-9]*$/.test(key))).toEqual([]);
  });
});

it('takes every default as it is', () => {
  const tables: readonly Fields[] = [taskFields, dataFields, trainingFields, comparisonFields];
  for (const field of tables.flatMap((fields) => Object.values(fields)))
    expect(readingOf(field, field.defaultValue), field.label).toEqual({
      value: field.defaultValue,
      problem: null,
    });
});

it('reads numbers no finer than a link carries them, and says so', () => {
  expect(readingOf(correlationField, 1 / 3)).toEqual({
    value: 0.333,
    problem: expect.stringMatching(/^Correlation must be .* at most 3 digits .* 0\.333 is used instead\.$/),
  });
  expect(readingOf(correlationField, 0.333)).toEqual({ value: 0.333, problem: null });
  expect(Object.is(correlationField.read(-0.0001), 0)).toBe(true);
  expect(readingOf(trainingFields.learningRate, 0.00123456)).toEqual({
    value: 0.001235,
    problem: expect.stringMatching(/^Learning rate must be .* at most 4 significant digits/),
  });
  expect(taskFields.labelFraction.read(1 / 3)).toBe(0.3333);
  expect(readingOf(taskFields.labelFraction, 2).problem).toMatch(/from 0\.001 to 1/);
});

it('learns every task whose loss weight is above 0, however small that is', () => {
  expect(readingOf(taskFields.lossWeight, 0.0004)).toEqual({
    value: 0.001,
    problem: expect.stringContaining('0.001 is used instead'),
  });
  expect(readingOf(taskFields.lossWeight, 1e-300).value).toBe(0.001);
  expect(readingOf(taskFields.lossWeight, 0)).toEqual({ value: 0, problem: null });
});

it('clamps to the limits and names the field', () => {
  const { value, problem } = readingOf(trainingFields.batchSize, 5000);
  expect(value).toBe(1024);
  expect(problem).toMatch(/Batch size .* 1 to 1024 rows, but got 5000/);
});
