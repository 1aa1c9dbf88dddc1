/** Columns of dates, which are known for what they are, so that nobody takes them for names. */
import type { Column } from './table.ts';

/** 2024-03-31, also with a time behind it; 3/31/2024, 31.3.24 and the like; 20240331 is a number. */
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4}))(?:[ T]\d{1,2}:\d{2}.*)?$/;

/** Different texts that are looked at. */
const MAX_LOOKED_AT = 200;

/** True of a column of texts that are dates, but for one in ten. */
export function holdsDates(column: Column): boolean {
  if (column.kind !== 'text' || column.categories.length === 0) return false;
  const looked = column.categories.slice(0, MAX_LOOKED_AT);
  return looked.filter((cell) => DATE.test(cell)).length >= 0.9 * looked.length;
}
