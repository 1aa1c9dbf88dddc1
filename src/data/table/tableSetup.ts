/** Set-up of a file: roles of columns, targets and held-out rows, as plain data without cells, for forms and links. */
import { fieldsOf, type ReportProblem, type ValuesOf } from '../../core/schema/field.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { sizesField } from '../../core/schema/listFields.ts';
import { integerField, numberField, roundedToDecimals } from '../../core/schema/numberFields.ts';
import { booleanField, choiceField, textField } from '../../core/schema/plainFields.ts';
import { isRecord, ownPropertyOf, readFields } from '../../core/schema/readFields.ts';
import { printablePartOf, shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import type { Column, Table } from './table.ts';

const { fields: words, choices, read: readWords } = text.tableSetup;

const shareFieldSpec = {
  defaultValue: 0.2,
  min: 0.01,
  max: 0.45,
  step: 0.05,
  precision: roundedToDecimals(3),
};

export const tableFields = fieldsOf(words, {
  fileName: textField({ linkKey: 'file', defaultValue: 'data.csv', maxLength: tableLimits.fileNameLength }),
  /** Hash as in `Table`; `any` accepts every file with these columns. */
  hash: textField({ linkKey: 'hash', defaultValue: 'any', maxLength: 64 }),
  characters: choiceField({ linkKey: 'chars', defaultValue: 'unicode', choices: choices.characters }),
  delimiter: choiceField({ linkKey: 'sep', defaultValue: 'comma', choices: choices.delimiter }),
  hasHeader: booleanField({ linkKey: 'head', defaultValue: true }),
  // The default is the old limit, for links made before there was a choice.
  maxRows: integerField({
    linkKey: 'most',
    defaultValue: tableLimits.usualRows,
    min: tableLimits.minRows,
    max: tableLimits.rows,
  }),
  /** Way to split rows; ignored if a split column names the parts. */
  dealBy: choiceField({ linkKey: 'by', defaultValue: 'random', choices: choices.dealBy }),
  /** Time of a row; empty: the first column of dates. */
  timeColumn: textField({ linkKey: 'when', defaultValue: '', maxLength: tableLimits.nameLength }),
  /** Equal cells belong together, however rows are dealt; empty: none. */
  group: textField({ linkKey: 'group', defaultValue: '', maxLength: tableLimits.nameLength }),
  splitSeed: integerField({ linkKey: 'deal', defaultValue: 1, min: 0, max: 999_999 }),
  resplits: booleanField({ linkKey: 'resplit', defaultValue: false }),
  /** Features of `priorId` and `prior`, the last of a row. Known once the file was read. */
  numPriors: integerField({ linkKey: 'priors', defaultValue: 0, min: 0, max: tableLimits.features }),
  embeddingDim: integerField({ linkKey: 'embed', defaultValue: 16, min: 1, max: tableLimits.embeddingDim }),
  /** Ids with fewer training rows than this share one vector with unseen ids. */
  minIdRows: integerField({ linkKey: 'idrows', defaultValue: 3, min: 1, max: 1000 }),
  /** Vectors per id column, in order. Known once the file was read. */
  numVectors: sizesField({
    linkKey: 'vectors',
    defaultValue: [],
    max: tableLimits.idValues,
    maxLength: tableLimits.ids,
  }),
  /** Share of rows for this part; ignored if a column names its rows. */
  validationShare: numberField({ ...shareFieldSpec, linkKey: 'valshare' }),
  testShare: numberField({ ...shareFieldSpec, linkKey: 'testshare' }),
});

/** Inputs of a row in their order; `ids` and `priorIds` have learned vectors. */
export const inputSections = ['plain', 'ids', 'priorIds', 'priors'] as const;

type InputSection = (typeof inputSections)[number];

interface RoleFacts {
  readonly letter: string;
  readonly section?: InputSection;
  /** Most inputs that a column can become; 1 if absent. */
  readonly maxInputs?: number;
  readonly isTime?: true;
  readonly isUnique?: true;
}

const roleFacts = {
  number: { letter: 'n', section: 'plain' },
  categories: { letter: 'c', section: 'plain' },
  date: { letter: 'd', section: 'plain', maxInputs: 9, isTime: true },
  id: { letter: 'e', section: 'ids' },
  /** Who or where: numbers or categories, by what the column holds. */
  prior: { letter: 'p', section: 'priors' },
  priorId: { letter: 'q', section: 'priorIds' },
  target: { letter: 't' },
  /** Column with 0 where rows have no label. */
  mask: { letter: 'm' },
  weight: { letter: 'w', isUnique: true },
  split: { letter: 's', isUnique: true },
  ignored: { letter: 'i' },
} as const satisfies Readonly<Record<string, RoleFacts>>;

export type ColumnRole = keyof typeof roleFacts;

export const columnRoles: Readonly<Record<ColumnRole, RoleFacts>> = roleFacts;

export const roleOfLetter = (letter: string): ColumnRole | undefined =>
  (Object.keys(roleFacts) as readonly ColumnRole[]).find((role) => roleFacts[role].letter === letter);

/** `log`: sign(x) ln(1 + |x|). `clip`: to the middle 99 % of the training rows. */
export const numberForms = ['log', 'clip'] as const;

export type NumberForm = (typeof numberForms)[number];

export interface NumberTreatment {
  readonly blanks?: readonly number[];
  readonly form?: NumberForm;
}

export const MAX_BLANK_NUMBERS = 8;

/** The treatment is that of numbers, or of the labels of a regression. */
export interface ColumnSetup extends NumberTreatment {
  /** Name of the column; free to choose if the file has no names. */
  readonly name: string;
  readonly role: ColumnRole;
}

export type PositiveRule =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'above'; readonly threshold: number };

