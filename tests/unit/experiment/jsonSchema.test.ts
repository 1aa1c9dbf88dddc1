/** The schema of experiments describes what is read and written. */
import { expect, it } from 'vitest';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setTask } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { experimentSchema } from '../../../src/experiment/jsonSchema.ts';
import { readSavedFile } from '../../../src/experiment/link/link.ts';
import { CURRENT_VERSION } from '../../../src/experiment/versions.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
import { experimentOfRecipe } from '../../../src/teach/presets/recipeExperiments.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Where and why `value` does not fit; of JSON Schema only what the schema uses. */
function misfits(schema: Schema, value: unknown, path = ''): readonly string[] {
  const { anyOf, type, const: only, minimum, maximum, items, properties, maxItems, minItems } = schema;
  if (Array.isArray(anyOf)) {
    const all = anyOf.map((one) => misfits(one, value, path));
    return all.some((one) => one.length === 0) ? [] : (all.at(0) ?? []);
  }
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const isOfType =
    type === undefined || [type].flat().includes(kind) || (type === 'integer' && Number.isInteger(value));
  if (!isOfType) return [`${path}: ${kind} instead of ${type}`];
  if (only !== undefined && only !== value) return [`${path}: not ${only}`];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return [`${path}: ${value}`];
  if (typeof value === 'number' && (value < Number(minimum ?? value) || value > Number(maximum ?? value)))
    return [`${path}: ${value} out of range`];
  if (Array.isArray(value)) {
    if (value.length > Number(maxItems ?? Infinity) || value.length < Number(minItems ?? 0)) return [path];
    return value.flatMap((one, index) => misfits(items as Schema, one, `${path}[${index}]`));
  }
  if (properties === undefined || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const ofKey = (properties as Readonly<Record<string, Schema>>)[key];
    return ofKey === undefined ? [`${path}.${key} is unknown`] : misfits(ofKey, one, `${path}.${key}`);
  });
}

const schema = experimentSchema();
// As a file has it: no `undefined`.
const written = (experiment: Experiment): Record<string, unknown> =>
  JSON.parse(JSON.stringify({ $schema: './x.json', version: CURRENT_VERSION, ...experiment }));

it('fits every preset, a recipe for a file, and a funnel', () => {
  const funnel = setTask(setTask(defaultExperiment(), 0, { kind: 'binary' }), 1, {
    kind: 'binary',
    after: 0,
  });
  const all = [...presets.map(({ experiment }) => experiment), experimentOfRecipe('census'), funnel];
  for (const experiment of all) {
    if (experiment === undefined) throw new Error('There is no such recipe.');
    expect(misfits(schema, written(experiment))).toEqual([]);
    // An address for editors is nothing to the reader.
    expect(readSavedFile(written(experiment))).toMatchObject({ experiment, problems: [] });
  }
});

it.each<[string, (experiment: Experiment) => object]>([
  ['.training.batchSize: 0 out of range', ({ training }) => ({ training: { ...training, batchSize: 0 } })],
  ['.training.steps is unknown', ({ training }) => ({ training: { ...training, steps: 5 } })],
  ['.tasks: ', () => ({ tasks: 'two' })],
  ['.tasks[0].kind: yes', ({ tasks }) => ({ tasks: [{ ...tasks[0], kind: 'yes' }] })],
  ['.tasks[0].after: 8', ({ tasks }) => ({ tasks: [{ ...tasks[0], after: 8 }] })],
  ['.cards[0].architecture: ', ({ cards }) => ({ cards: [{ ...cards[0], architecture: 'adatt3' }] })],
  ['.colour is unknown', () => ({ colour: 'red' })],
])('refuses what the reader would change: %s', (expected, changed) => {
  const experiment = defaultExperiment();
  const given = written({ ...experiment, ...changed(experiment) });
  expect(misfits(schema, given).join()).toContain(expected);
  expect(readSavedFile(given)?.problems).not.toEqual([]);
});
