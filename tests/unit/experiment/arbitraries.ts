/** Arbitrary valid experiments for property tests, built from the fields' own descriptions. */
import fc from 'fast-check';
import type { Fields } from '../../../src/core/schema/field.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { fileRecipes } from '../../../src/data/table/recipes.ts';
import { tableFields } from '../../../src/data/table/tableSetup.ts';
import { architectureField, cardFieldsOf } from '../../../src/experiment/cardFields.ts';
import { cardIds } from '../../../src/experiment/cardIds.ts';
import { comparisonFields } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { correlationField, dataFields, numTasksField, taskFields } from '../../../src/experiment/fields.ts';
import { matrixOfTriangle } from '../../../src/experiment/matrix.ts';
import { readExperiment } from '../../../src/experiment/read.ts';
import { changeStepField, trainingFields } from '../../../src/experiment/trainingFields.ts';
import { architectureOf } from '../../../src/models/architectures.ts';

const width = fc.integer({ min: 1, max: limits.width });
const dims = fc.array(width, { minLength: 1, maxLength: limits.layers });

const rawOf = (field: Fields[string]): fc.Arbitrary<unknown> => {
  const { min, max } = field.range ?? { min: 0, max: 0 };
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min, max });
    case 'number':
      return fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max));
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...(field.choices ?? []).map((choice) => field.fromText(choice.value)));
    case 'text':
      return fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
        fc.constantFrom(
          '<img src=x onerror=alert(1)>',
          'a,b:c;d&e=f#g%41+~h~',
          '点击率',
          '🙂🙃',
          '__proto__',
        ),
      );
    case 'perTask': {
      const count = fc.integer({ min: 1, max: limits.taskExperts });
      return fc.oneof(count, fc.array(count, { minLength: limits.tasks, maxLength: limits.tasks }));
    }
    case 'dims':
      return dims;
    case 'sizes':
      return fc.array(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 20 });
    case 'levelDims':
      return fc.array(dims, { minLength: 1, maxLength: limits.levels });
  }
};

/** Some of the fields, the others absent. */
const settingsOf = (fields: Fields) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([key, field]): [string, fc.Arbitrary<unknown>] => [key, rawOf(field)]),
    ),
    { requiredKeys: [] },
  );

const cards = fc.shuffledSubarray([...cardIds]).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      rawOf(architectureField).chain((given) => {
        const architecture = architectureOf(String(given));
        if (architecture === undefined) throw new Error(`no architecture ${String(given)}`);
        return fc
          .tuple(settingsOf(cardFieldsOf(id, architecture)), settingsOf(architecture.options))
          .map(([settings, options]) => ({ id, architecture: architecture.id, ...settings, options }));
      }),
    ),
  ),
);

const matrix = (numTasks: number) =>
  fc
    .array(rawOf(correlationField), { minLength: 28, maxLength: 28 })
    .map((cells) => matrixOfTriangle(cells.map(Number), numTasks));

const changes = fc.array(
  fc.record({ step: rawOf(changeStepField), value: rawOf(trainingFields.learningRate) }),
  { maxLength: limits.learningRateChanges },
);

const comparison = fc
  .tuple(
    settingsOf(comparisonFields),
    fc.option(
      fc.array(rawOf(trainingFields.learningRate), { minLength: 1, maxLength: limits.tunedLearningRates }),
    ),
  )
  .map(([settings, learningRates]) => ({
    ...settings,
    ...(learningRates === null ? {} : { learningRates }),
  }));

const columnRole = fc.constantFrom('number', 'categories', 'target', 'target', 'mask', 'split', 'ignored');

const rule = fc.oneof(
  fc.constant(null),
  fc.record({ threshold: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ values: fc.array(rawOf(taskFields.name), { maxLength: 4 }) }),
);

/** A file of columns with any names, whose targets are some of them. */
const table = (numTasks: number) =>
  fc
    .tuple(
      settingsOf(tableFields),
      fc.constantFrom('any', 'a1'.repeat(32)),
      fc.array(fc.record({ name: rawOf(taskFields.name), role: columnRole }), { maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(), rule, fc.option(fc.nat())), { maxLength: numTasks }),
    )
    .map(([settings, hash, columns, targets]) => {
      const namesOf = (wanted: string) =>
        columns.filter(({ role }) => role === wanted).map(({ name }) => name);
      const oneOf = (names: readonly unknown[], index: number) =>
        names[index % Math.max(1, names.length)] ?? null;
      return {
        ...settings,
        hash,
        columns,
        targets: targets.map(([column, positive, mask]) => ({
          column: oneOf(namesOf('target'), column),
          positive,
          mask: mask === null ? null : oneOf(namesOf('mask'), mask),
        })),
      };
    });

/** Either columns of any names, or those of a recipe. */
const anyTable = (numTasks: number) =>
  fc.oneof(
    table(numTasks),
    table(numTasks).map((given) => ({ ...given, ...fileRecipes[0]?.form })),
  );

const raw = fc.integer({ min: 1, max: numTasksField.range?.max ?? 1 }).chain((numTasks) =>
  fc.record({
    tasks: fc.array(settingsOf(taskFields), { minLength: numTasks, maxLength: numTasks }),
    data: fc
      .tuple(
        settingsOf(dataFields),
        fc.option(matrix(numTasks)),
        fc.option(matrix(numTasks)),
        fc.option(anyTable(numTasks)),
      )
      .map(([settings, correlation, secondCorrelation, file]) => ({
        ...settings,
        ...(file !== null && { source: 'table', table: file }),
        ...(correlation === null ? {} : { correlation }),
        secondCorrelation,
      })),
    cards,
    training: fc
      .tuple(settingsOf(trainingFields), changes)
      .map(([settings, learningRateChanges]) => ({ ...settings, learningRateChanges })),
    comparison,
  }),
);

/** Every experiment that a form can make, with values as their fields read them. */
export const arbitraryExperiment: fc.Arbitrary<Experiment> = raw.map(
  (given) => readExperiment(given).experiment,
);
