/** Settings in which two experiments or cards differ, read from tables of fields. */

import type { Field, Fields } from '../core/schema/field.ts';
import { defaultValuesOf } from '../core/schema/readFields.ts';
import { architectureOf } from '../models/architectures.ts';
import { text } from '../text/text.ts';
import { architectureField, cardFieldsOf } from './cardFields.ts';
import { comparisonFields } from './comparison.ts';
import type { CardConfig, Experiment } from './experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from './fields.ts';
import { trainingFields } from './trainingFields.ts';

const words = text.differences;

interface SettingDifference {
  /** Part of the form, such as "Training" or "Architecture B". */
  readonly where: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface NamedSetting {
  readonly where: string;
  readonly label: string;
  readonly value: string;
}

export const differencesBetween = (before: Experiment, after: Experiment): readonly SettingDifference[] => {
  const numTasks = Math.min(before.tasks.length, after.tasks.length);
  const ids = (experiment: Experiment) => new Set(experiment.cards.map(({ id }) => id));
  const shared = new Set([...ids(before)].filter((id) => ids(after).has(id)));
  return differingSettings(allSettingsOf(before, numTasks, shared), allSettingsOf(after, numTasks, shared));
};

export const differenceSentence = ({ where, label, before, after }: SettingDifference): string =>
  words.changedFrom(where, label, before ?? words.absent, after ?? words.absent);

/** Ignores names and colours, and options of different architectures. */
export const cardDifferences = (before: CardConfig, after: CardConfig): readonly SettingDifference[] => {
  const trained = (card: CardConfig) =>
    cardSettings({ ...card, name: '' }, '', before.architecture === after.architecture);
  return differingSettings(trained(before), trained(after));
};

const differingSettings = (
  before: readonly NamedSetting[],
  after: readonly NamedSetting[],
): readonly SettingDifference[] => {
  const keyOf = ({ where, label }: NamedSetting) => JSON.stringify([where, label]);
  const values = (settings: readonly NamedSetting[]) =>
    new Map(settings.map((setting) => [keyOf(setting), setting.value]));
  const [old, now] = [values(before), values(after)];
  const all = new Map([...before, ...after].map((setting) => [keyOf(setting), setting]));
  return [...all].flatMap(([key, { where, label }]) => {
    const difference = { where, label, before: old.get(key) ?? null, after: now.get(key) ?? null };
    return difference.before === difference.after ? [] : [difference];
  });
};

/** Of tasks and cards that the other experiment lacks, lists only their presence. */
const allSettingsOf = (
  experiment: Experiment,
  numTasks: number,
  shared: ReadonlySet<string>,
): readonly NamedSetting[] => {
  const { tasks, data, cards, training, comparison } = experiment;
  return [
    namedSettingOf(words.tasks, numTasksField, tasks.length),
    ...tasks
      .slice(0, numTasks)
      .flatMap((task, index) =>
        fieldSettings(text.experiment.taskName(index + 1), taskFieldsAt(index), task),
      ),
    ...matrixSettings(data.correlation, words.correlation, numTasks),
    ...matrixSettings(data.secondCorrelation ?? [], words.secondCorrelation, numTasks),
    ...cards.flatMap((card) => cardSettings(card, words.card(card.id), shared.has(card.id))),
    ...fieldSettings(words.training, trainingFields, training),
    ...training.learningRateChanges.map(({ step, value }) => ({
      where: words.training,
      label: words.learningRateFrom(step.toLocaleString('en')),
      value: String(value),
    })),
    ...fieldSettings(words.data, dataFields, data),
    ...fieldSettings(words.comparison, comparisonFields, comparison),
    ...(comparison.isTuned
      ? [{ where: words.comparison, label: words.learningRates, value: comparison.learningRates.join(', ') }]
      : []),
  ];
};

const cardSettings = (card: CardConfig, where: string, isWhole: boolean): readonly NamedSetting[] => {
  const architecture = architectureOf(card.architecture);
  const kind = { ...namedSettingOf(where, architectureField, card.architecture), label: words.architecture };
  if (architecture === undefined || !isWhole) return [kind];
  const { color: _, ...fields } = cardFieldsOf(card.id, architecture);
  return [
    kind,
    ...fieldSettings(where, fields, card),
    ...fieldSettings(where, architecture.options, card.options),
  ];
};

const matrixSettings = (
  matrix: readonly (readonly number[])[],
  labelOf: (a: number, b: number) => string,
  numTasks: number,
): readonly NamedSetting[] =>
  matrix.slice(0, numTasks).flatMap((row, a) =>
    row.slice(a + 1, numTasks).map((value, index) => ({
      where: words.data,
      label: labelOf(a + 1, a + index + 2),
      value: String(value),
    })),
  );

export const fieldSettings = (where: string, fields: Fields, values: object): readonly NamedSetting[] => {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.entries(fields).map(([key, field]) => namedSettingOf(where, field, given.get(key)));
};

export const nonDefaultSettings = (fields: Fields, values: object): readonly NamedSetting[] => {
  const defaults = fieldSettings('', fields, defaultValuesOf(fields));
  return fieldSettings('', fields, values).filter(({ value }, index) => value !== defaults[index]?.value);
};

const namedSettingOf = <V>(where: string, field: Field<V>, value: V): NamedSetting => {
  const written = field.toText(value);
  return {
    where,
    label: field.label.toLowerCase(),
    value: field.choices?.find((choice) => choice.value === written)?.label ?? written,
  };
};
