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
import { escapedForLink } from '../experiment/link/text.ts';
import { trainingFields } from '../experiment/trainingFields.ts';
import { text } from '../text/text.ts';
import type { CommandArguments, OptionSpec } from './arguments.ts';

const words = text.cli.settings;

// Known from the file, or options of another form.
const HIDDEN_KEYS = ['source', 'in', 'file', 'hash', 'priors', 'vectors', 'backend'];
const plainFields = [dataFields, tableFields, trainingFields, comparisonFields]
  .flatMap((fields: Fields) => Object.values(fields))
  .filter(({ linkKey }) => !HIDDEN_KEYS.includes(linkKey));
// Those that training has too are the training's here.
const cardFields = Object.entries(trainedCardFields).flatMap(([key, field]: [string, Field<unknown>]) =>
  plainFields.some(({ linkKey }) => linkKey === field.linkKey) ? [] : [{ ...field, key }],
);

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

/** Experiment with the options given; applied again after it was fitted to a file. Throws a `UserError`. */
export function withSettings(experiment: Experiment, { options }: CommandArguments): Experiment {
  const given = [...options].filter(([name]) => Object.hasOwn(settingOptions, name));
  if (given.length === 0) return experiment;
  const ofCards = cardFields.flatMap(({ key, linkKey, fromText }) => {
    const written = options.get(`--${linkKey}`);
    return written === undefined ? [] : [[key, fromText(written)]];
  });
  const cards = experiment.cards.map((card) => ({ ...card, ...Object.fromEntries(ofCards) }));
  const link = given.reduce(
    (changed, [name, written]) => withSetting(changed, name.slice(2), written),
    linkOfAll({ ...experiment, cards }),
  );
  const { experiment: changed, problems } = readLink(link);
  // Here nothing is used instead.
  const said = problems.map((problem) => problem.replace(/; [^;]* is used instead\.$/, '.'));
  if (said.length > 0) throw new UserError(said.join('\n'));
  return changed;
}

function withSetting(link: string, key: string, written: string): string {
  const entries = new Map(parsedEntries(link, PARAMETER_SYNTAX));
  if (compoundKeys.includes(key)) {
    // Settings not given stay.
    const before = parsedEntries(entries.get(key) ?? '', SETTING_SYNTAX);
    if (key === 'cols' && before.length === 0) throw new UserError(words.noColumns);
    const merged = new Map([...before, ...parsedEntries(written, SETTING_SYNTAX)]);
    entries.set(key, joinedEntries([...merged], SETTING_SYNTAX));
  } else if (key === 'by') {
    const [way = '', ...column] = written.split(':');
    entries.set(key, escapedForLink(way));
    if (column.length > 0) entries.set(way === 'time' ? 'when' : 'group', escapedForLink(column.join(':')));
  } else if (plainFields.some(({ linkKey }) => linkKey === key)) entries.set(key, escapedForLink(written));
  return joinedEntries([...entries], PARAMETER_SYNTAX);
}
