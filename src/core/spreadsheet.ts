/** Tables as text for spreadsheets, which must not execute names that strangers wrote, and as records. */
export type CsvRow = readonly (string | number)[];

/** Comma-separated (RFC 4180). */
export const csvOf = (rows: readonly CsvRow[], lineEnd = '\r\n'): string => delimitedText(rows, ',', lineEnd);

export const tsvOf = (rows: readonly CsvRow[]): string => delimitedText(rows, '\t', '\n');

/** Rows as JSON objects; cells that are NaN become null, since JSON has no NaN. */
type SpreadsheetRecords = readonly Readonly<Record<string, string | number | null>>[];

/** One record per row after the header, each beginning with `about`; repeated names are numbered. */
export function recordsOf(
  [header = [], ...rows]: readonly CsvRow[],
  about: Readonly<Record<string, string>>,
): SpreadsheetRecords {
  const names = uniqueNames([...Object.keys(about), ...header.map(String)]);
  const shared = Object.values(about);
  return rows.map((row) =>
    Object.fromEntries([...shared, ...row].map((cell, at) => [names[at], jsonCell(cell)])),
  );
}

const jsonCell = (cell: string | number): string | number | null =>
  typeof cell === 'number' ? (Number.isFinite(cell) ? cell : null) : cell === '' ? null : cell;

/** "loss", "loss 2": tasks may have any names. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name} ${count}`;
    taken.add(free);
    return free;
  });
}

const delimitedText = (rows: readonly CsvRow[], separator: string, lineEnd: string): string =>
  rows.map((row) => row.map((cell) => delimitedCell(cell, separator)).join(separator) + lineEnd).join('');

/** Empty for NaN and infinities. */
function delimitedCell(cell: string | number, separator: string): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const defused = cell.replace(INNER_FORMULA, "$1'");
  const safe = FORMULA_START.test(cell) && !AMOUNT_PATTERN.test(cell) ? `'${defused}` : defused;
  const isPlain = !/["\n\r\t;]/.test(safe) && !safe.includes(separator);
  return isPlain ? safe : `"${safe.replaceAll('"', '""')}"`;
}

// Formula beginnings, also with wide signs or after a byte order mark.
const FORMULA_START = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

// Spreadsheets that use decimal commas split at `;`, even inside quotes, so formulas after these characters
// are escaped too.
const INNER_FORMULA = /([;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])/g;

// A number as the page writes it; true minus sign unless first.
const PRINTED_NUMBER_PATTERN = String.raw`\d[\d.,]*(?:e[+\-−]?\d+)?(?:\s?%)?`;

// `+2.1 %`, `-1 to +3`: numbers and intervals, which calculate nothing.
const AMOUNT_PATTERN = new RegExp(
  `^[+-]${PRINTED_NUMBER_PATTERN}(?:\\s?(?:to|至)\\s?[+\\-−]?${PRINTED_NUMBER_PATTERN})?$`,
);
