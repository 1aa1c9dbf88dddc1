/**
 * A file in a link, without its cells; part of `link.ts`.
 * source=table&use=census&file=census.csv&hash=98402b1a… or
 * source=table&cols=age:n,city:c,income:t&y1=income,is:50000~…~&y2=age,above:65,mask:known&sep=tab&head=off
 * `use`: recipe. `cols`: columns with letters of `columnRoles`. `y1` to `y8`: targets (column, positives,
 * mask). Others are keys of `tableFields`.
 */
import type { Report } from '../../core/schema/field.ts';
import { limits, tableLimits } from '../../core/schema/limits.ts';
import { numberFromText } from '../../core/schema/numberText.ts';
import { defaultsOf } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { recipeIn, recipeOf } from '../../data/table/recipes.ts';
import { csvFormOf } from '../../data/table/table.ts';
import {
  columnRoles,
  type PositiveRule,
  roleOfLetter,
  type TableSetup,
  type TargetSetup,
  tableFields,
} from '../../data/table/tableSetup.ts';
import { text } from '../../text/text.ts';
import {
  type Entry,
  entriesIn,
  entriesOf,
  joined,
  readEntries,
  SETTING_SIGNS,
  settingsFrom,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { escaped, shortNumber, unescaped } from './text.ts';

const RECIPE_KEY = 'use';
const COLUMNS_KEY = 'cols';
const targetKey = (task: number): string => `y${task + 1}`;

const VALUE_SIGN = SETTING_SIGNS.assignment;

// Most letters per character of a name, and around a name.
const LETTERS_OF_CHARACTER = 6;
const SIGNS_OF_NAME = 5;
const lettersOf = (length: number): number => LETTERS_OF_CHARACTER * length + SIGNS_OF_NAME;

/** Letters with all columns and positive values at their longest names. */
export const MAX_TABLE_LENGTH =
  tableLimits.columns * lettersOf(tableLimits.nameLength) +
  limits.tasks * tableLimits.positives * lettersOf(tableLimits.cellLength);

export const tableEntries = (setup: TableSetup | null): readonly Entry[] => {
  if (setup === null) return [];
  const recipe = recipeIn(setup);
  const entries = entriesOf(tableFields, recipe === undefined ? setup : { ...setup, ...formOfRecipe(setup) });
  if (recipe !== undefined) return [[RECIPE_KEY, recipe.id], ...entries];
  const roles = setup.columns.map(({ name, role }): Entry => [escaped(name), columnRoles[role].letter]);
  return [
    [COLUMNS_KEY, joined(roles, SETTING_SIGNS)],
    ...setup.targets.flatMap((target, task): Entry[] =>
      target === null ? [] : [[targetKey(task), targetText(target)]],
    ),
    ...entries,
  ];
};

// A recipe sets the form of the file, but not its number of rows.
const formOfRecipe = ({ maxRows }: TableSetup) => ({ ...csvFormOf(defaultsOf(tableFields)), maxRows });

const targetText = ({ column, positive, mask }: TargetSetup): string =>
  joined(
    [
      [escaped(column), ''],
      ...(positive === null ? [] : [ruleEntry(positive)]),
      ...(mask === null ? [] : [['mask', escaped(mask)] as const]),
    ],
    SETTING_SIGNS,
  );

const ruleEntry = (rule: PositiveRule): Entry =>
  rule.kind === 'above'
    ? // A plus sign would be read as a space.
      ['above', shortNumber(rule.threshold).replace('+', '')]
    : ['is', rule.values.map(escaped).join(VALUE_SIGN)];

export const tableIn = (unread: UnreadEntries, numTasks: number, report: Report): unknown => {
  const recipe = unread.take(RECIPE_KEY);
  const columns = unread.take(COLUMNS_KEY);
  const targets = Array.from({ length: numTasks }, (_, task) => unread.take(targetKey(task)));
  const fields = settingsFrom(tableFields, unread);
  const isNamed = recipe !== undefined || columns !== undefined || Object.keys(fields).length > 0;
  if (!isNamed) return undefined;
  const known = recipe === undefined ? undefined : recipeOf(recipe);
  if (recipe !== undefined && known === undefined) report(text.tableSetup.read.recipe(shownValue(recipe)));
  if (known !== undefined) return { ...fields, ...known.form };
  return {
    ...fields,
    columns: columnsIn(columns ?? ''),
    targets: targets.map((written, task) => (written === undefined ? null : targetIn(written, task, report))),
  };
};

const columnsIn = (written: string): unknown =>
  entriesIn(written, SETTING_SIGNS).map(([name, letter]) => ({
    name: unescaped(name),
    role: roleOfLetter(letter),
  }));

const targetIn = (written: string, task: number, report: Report): unknown => {
  const [column, ...others] = entriesIn(written, SETTING_SIGNS);
  const reportTask: Report = (problem) => report(text.experiment.read.inTask(task + 1, problem));
  return readEntries(uniqueEntries(others, reportTask), {
    signs: SETTING_SIGNS,
    report: reportTask,
    read: (unread) => {
      const [above, values, mask] = [unread.take('above'), unread.take('is'), unread.take('mask')];
      return {
        column: unescaped(column?.[0] ?? ''),
        positive: above === undefined ? valuesIn(values) : { threshold: numberFromText(above) },
        mask: mask === undefined ? null : unescaped(mask),
      };
    },
  });
};

const valuesIn = (written: string | undefined): unknown => {
  if (written === undefined) return null;
  return { values: written === '' ? [] : written.split(VALUE_SIGN).map(unescaped) };
};
