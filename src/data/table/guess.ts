/** Summarises columns, and guesses their roles and the targets of tasks, for the user to correct. */
import { minAndMax } from '../../core/lists.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { readFields } from '../../core/schema/readFields.ts';
import { type ColumnFacts, kindReasons } from './kinds/kind.ts';
import { columnKinds } from './kinds/registry.ts';
import { partOfName } from './split.ts';
import { type ColumnSummary, isPossibleTarget, type NumberSummary, proposedTargetOf } from './summary.ts';
import { BLANK_CODE, type Column, categoriesOf, type Table } from './table.ts';
import { type ColumnRole, type TableSetup, tableFields } from './tableSetup.ts';

const NUM_FIRST_CELLS = 5;
const MAX_FREQUENT_CELLS = 60;

export const summariesOf = ({ columns }: Table): readonly ColumnSummary[] => columns.map(summaryOf);

function summaryOf(column: Column): ColumnSummary {
  const { categories, codes } = categoriesOf(column);
  const counts = new Int32Array(categories.length);
  let numBlank = 0;
  for (const code of codes) {
    if (code === BLANK_CODE) numBlank++;
    else if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const frequent = Array.from(categories, (cell, code) => ({ cell, count: counts[code] ?? 0 }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_FREQUENT_CELLS);
  const numDifferent = categories.length;
  const facts = { name: column.name, numRows: codes.length, numBlank, numDifferent, frequent };
  const spans = columnKinds.map(([, { shownSpan }]) => shownSpan?.(column) ?? null);
  return {
    ...facts,
    kind: column.kind,
    role: guessedRoleOf(column, facts),
    firstCells: Array.from(codes.subarray(0, NUM_FIRST_CELLS), (code) => categories[code] ?? ''),
    span: spans.find((span) => span !== null) ?? null,
    range: column.kind === 'number' ? numberSummaryOf(column.values) : null,
  };
}

function guessedRoleOf(column: Column, facts: ColumnFacts): ColumnRole {
  const { numDifferent, frequent } = facts;
  const namesParts = frequent.length === numDifferent && frequent.every(({ cell }) => partOfName(cell));
  if (numDifferent > 1 && namesParts) return 'split';
  const guesses = columnKinds.map(([role, kind]) => ({ role, reason: kind.reasonFor(column, facts) }));
  return guesses.reduce<{ role: ColumnRole; reason: number }>(
    (best, guess) => (guess.reason > best.reason ? guess : best),
    { role: 'ignored', reason: kindReasons.none },
  ).role;
}

const NUM_MEDIAN_SAMPLES = 2000;

function numberSummaryOf(values: Float64Array): NumberSummary | null {
  const span = minAndMax(values);
  if (span === null) return null;
  const [min, max] = span;
  const stride = Math.ceil(values.length / NUM_MEDIAN_SAMPLES);
  const sorted = values.filter((value, row) => row % stride === 0 && !Number.isNaN(value)).sort();
  const middle = sorted[sorted.length >> 1] ?? min;
  return { max, median: middle < max ? middle : (sorted.findLast((value) => value < max) ?? min) };
}

const TARGET_NAME_PATTERN =
  /^(y\d*|target|label|class|outcome|click|clicked|conversion|churn|survived|default)$/i;

/** One task per existing column of `targetNames`; without names, at most one. */
export function guessTableSetup(
  table: Table,
  summaries = summariesOf(table),
  targetNames: readonly string[] = [],
): TableSetup {
  const columns = summaries.map((summary) => ({ name: summary.name, role: summary.role, summary }));
  const candidates = columns.filter(isPossibleTarget);
  const guessed = candidates.find(({ name }) => TARGET_NAME_PATTERN.test(name)) ?? candidates.at(-1);
  const named = targetNames.flatMap((wanted) => columns.find(({ name }) => name === wanted) ?? []);
  const targets = targetNames.length > 0 ? named : [guessed];
  return {
    ...readFields(tableFields, {
      ...table.form,
      ...heldOutShares(table),
      fileName: table.fileName,
      hash: table.hash,
    }),
    columns: columns.map((column) => ({
      name: column.name,
      role: targets.includes(column) ? 'target' : column.role,
    })),
    targets: targets.map((target) => (target === undefined ? null : proposedTargetOf(target))),
  };
}

// Large files hold out fewer rows, since every evaluation goes through all of them.
function heldOutShares({ numRows }: Table): Partial<Pick<TableSetup, 'validationShare' | 'testShare'>> {
  if (numRows <= tableLimits.usualRows) return {};
  const share = tableLimits.heldOutRows / numRows;
  return { validationShare: share, testShare: share };
}
