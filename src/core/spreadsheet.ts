/**
 * Tables as text for spreadsheets, to save or to paste. Names in them come from links that anybody may have written, so a cell
 * that a spreadsheet would run is defused. Knows nothing of what the tables say.
 */
type Row = readonly (string | number)[];

/** Comma-separated (RFC 4180). */
export const csvOf = (rows: readonly Row[], lineEnd = '\r\n'): string => textOf(rows, ',', lineEnd);

/** Tab-separated, as spreadsheets put it on the clipboard. */
export const tabbedOf = (rows: readonly Row[]): string => textOf(rows, '\t', '\n');

const textOf = (rows: readonly Row[], separator: string, lineEnd: string): string =>
  rows.map((row) => row.map((cell) => cellOf(cell, separator)).join(separator) + lineEnd).join('');

/** Empty for a number that is none. Quoted where it would be taken for more than one cell. */
function cellOf(cell: string | number, separator: string): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) && !AMOUNT.test(cell) ? `'${cell}` : cell;
  const isPlain = !/["\n\r]/.test(safe) && !safe.includes(separator);
  return isPlain ? safe : `"${safe.replaceAll('"', '""')}"`;
}

/** What spreadsheets take for a formula; some also when it begins with a wide sign. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** `+2.1 %`, `-1 to +3`: begins with a number, calls no function and reaches for no other program or file. */
const AMOUNT = /^[+-]\d[^(|!]*$/;
