/** Summaries of columns, shown instead of their cells, and the targets proposed from them. */
import type { ColumnFacts } from './kinds/kind.ts';
import type { Column } from './table.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  columnRoles,
  isInputRole,
  type PositiveRule,
  type TargetSetup,
} from './tableSetup.ts';

export interface ColumnSummary extends ColumnFacts {
  readonly kind: Column['kind'];
  readonly role: ColumnRole;
  readonly firstCells: readonly string[];
  readonly span: readonly [string, string] | null;
  readonly range: NumberSummary | null;
}

export interface NumberSummary {
  readonly max: number;
  /** Sample median; if that is the maximum, the largest value below it. */
  readonly median: number;
}

export interface SummarisedColumn extends ColumnSetup {
  readonly summary: ColumnSummary | null;
}

export const isPossibleTimeColumn = ({ role, summary }: SummarisedColumn): boolean =>
  [role, summary?.role].some((one) => one && columnRoles[one].isTime) || summary?.kind === 'number';

export const isPossibleTarget = ({ role, summary }: SummarisedColumn): boolean =>
  isInputRole(role) &&
  !columnRoles[role].isTime &&
  summary !== null &&
  (summary.kind === 'number' || summary.numDifferent === 2);

/** Target proposed for a column; one with only two different numbers becomes a binary task. */
export function proposedTargetOf({ name, summary }: SummarisedColumn): TargetSetup {
  const isNumber = summary?.kind === 'number' && summary.numDifferent !== 2;
  return { column: name, positive: isNumber ? null : positiveValuesRule(summary), mask: null };
}

export function nextProposedTarget(
  columns: readonly SummarisedColumn[],
  targets: readonly (TargetSetup | null)[],
): TargetSetup | null {
  const isFree = ({ name }: SummarisedColumn) => targets.every((target) => target?.column !== name);
  const found = columns.findLast((column) => isPossibleTarget(column) && isFree(column));
  return found === undefined ? null : proposedTargetOf(found);
}

const POSITIVE_WORDS: readonly string[] = ['1', 'yes', 'true', 'y', 't', 'positive'];

// A rarer value might be missing from a part of the split.
const MIN_POSITIVE_SHARE = 0.05;

/** Prefers a word for yes, then the rarest value that is frequent enough; of two values, the rarer. */
export function positiveValuesRule(summary: ColumnSummary | null): PositiveRule {
  const cells = summary?.frequent ?? [];
  const numListed = cells.reduce((sum, { count }) => sum + count, 0);
  const isUsual = ({ count }: { readonly count: number }) => count >= MIN_POSITIVE_SHARE * numListed;
  const rarest = cells.length > 2 ? (cells.findLast(isUsual) ?? cells[0]) : cells.at(-1);
  const yes = cells.find(({ cell }) => POSITIVE_WORDS.includes(cell.toLowerCase())) ?? rarest;
  return { kind: 'values', values: yes === undefined ? [] : [yes.cell] };
}

export function aboveMedianRule(summary: ColumnSummary | null): PositiveRule {
  const { median, max } = summary?.range ?? { median: 0, max: 0 };
  const rounded = Number(median.toPrecision(3));
  return { kind: 'above', threshold: rounded < max ? rounded : median };
}
