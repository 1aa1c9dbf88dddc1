/** Writes links as version 1 wrote them: what was its default is left out, what it had no setting for is not said. */

import type { Fields } from '../../../../src/core/schema/field.ts';
import { cardFieldsOf } from '../../../../src/experiment/cardFields.ts';
import { comparisonFields, defaultLearningRates } from '../../../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from '../../../../src/experiment/fields.ts';
import {
  changedEntriesOf,
  joinedEntries,
  type LinkEntry,
  PARAMETER_SYNTAX,
  SETTING_SYNTAX,
} from '../../../../src/experiment/link/entries.ts';
import { shortNumberText } from '../../../../src/experiment/link/text.ts';
import { upperTriangleOf } from '../../../../src/experiment/matrix.ts';
import { trainingFields } from '../../../../src/experiment/trainingFields.ts';
import { architectureOf } from '../../../../src/models/architectures.ts';
import { arbitraryExperiment } from '../arbitraries.ts';
import { ofVersion1 } from './links.ts';

/** Defaults of version 1 that are others today, by property. */
const defaultsThen: Readonly<Record<string, unknown>> = {
  numTasks: 3,
  noise: 0.1,
  source: 'synthetic',
  numTrainRows: 4000,
  numFeatures: 8,
  numCommonFeatures: 8,
  budget: 'asConfigured',
  towerDims: [8],
};

const entriesThen = (fields: Fields, values: object): readonly LinkEntry[] =>
  changedEntriesOf(
    Object.fromEntries(
      Object.entries(fields)
        .filter(([key]) => !(key in ofVersion1))
        .map(([key, field]) => [
          key,
          key in defaultsThen ? { ...field, defaultValue: defaultsThen[key] } : field,
        ]),
    ),
    values,
  );

const triangle = (matrix: readonly (readonly number[])[]) =>
  upperTriangleOf(matrix).map(shortNumberText).join(',');

const cardThen = (card: CardConfig): LinkEntry => {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) throw new Error(`There is no architecture ${card.architecture}.`);
  const settings = entriesThen(cardFieldsOf(card.id, architecture), card);
  const options = entriesThen(architecture.options, card.options);
  return [card.id, joinedEntries([[card.architecture, ''], ...settings, ...options], SETTING_SYNTAX)];
};

const entry = (key: string, written: string): LinkEntry => [key, written];
const unlessEmpty = (key: string, written: string): readonly LinkEntry[] =>
  written === '' ? [] : [entry(key, written)];
const ratesText = (rates: readonly number[]): string => rates.map(shortNumberText).join(',');

/** Arbitrary experiments that version 1 knew. */
export const arbitraryExperimentOfVersion1 = arbitraryExperiment
  .filter(
    ({ data, cards }) => data.table === null && cards.every(({ architecture }) => architecture !== 'linear'),
  )
  .map((experiment): Experiment => ({ ...experiment, data: { ...experiment.data, ...ofVersion1 } }));

/** The link of `experiment`, whose data have the settings of `ofVersion1`. */
export function linkOfVersion1({ tasks, data, cards, training, comparison }: Experiment): string {
  const outsiders = upperTriangleOf(data.correlation)
    .map((_, cell) => (cell === 0 ? '.9' : '.1'))
    .join(',');
  const rates = ratesText(comparison.learningRates);
  const changes = training.learningRateChanges.map(
    ({ step, value }): LinkEntry => [shortNumberText(step), shortNumberText(value)],
  );
  const written = cards.map(cardThen);
  const areDefault = written.map(String).join('&') === 'A,adattSp&B,ple&C,sharedBottom';
  const entries: readonly LinkEntry[] = [
    ['v', '1'],
    ...entriesThen({ numTasks: numTasksField }, { numTasks: tasks.length }),
    ...tasks.flatMap((task, index) =>
      unlessEmpty(`t${index + 1}`, joinedEntries(entriesThen(taskFieldsAt(index), task), SETTING_SYNTAX)),
    ),
    ...(triangle(data.correlation) === outsiders ? [] : [entry('corr', triangle(data.correlation))]),
    ...(data.secondCorrelation === null ? [] : [entry('corr2', triangle(data.secondCorrelation))]),
    ...entriesThen(dataFields, data),
    ...(cards.length === 0 ? [entry('cards', 'none')] : areDefault ? [] : written),
    ...entriesThen(trainingFields, training),
    ...unlessEmpty('lrs', joinedEntries(changes, SETTING_SYNTAX)),
    ...entriesThen(comparisonFields, comparison),
    ...(rates === ratesText(defaultLearningRates) ? [] : [entry('rates', rates)]),
  ];
  return joinedEntries(entries, PARAMETER_SYNTAX);
}
