/** Describes the JSON of an experiment as a JSON Schema, from the fields that form and link are made of. */
import type { Field, Fields } from '../core/schema/field.ts';
import { limits, tableLimits } from '../core/schema/limits.ts';
import { columnRoles, MAX_BLANK_NUMBERS, numberForms, tableFields } from '../data/table/tableSetup.ts';
import { architectures } from '../models/architectures.ts';
import { architectureField, cardFieldsOf } from './cardFields.ts';
import { cardIds } from './cardIds.ts';
import { comparisonFields } from './comparison.ts';
import { dataFields, taskFields } from './fields.ts';
import { changeStepField, trainingFields } from './trainingFields.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const number = { type: 'number' };
const listOf = (items: JsonSchema, maxItems?: number, minItems?: number): JsonSchema => ({
  type: 'array',
  items,
  ...(maxItems !== undefined && { maxItems }),
  ...(minItems !== undefined && { minItems }),
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

const shapes: Readonly<Record<Field<unknown>['kind'], JsonSchema>> = {
  integer: { type: 'integer' },
  number,
  boolean: { type: 'boolean' },
  choice: {},
  text: { type: 'string' },
  perTask: { anyOf: [number, listOf(number)] },
  dims: listOf(number),
  sizes: listOf(number),
  levelDims: listOf(listOf(number)),
};

function schemaOfField({ kind, label, help, defaultValue, choices, range }: Field<unknown>): JsonSchema {
  // Places of tasks are counted from 0, and "none" is null.
  const isPlace = kind === 'choice' && defaultValue === null;
  const values = choices?.map(({ value }, place) => (isPlace ? (place === 0 ? null : place - 1) : value));
  return {
    title: label,
    ...(help !== '' && { description: help }),
    default: defaultValue,
    ...(kind === 'number' && defaultValue === null ? { type: ['number', 'null'] } : shapes[kind]),
    ...(values && { enum: values }),
    ...(range && kind !== 'perTask' && { minimum: range.min, maximum: range.max }),
  };
}

const objectOf = (fields: Fields, others: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOfField(field)])),
    ...others,
  },
});

const name = { type: 'string', minLength: 1, maxLength: tableLimits.nameLength };

const tableSchema = objectOf(tableFields, {
  columns: listOf(
    objectOf(
      {},
      {
        name,
        role: { enum: Object.keys(columnRoles) },
        form: { enum: numberForms },
        blanks: listOf(number, MAX_BLANK_NUMBERS),
      },
    ),
    tableLimits.columns,
  ),
  targets: listOf(
    orNull(
      objectOf(
        {},
        {
          column: name,
          positive: orNull(
            objectOf(
              {},
              {
                kind: { enum: ['values', 'above'] },
                values: listOf({ type: 'string' }, tableLimits.positives),
                threshold: number,
              },
            ),
          ),
          mask: orNull(name),
        },
      ),
    ),
    limits.tasks,
  ),
});

const cardSchema: JsonSchema = {
  anyOf: architectures.map((architecture) =>
    objectOf(cardFieldsOf('A', architecture), {
      id: { enum: cardIds },
      architecture: { title: architectureField.label, const: architecture.id },
      options: objectOf(architecture.options),
    }),
  ),
};

const correlations = orNull(listOf(listOf({ type: 'number', minimum: -1, maximum: 1 }), limits.tasks));

export const experimentSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...objectOf(
    {},
    {
      $schema: { type: 'string' },
      version: { type: 'integer' },
      tasks: listOf(objectOf(taskFields), limits.tasks, 1),
      data: objectOf(dataFields, {
        correlation: correlations,
        secondCorrelation: correlations,
        table: orNull(tableSchema),
      }),
      cards: listOf(cardSchema, limits.cards),
      training: objectOf(trainingFields, {
        learningRateChanges: listOf(
          objectOf({ step: changeStepField, value: trainingFields.learningRate }),
          limits.learningRateChanges,
        ),
      }),
      comparison: objectOf(comparisonFields, { learningRates: listOf(number, limits.tunedLearningRates) }),
    },
  ),
});
