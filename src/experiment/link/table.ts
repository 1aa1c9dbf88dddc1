/**
 * A file in a link, without its cells; part of `link.ts`.
 * source=table&use=census&file=census.csv&hash=98402b1a… or
 * source=table&cols=age:n,city:c,income:t&y1=income,is:50000~…~&y2=age,above:65,mask:known&sep=tab&head=off
 * `use`: recipe. `cols`: columns with letters of `columnRoles`. `y1` to `y8`: targets (column, positives,
 * mask). Others are keys of `tableFields`.
 */
import type { ReportProblem } from '../../core/schema/field.ts';
import { limits, tableLimits } from '../../core/schema/limits.ts';
import { numberFromText } from '../../core/schema/numberText.ts';
import { defaultValuesOf } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { recipeOfId, recipeOfSetup } from '../../data/table/recipes.ts';
import { csvFormOf } from '../../data/table/table.ts';
import {
  type ColumnSetup,
  columnRoles,
  type NumberForm,
  numberForms,
  type PositiveRule,
  roleOfLetter,
  type TableSetup,
  type TargetSetup,
  tableFields,
} from '../../data/table/tableSetup.ts';
import { text } from '../../text/text.ts';
import {
  changedEntriesOf,
  joinedEntries,
  type LinkEntry,
  parsedEntries,
  readEntries,
  SETTING_SYNTAX,
  settingsFromEntries,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { escapedForLink, shortNumberText, unescapedFromLink } from './text.ts';

const RECIPE_KEY = 'use';
const COLUMNS_KEY = 'cols';
const targetLinkKey = (task: number): string => `y${task + 1}`;

const VALUE_SEPARATOR = SETTING_SYNTAX.assignment;

// Most letters per character of a name, and around a name.
const LETTERS_PER_CHARACTER = 6;
const LETTERS_AROUND_NAME = 5;
const maxLettersOf = (length: number): number => LETTERS_PER_CHARACTER * length + LETTERS_AROUND_NAME;

/** Letters with all columns and positive values at their longest names. */
export const MAX_TABLE_LENGTH =
  tableLimits.columns * maxLettersOf(tableLimits.nameLength) +
  limits.tasks * tableLimits.positives * maxLettersOf(tableLimits.cellLength);

export const tableEntries = (setup: TableSetup | null): readonly LinkEntry[] => {
  if (setup === null) return [];
  const recipe = recipeOfSetup(setup);
  const entries = changedEntriesOf(
    tableFields,
    recipe === undefined ? setup : { ...setup, ...formOfRecipe(setup) },
  );
  if (recipe !== undefined) return [[RECIPE_KEY, recipe.id], ...entries];
  const roles = setup.columns.map((column): LinkEntry => [escapedForLink(column.name), columnText(column)]);
  return [
    [COLUMNS_KEY, joinedEntries(roles, SETTING_SYNTAX)],
    ...setup.targets.flatMap((target, task): LinkEntry[] =>
      target === null ? [] : [[targetLinkKey(task), targetText(target)]],
    ),
    ...entries,
  ];
};

const BLANK_SIGN = '_';
const formLetters = { log: 'l', clip: 'c' } as const satisfies Readonly<Record<NumberForm, string>>;
const COLUMN_PATTERN = /^([a-z])([lc]?)((?:_[-\d.e]+)*)$/;

/** The letter of the role, of the form, and numbers that are blank: `nl_-999`. */
const columnText = ({ role, form, blanks = [] }: ColumnSetup): string =>
  [
    `${columnRoles[role].letter}${form === undefined ? '' : formLetters[form]}`,
    ...blanks.map(plainNumber),
  ].join(BLANK_SIGN);

// A plus sign would be read as a space.
const plainNumber = (value: number): string => shortNumberText(value).replace('+', '');

function columnOfText(written: string): Readonly<Record<string, unknown>> {
  const [, letter = '', formLetter = '', blanks = ''] = COLUMN_PATTERN.exec(written) ?? [];
  const form = numberForms.find((one) => formLetters[one] === formLetter);
  const numbers = blanks.split(BLANK_SIGN).slice(1).map(numberFromText);
  const role = roleOfLetter(letter);
  return {
    ...(role && { role }),
    ...(form && { form }),
    ...(numbers.length > 0 && { blanks: numbers }),
  };
}

// A recipe sets the form of the file, but not its number of rows.
const formOfRecipe = ({ maxRows }: TableSetup) => ({ ...csvFormOf(defaultValuesOf(tableFields)), maxRows });

const targetText = ({ column, positive, mask }: TargetSetup): string =>
  joinedEntries(
    [
      [escapedForLink(column), ''],
      ...(positive === null ? [] : [positiveRuleEntry(positive)]),
      ...(mask === null ? [] : [['mask', escapedForLink(mask)] as const]),
    ],
    SETTING_SYNTAX,
  );

const positiveRuleEntry = (rule: PositiveRule): LinkEntry =>
  rule.kind === 'above'
    ? ['above', plainNumber(rule.threshold)]
    : ['is', rule.values.map(escapedForLink).join(VALUE_SEPARATOR)];

export const tableFromLink = (unread: UnreadEntries, numTasks: number, report: ReportProblem): unknown => {
  const recipe = unread.take(RECIPE_KEY);
  const columns = unread.take(COLUMNS_KEY);
  const targets = Array.from({ length: numTasks }, (_, task) => unread.take(targetLinkKey(task)));
  const fields = settingsFromEntries(tableFields, unread);
  const isNamed = recipe !== undefined || columns !== undefined || Object.keys(fields).length > 0;
  if (!isNamed) return undefined;
  const known = recipe === undefined ? undefined : recipeOfId(recipe);
  if (recipe !== undefined && known === undefined) report(text.tableSetup.read.recipe(shownValue(recipe)));
  if (known !== undefined) return { ...fields, ...known.form };
  return {
    ...fields,
    columns: columnsFromLink(columns ?? ''),
    targets: targets.map((written, task) =>
      written === undefined ? null : targetFromLink(written, task, report),
    ),
  };
};

const columnsFromLink = (written: string): unknown =>
  parsedEntries(written, SETTING_SYNTAX).map(([name, column]) => ({
    name: unescapedFromLink(name),
    ...columnOfText(column),
  }));

const targetFromLink = (written: string, task: number, report: ReportProblem): unknown => {
  const [column, ...others] = parsedEntries(written, SETTING_SYNTAX);
  const reportTask: ReportProblem = (problem) => report(text.experiment.read.inTask(task + 1, problem));
  return readEntries(uniqueEntries(others, reportTask), {
    signs: SETTING_SYNTAX,
    report: reportTask,
    read: (unread) => {
      const [above, values, mask] = [unread.take('above'), unread.take('is'), unread.take('mask')];
      return {
        column: unescapedFromLink(column?.[0] ?? ''),
        positive: above === undefined ? valuesFromLink(values) : { threshold: numberFromText(above) },
        mask: mask === undefined ? null : unescapedFromLink(mask),
      };
    },
  });
};

const valuesFromLink = (written: string | undefined): unknown => {
  if (written === undefined) return null;
  return { values: written === '' ? [] : written.split(VALUE_SEPARATOR).map(unescapedFromLink) };
};
