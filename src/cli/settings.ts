/** Settings of an experiment as options of commands: what a link calls KEY is `--KEY` here, with the same values. */
import { UserError } from '../core/errors.ts';
import type { Field, Fields } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { columnRoles, tableFields } from '../data/table/tableSetup.ts';
import { trainedCardFields } from '../experiment/cardFields.ts';
import { comparisonFields } from '../experiment/comparison.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { dataFields, taskFields } from '../experiment/fields.ts';
import {
  joinedEntries,
  PARAMETER_SYNTAX,
  parsedEntries,
  SETTING_SYNTAX,
} from '../experiment/link/entries.ts';
import { linkOfAll, readLink } from '../experiment/link/link.ts';
import { trainingFields } from '../experiment/trainingFields.ts';
import { text } from '../text/text.ts';
import type { CommandArguments, OptionSpec } from './arguments.ts';

const words = text.cli.settings;

// Known from the file, or options of another form.
const HIDDEN_KEYS = ['source', 'in', 'file', 'hash', 'priors', 'vectors', 'by', 'backend'];
const plainFields = [dataFields, tableFields, trainingFields, comparisonFields]
  .flatMap((fields: Fields) => Object.values(fields))
  .filter(({ linkKey }) => !HIDDEN_KEYS.includes(linkKey));
const cardFields: readonly Field<unknown>[] = Object.values(trainedCardFields);

const taskKeys = Array.from({ length: limits.tasks }, (_, task) => `t${task + 1}`);
const compoundKeys = ['cols', ...taskKeys];

const valuesOf = ({ choices, kind, range }: Field<unknown>): string =>
  choices?.map(({ value }) => value).join('|') ?? (range === null ? kind : `${range.min} to ${range.max}`);

export const settingOptions: OptionSpec = Object.fromEntries([
  ...[...plainFields, ...cardFields].map((field) => [`--${field.linkKey}`, valuesOf(field)]),
  ...compoundKeys.map((key) => [`--${key}`, words.compound]),
]);

export function withSettingsHelp(usage: string): string {
  const linesOf = (prefix: string, fields: readonly Field<unknown>[]) =>
    fields.map((field) => `  ${prefix}${field.linkKey} ${valuesOf(field)}: ${field.label}`);
  return [
    `${usage}\n\n${words.title}`,
    ...linesOf('--', [...plainFields, ...cardFields]),
    ...linesOf('--t1 ', Object.values(taskFields)).map((line) => line.replace(/(--t1 \w+) /, '$1:')),
    ...Object.entries(columnRoles).map(([role, { letter }]) => `  --cols COLUMN:${letter}: ${role}`),
    `  --cols COLUMN:n${words.treatments}`,
  ].join('\n');
}

/** To be used again after the experiment was fitted to a file. Throws a `UserError`. */
export function withSettings(experiment: Experiment, { options }: CommandArguments): Experiment {
  const problems: string[] = [];
  const link = [...plainFields.map(({ linkKey }) => linkKey), ...compoundKeys].reduce((changed, key) => {
    const written = options.get(`--${key}`);
    return written === undefined ? changed : withSetting(changed, key, written);
  }, linkOfAll(experiment));
  const reading = readLink(link);
  const ofCards = Object.entries(trainedCardFields).flatMap(([key, field]: [string, Field<unknown>]) => {
    const written = options.get(`--${field.linkKey}`);
    const report = (problem: string) => problems.push(problem);
    return written === undefined ? [] : [[key, field.read(field.fromText(written), report)]];
  });
  problems.push(...reading.problems);
  // Here nothing is used instead.
  const said = problems.map((problem) => problem.replace(/; [^;]* is used instead\.$/, '.'));
  if (said.length > 0) throw new UserError(said.join('\n'));
  const cards = reading.experiment.cards.map((card) => ({ ...card, ...Object.fromEntries(ofCards) }));
  return link === linkOfAll(experiment) && ofCards.length === 0
    ? experiment
    : { ...reading.experiment, cards };
}

/** Of settings within one parameter, those not given stay. */
function withSetting(link: string, key: string, written: string): string {
  const entries = new Map(parsedEntries(link, PARAMETER_SYNTAX));
  const before = compoundKeys.includes(key) ? parsedEntries(entries.get(key) ?? '', SETTING_SYNTAX) : [];
  if (key === 'cols' && before.length === 0) throw new UserError(words.noColumns);
  const merged = new Map([...before, ...parsedEntries(written, SETTING_SYNTAX)]);
  entries.set(key, compoundKeys.includes(key) ? joinedEntries([...merged], SETTING_SYNTAX) : written);
  return joinedEntries([...entries], PARAMETER_SYNTAX);
}
