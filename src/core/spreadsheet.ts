/**
 * Tables as text for spreadsheets, to save or to paste, and as records for programs. Names in them come from links that anybody
 * may have written, so a cell that a spreadsheet would run is defused; records keep them as they are. Knows nothing of what the
 * tables say.
 */
/** A line of a table. */
export type CsvRow = readonly (string | number)[];

/** Comma-separated (RFC 4180). */
export const csvOf = (rows: readonly CsvRow[], lineEnd = '\r\n'): string => textOf(rows, ',', lineEnd);

/** Tab-separated, as spreadsheets put it on the clipboard. */
export const tabbedOf = (rows: readonly CsvRow[]): string => textOf(rows, '\t', '\n');

/** Rows by the names of their columns; JSON has no NaN. */
type Records = readonly Readonly<Record<string, string | number | null>>[];

/** A record per row after the header, each with all of `about` before its columns. Columns of one name are numbered. */
export function recordsOf(
  [header = [], ...rows]: readonly CsvRow[],
  about: Readonly<Record<string, string>>,
): Records {
  const names = uniqueNames([...Object.keys(about), ...header.map(String)]);
  const shared = Object.values(about);
  return rows.map((row) =>
    Object.fromEntries([...shared, ...row].map((cell, at) => [names[at], recordedCell(cell)])),
  );
}

const recordedCell = (cell: string | number): string | number | null =>
  typeof cell === 'number' ? (Number.isFinite(cell) ? cell : null) : cell === '' ? null : cell;

/** "loss", "loss 2"; tasks may be called as they like. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name} ${count}`;
    taken.add(free);
    return free;
  });
}

const textOf = (rows: readonly CsvRow[], separator: string, lineEnd: string): string =>
  rows.map((row) => row.map((cell) => cellOf(cell, separator)).join(separator) + lineEnd).join('');

/** Empty for a number that is none. Quoted where it would be taken for more than one cell. */
function cellOf(cell: string | number, separator: string): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const defused = cell.replace(LATER_FORMULA, "$1'");
  const safe = FORMULA.test(cell) && !AMOUNT.test(cell) ? `'${defused}` : defused;
  const isPlain = !/["\n\r\t;]/.test(safe) && !safe.includes(separator);
  return isPlain ? safe : `"${safe.replaceAll('"', '""')}"`;
}

/** The beginnings that spreadsheets take for a formula; some also when it begins with a wide sign, or after a byte order mark. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * A sign where another program ends the cell, before what it would take for a formula: where commas are decimal, spreadsheets read `;`, and
 * quotes within a line keep no cell together there.
 */
const LATER_FORMULA = /([;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])/g;

/** A number as the page writes it, a true minus sign for one that is not the first. */
const NUMBER = String.raw`\d[\d.,]*(?:e[+\-−]?\d+)?(?:\s?%)?`;

/** `+2.1 %`, `-1 to +3`: a number, or an interval; nothing that calculates with it. */
const AMOUNT = new RegExp(`^[+-]${NUMBER}(?:\\s?(?:to|至)\\s?[+\\-−]?${NUMBER})?$`);
