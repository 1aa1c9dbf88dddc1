/** Which columns tasks may predict, and how each is read before anyone says otherwise. */
import type { ColumnSummary } from '../../src/import/summary.ts';
import type { PositiveRule, TargetSetup } from '../../src/table/tableSetup.ts';
import type { DraftColumn } from './draftColumns.ts';

const YES_WORDS: readonly string[] = ['1', 'yes', 'true', 'y', 't', 'positive'];

/** The target that a column makes; null for no column. Numbers are read as they are, unless there are but two of them. */
export function ruleFor(columns: readonly DraftColumn[], name: string): TargetSetup | null {
  const column = columns.find((one) => one.name === name);
  if (column === undefined) return null;
  const isNumber = column.summary?.kind === 'number' && column.summary.numDifferent !== 2;
  return { column: name, positive: isNumber ? null : valuesRule(column.summary), mask: null };
}

/** What says yes; else the rarest of the values that are listed. */
export function valuesRule(summary: ColumnSummary | null): PositiveRule {
  const cells = summary?.frequent ?? [];
  const yes = cells.find(({ cell }) => YES_WORDS.includes(cell.toLowerCase())) ?? cells.at(-1);
  return { kind: 'values', values: yes === undefined ? [] : [yes.cell] };
}

/** The number in the middle of the range. */
export const aboveRule = (summary: ColumnSummary | null): PositiveRule => {
  const { min, max } = summary?.range ?? { min: 0, max: 0 };
  return { kind: 'above', threshold: Number(((min + max) / 2).toPrecision(3)) };
};

/** What one more task may predict: the last column that could be a target and is none; null: there is none. */
export function nextTarget(
  columns: readonly DraftColumn[],
  targets: readonly (TargetSetup | null)[],
): TargetSetup | null {
  const isFree = ({ name, role, summary }: DraftColumn): boolean =>
    targets.every((target) => target?.column !== name) &&
    role !== 'ignored' &&
    role !== 'split' &&
    summary !== null &&
    (summary.kind === 'number' || summary.numDifferent === 2);
  const found = columns.findLast(isFree);
  return found === undefined ? null : ruleFor(columns, found.name);
}
