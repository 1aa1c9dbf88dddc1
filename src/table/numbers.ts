/** Columns read as numbers, also those with a few cells that are none: "None", "-", "inf" and the like count as blank there. */
import { numberIn } from './columnBuilder.ts';
import { BLANK, type Column, UNTOLD } from './table.ts';

/** `[N]`; NaN: blank, or no number. */
export function numbersOf(column: Column): Float64Array {
  if (column.kind === 'number') return column.values;
  const ofCategories = column.categories.map(numberOfCategory);
  return Float64Array.from(column.codes, (code) => ofCategories[code] ?? Number.NaN);
}

/** Tables write numbers with a point. */
const numberOfCategory = (category: string): number => numberIn(category, 'comma');

/** How many cells of a column are numbers, how many are anything else that is not blank, and the first of those. */
export function countNumbers(column: Column): {
  readonly numNumbers: number;
  readonly numOthers: number;
  readonly firstOther: string | null;
} {
  if (column.kind === 'number')
    return {
      numNumbers: column.values.filter((value) => !Number.isNaN(value)).length,
      numOthers: 0,
      firstOther: null,
    };
  const isNumber = column.categories.map((category) => !Number.isNaN(numberOfCategory(category)));
  let [numNumbers, numOthers] = [0, 0];
  for (const code of column.codes) {
    if (isNumber[code] === true) numNumbers++;
    else if (code !== BLANK) numOthers++;
  }
  const firstOther = column.categories.find((_, code) => isNumber[code] === false) ?? null;
  return { numNumbers, numOthers, firstOther: column.codes.includes(UNTOLD) ? null : firstOther };
}

/** True of a column that is one of numbers but for a cell in ten at most. */
export const isMostlyNumbers = ({ numNumbers, numOthers }: ReturnType<typeof countNumbers>): boolean =>
  numNumbers >= 9 * numOthers && numNumbers > 0;