export interface TargetSetup {
  readonly column: string;
  /** Rule for positive labels; null for a regression task, whose label is the number itself. */
  readonly positive: PositiveRule | null;
  /** Column that marks rows with a label; null: all rows whose target is not blank. */
  readonly mask: string | null;
}

export interface TableSetup extends ValuesOf<typeof tableFields> {
  readonly columns: readonly ColumnSetup[];
  readonly targets: readonly (TargetSetup | null)[];
}

export const truncatedColumnName = (given: string): string =>
  [...printablePartOf(given.slice(0, 4 * tableLimits.nameLength)).trim()]
    .slice(0, tableLimits.nameLength)
    .join('')
    .trim();

type NamedColumns = Pick<TableSetup, 'columns' | 'hasHeader'>;

/** Finds a column by name, or by place in a file without names. */
export function columnOfName(
  table: Table,
  { columns, hasHeader }: NamedColumns,
  name: string | null | undefined,
): Column | undefined {
  if (hasHeader) return table.columns.find((column) => column.name === name);
  return table.columns[columns.findIndex((column) => column.name === name)];
}

export const columnsWithRole = (
  { columns }: Pick<TableSetup, 'columns'>,
  role: ColumnRole,
): readonly string[] => columns.filter((column) => column.role === role).map(({ name }) => name);

export const columnWithRole = (table: Table, setup: TableSetup, role: ColumnRole): Column | undefined =>
  columnOfName(table, setup, columnsWithRole(setup, role)[0]);

export const columnsOfSection = (
  { columns }: Pick<TableSetup, 'columns'>,
  section: InputSection,
): readonly string[] =>
  columns.filter(({ role }) => columnRoles[role].section === section).map(({ name }) => name);

export const idColumnsOf = (setup: Pick<TableSetup, 'columns'>): readonly string[] => [
  ...columnsOfSection(setup, 'ids'),
  ...columnsOfSection(setup, 'priorIds'),
];

// A split column overrides `dealBy`.
export const splitMethodOf = (setup: TableSetup): TableSetup['dealBy'] | 'column' =>
  columnsWithRole(setup, 'split').length > 0 ? 'column' : setup.dealBy;

export const timeColumnOf = ({ timeColumn, columns }: TableSetup): string | null =>
  timeColumn || (columns.find(({ role }) => columnRoles[role].isTime)?.name ?? null);

export const isInputRole = (role: ColumnRole): boolean => columnRoles[role].section !== undefined;

/** Upper limit. */
export const numInputColumns = ({ columns }: Pick<TableSetup, 'columns'>): number =>
  columns.reduce((sum, { role }) => sum + (isInputRole(role) ? (columnRoles[role].maxInputs ?? 1) : 0), 0);

// Rows are sparse from so many features per column on: one entry in a sparse layer takes up to twice the time of one dense feature. Never
// measured, so that no number depends on the machine.
const LEAST_FEATURES_PER_COLUMN = 4;

export const rowDimOf = (
  { numVectors, embeddingDim }: Pick<TableSetup, 'numVectors' | 'embeddingDim'>,
  inputDim: number,
): number => inputDim - numVectors.length * (embeddingDim - 1);

/** K: entries of a sparse row, one per column; null if rows are dense. */
export const numEntriesOf = (numColumns: number, rowDim: number): number | null =>
  LEAST_FEATURES_PER_COLUMN * numColumns <= rowDim ? numColumns : null;

export const numbersPerRow = (rowDim: number, numEntries: number | null): number =>
  numEntries === null ? rowDim : 2 * numEntries;

/** Upper limit. */
export function maxRowLengthOf(setup: TableSetup, inputDim: number): number {
  const rowDim = rowDimOf(setup, inputDim);
  return numbersPerRow(rowDim, numEntriesOf(numInputColumns(setup), rowDim));
}

// Equal on every machine, so that a link uses the same rows everywhere.
export function maxRowsThatFit(numColumns: number): number {
  const ofCells = Math.floor(tableLimits.cells / Math.max(1, numColumns));
  return Math.min(tableLimits.rows, Math.max(tableLimits.usualRows, ofCells));
}

