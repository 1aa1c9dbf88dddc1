/** Comma-separated text as spreadsheets read it (RFC 4180). */
import type { CsvRow } from './props.ts';

/** A spreadsheet would run these as a formula; names come from links, so they are defused with an apostrophe. */
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(cell: string | number): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: readonly CsvRow[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}
