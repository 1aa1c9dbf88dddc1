/** Arbitrary valid experiments for property tests, built from the fields' own descriptions. */
import fc from 'fast-check';
import { architectureField, cardFieldsOf, cardIds } from '../../../src/experiment/cardFields.ts';
import { comparisonFields } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { correlationField, dataFields, numTasksField, taskFields } from '../../../src/experiment/fields.ts';
import { matrixOfTriangle } from '../../../src/experiment/matrix.ts';
import { readExperiment } from '../../../src/experiment/read.ts';
import { changeStepField, trainingFields } from '../../../src/experiment/trainingFields.ts';
import { architectureOf } from '../../../src/models/architectures.ts';
import type { Fields } from '../../../src/schema/field.ts';
import { limits } from '../../../src/schema/limits.ts';

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
      return fc.constantFrom(...(field.choices ?? []).map((choice) => choice.value));
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

const raw = fc.integer({ min: 1, max: numTasksField.range?.max ?? 1 }).chain((numTasks) =>
  fc.record({
    tasks: fc.array(settingsOf(taskFields), { minLength: numTasks, maxLength: numTasks }),
    data: fc
      .tuple(settingsOf(dataFields), fc.option(matrix(numTasks)), fc.option(matrix(numTasks)))
      .map(([settings, correlation, secondCorrelation]) => ({
        ...settings,
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