const FILE_HASH_PATTERN = /^(any|[0-9a-f]{64})$/;

/** Null for anything that is no set-up. Never throws: reports what it replaces in untrusted data. */
export function readTableSetup(given: unknown, numTasks: number, report: ReportProblem): TableSetup | null {
  if (given === undefined || given === null) return null;
  if (!isRecord(given)) {
    report(readWords.notASetup(shownValue(given)));
    return null;
  }
  const fields = readFields(tableFields, given, report, ['columns', 'targets']);
  if (!FILE_HASH_PATTERN.test(fields.hash)) report(readWords.hash(shownValue(fields.hash)));
  const columns = readColumns(ownPropertyOf(given, 'columns'), report);
  return {
    ...fields,
    hash: FILE_HASH_PATTERN.test(fields.hash) ? fields.hash : 'any',
    columns,
    targets: readTargets(ownPropertyOf(given, 'targets'), numTasks, columns, report),
  };
}

function readColumns(given: unknown, report: ReportProblem): readonly ColumnSetup[] {
  const list: readonly unknown[] = Array.isArray(given) ? given.slice(0, tableLimits.columns) : [];
  if (given !== undefined && (!Array.isArray(given) || given.length > list.length))
    report(readWords.columns(tableLimits.columns, shownValue(given)));
  const columns = new Map<string, ColumnSetup>();
  for (const one of list) {
    const [name, role] = [ownPropertyOf(one, 'name'), ownPropertyOf(one, 'role')];
    const treatment = isColumnRole(role) ? readTreatment(one, role) : null;
    if (!isColumnName(name) || columns.has(name) || !isColumnRole(role) || treatment === null)
      report(readWords.column(shownValue(name)));
    else columns.set(name, { name, role, ...treatment });
  }
  return [...columns.values()];
}

/** Null if it is none that a column of this role can have. */
function readTreatment(given: unknown, role: ColumnRole): NumberTreatment | null {
  const [form, blanks = []] = [ownPropertyOf(given, 'form'), ownPropertyOf(given, 'blanks')];
  // Labels are not clipped: their errors count whole.
  const isKnown =
    form === undefined || (form === 'log' ? isTreatedRole(role) : form === 'clip' && role === 'number');
  const areNumbers =
    Array.isArray(blanks) && blanks.length <= MAX_BLANK_NUMBERS && blanks.every(Number.isFinite);
  if (!isKnown || !areNumbers || (blanks.length > 0 && !isTreatedRole(role))) return null;
  return {
    ...(blanks.length > 0 && { blanks: blanks.map(Number) }),
    ...(form !== undefined && { form: form as NumberForm }),
  };
}

const isTreatedRole = (role: ColumnRole): boolean => role === 'number' || role === 'target';

export const treatmentOf = ({ columns }: Pick<TableSetup, 'columns'>, name: string): NumberTreatment =>
  columns.find((column) => column.name === name) ?? {};

const isColumnName = (given: unknown): given is string =>
  typeof given === 'string' && given !== '' && given === truncatedColumnName(given);

const isColumnRole = (given: unknown): given is ColumnRole =>
  typeof given === 'string' && Object.hasOwn(roleFacts, given);

function readTargets(
  given: unknown,
  numTasks: number,
  columns: readonly ColumnSetup[],
  report: ReportProblem,
): TableSetup['targets'] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return Array.from({ length: numTasks }, (_, task) => {
    const one = list[task] ?? null;
    const target = one === null ? null : readTarget(one, columns);
    if (one !== null && target === null) report(readWords.target(task + 1));
    return target;
  });
}

function readTarget(given: unknown, columns: readonly ColumnSetup[]): TargetSetup | null {
  const [column, mask] = [ownPropertyOf(given, 'column'), ownPropertyOf(given, 'mask') ?? null];
  const isOf = (name: unknown, role: ColumnRole) =>
    columns.some((one) => one.name === name && one.role === role);
  if (typeof column !== 'string' || !isOf(column, 'target')) return null;
  if (mask !== null && (typeof mask !== 'string' || !isOf(mask, 'mask'))) return null;
  const rule = ownPropertyOf(given, 'positive') ?? null;
  const positive = rule === null ? null : readPositiveRule(rule);
  return rule !== null && positive === null ? null : { column, positive, mask };
}

function readPositiveRule(given: unknown): PositiveRule | null {
  const [values, threshold] = [ownPropertyOf(given, 'values'), ownPropertyOf(given, 'threshold')];
  if (typeof threshold === 'number' && Number.isFinite(threshold))
    // + 0 drops the sign of -0, which no text keeps.
    return { kind: 'above', threshold: threshold + 0 };
  if (!Array.isArray(values) || values.length > tableLimits.positives) return null;
  const isCell = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= tableLimits.cellLength;
  return values.every(isCell) ? { kind: 'values', values: [...new Set(values)] } : null;
}
