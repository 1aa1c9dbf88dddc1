/** Reads a set-up from untrusted data, like `experiment/read.ts`: never throws, reports what it replaces. */
import type { Report } from '../../core/schema/field.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { isRecord, ownOf, readFields } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  columnName,
  columnRoles,
  type PositiveRule,
  type TableSetup,
  type TargetSetup,
  tableFields,
} from './tableSetup.ts';

const { read: words } = text.tableSetup;

const HASH = /^(any|[0-9a-f]{64})$/;

/** Null for anything that is no set-up. */
export function readTableSetup(given: unknown, numTasks: number, report: Report): TableSetup | null {
  if (given === undefined || given === null) return null;
  if (!isRecord(given)) {
    report(words.notASetup(shownValue(given)));
    return null;
  }
  const fields = readFields(tableFields, given, report, ['columns', 'targets']);
  if (!HASH.test(fields.hash)) report(words.hash(shownValue(fields.hash)));
  const columns = readColumns(ownOf(given, 'columns'), report);
  return {
    ...fields,
    hash: HASH.test(fields.hash) ? fields.hash : 'any',
    columns,
    targets: readTargets(ownOf(given, 'targets'), numTasks, columns, report),
  };
}

function readColumns(given: unknown, report: Report): readonly ColumnSetup[] {
  const list: readonly unknown[] = Array.isArray(given) ? given.slice(0, tableLimits.columns) : [];
  if (given !== undefined && (!Array.isArray(given) || given.length > list.length))
    report(words.columns(tableLimits.columns, shownValue(given)));
  const columns = new Map<string, ColumnSetup>();
  for (const one of list) {
    const [name, role] = [ownOf(one, 'name'), ownOf(one, 'role')];
    if (!isName(name) || columns.has(name) || !isRole(role)) report(words.column(shownValue(name)));
    else columns.set(name, { name, role });
  }
  return [...columns.values()];
}

const isName = (given: unknown): given is string =>
  typeof given === 'string' && given !== '' && given === columnName(given);

const isRole = (given: unknown): given is ColumnRole =>
  typeof given === 'string' && Object.hasOwn(columnRoles, given);

function readTargets(
  given: unknown,
  numTasks: number,
  columns: readonly ColumnSetup[],
  report: Report,
): TableSetup['targets'] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return Array.from({ length: numTasks }, (_, task) => {
    const one = list[task] ?? null;
    const target = one === null ? null : readTarget(one, columns);
    if (one !== null && target === null) report(words.target(task + 1));
    return target;
  });
}

function readTarget(given: unknown, columns: readonly ColumnSetup[]): TargetSetup | null {
  const [column, mask] = [ownOf(given, 'column'), ownOf(given, 'mask') ?? null];
  const isOf = (name: unknown, role: ColumnRole) =>
    columns.some((one) => one.name === name && one.role === role);
  if (typeof column !== 'string' || !isOf(column, 'target')) return null;
  if (mask !== null && (typeof mask !== 'string' || !isOf(mask, 'mask'))) return null;
  const rule = ownOf(given, 'positive') ?? null;
  const positive = rule === null ? null : readRule(rule);
  return rule !== null && positive === null ? null : { column, positive, mask };
}

function readRule(given: unknown): PositiveRule | null {
  const [values, threshold] = [ownOf(given, 'values'), ownOf(given, 'threshold')];
  if (typeof threshold === 'number' && Number.isFinite(threshold))
    // + 0 drops the sign of -0, which no text keeps.
    return { kind: 'above', threshold: threshold + 0 };
  if (!Array.isArray(values) || values.length > tableLimits.positives) return null;
  const isCell = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= tableLimits.cellLength;
  return values.every(isCell) ? { kind: 'values', values: [...new Set(values)] } : null;
}
