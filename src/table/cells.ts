/** What the text of one cell stands for. */
import { tableLimits } from '../schema/limits.ts';
import type { Delimiter } from './table.ts';

/** Ways to write that there is nothing; `?` is that of the data sets of UCI. */
const BLANKS: ReadonlySet<string> = new Set(['', '?', 'na', 'n/a', 'nan', 'null']);

/** No leading zeros: those stand in codes, which are no numbers. */
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NUMBER_WITH_COMMA = /^[+-]?(?:0|[1-9]\d*),\d+$/;

/** A cell without the spaces around it, cut to what is looked at. */
export function cleanCell(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > tableLimits.cellLength ? trimmed.slice(0, tableLimits.cellLength) : trimmed;
}

/** Whether a clean cell holds nothing. */
export const isBlank = (cell: string): boolean => cell.length <= 4 && BLANKS.has(cell.toLowerCase());

/** The finite number that a clean cell is; NaN: it is none. Where commas separate no cells, one may stand before decimals. */
export function numberIn(cell: string, delimiter: Delimiter): number {
  const isNumber = NUMBER.test(cell);
  if (!isNumber && (delimiter === 'comma' || !NUMBER_WITH_COMMA.test(cell))) return Number.NaN;
  const value = Number(isNumber ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}
