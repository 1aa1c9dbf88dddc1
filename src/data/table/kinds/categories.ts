/** Columns of categories: an input for each that is frequent, and one for all other cells if there are any. */
import { compareCodeUnits } from '../../../core/lists.ts';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { cellOfCategory } from '../numbers.ts';
import { BLANK_CODE, type ColumnCategories, categoriesOf } from '../table.ts';
import { type ColumnKind, type EncodedPart, kindReasons, randomCellOf, UNKNOWN_CELLS } from './kind.ts';

export interface EncodedCategories extends EncodedPart {
  readonly kind: 'categories';
  readonly categories: readonly string[];
  readonly hasOthers: boolean;
}

// Rarer categories share one input.
const minRowsOfCategory = (numTrainRows: number): number => Math.min(10, Math.ceil(numTrainRows / 1000));

export const categoriesKind: ColumnKind<EncodedCategories> = {
  reasonFor: (column, { numDifferent, numBlank }) => {
    const differs = numDifferent > 1 || (numDifferent === 1 && numBlank > 0);
    const isOne = column.kind === 'text' && differs && numDifferent <= tableLimits.categoriesEncoded;
    return isOne ? kindReasons.storage : kindReasons.none;
  },
  encode: ({ name, column }, { train, validation, test }) => {
    const cells = categoriesOf(column);
    const kept = frequentCategories(
      cells,
      train,
      minRowsOfCategory(train.length),
      tableLimits.categoriesEncoded,
    );
    const isKept = new Set(kept);
    const isOther = (row: number) => !isKept.has(cells.codes[row] ?? BLANK_CODE);
    const hasOthers = [train, validation, test].some((rows) => rows.some(isOther));
    const names = kept.map((code) => cells.categories[code] ?? '');
    const isConstant = names.length + Number(hasOthers) < 2;
    return isConstant ? [] : [{ kind: 'categories', name, categories: names, hasOthers }];
  },
  numPlaces: numCategoryInputs,
  writer: (encoded, column) => {
    const { codes, categories: names } = categoriesOf(column);
    const placeOfCode = indicesAmong(names, encoded.categories, encoded.categories.length);
    const numPlaces = numCategoryInputs(encoded);
    return (rows, write) => {
      for (let i = 0; i < rows.length; i++) {
        const place = placeOfCode[codes[rows[i] ?? -1] ?? BLANK_CODE] ?? encoded.categories.length;
        // Skips categories of another file that have no input here.
        if (place < numPlaces) write(i, place, 1);
      }
    };
  },
  notesOn: ({ name, column }, { categories: { length } }) => {
    const numTexts = categoriesOf(column).categories.length;
    return numTexts > length ? [text.tableFile.problems.manyCategories(name, numTexts, length)] : [];
  },
  drawCell: (encoded) => (stream) =>
    stream.uniform() < 0.8
      ? ` ${randomCellOf(encoded.categories, stream)}`
      : randomCellOf(UNKNOWN_CELLS, stream),
  exported: ({ name, categories: names, hasOthers }) => ({
    call: 'Categories',
    given: [
      [null, name],
      [null, names.map(cellOfCategory)],
      ...(hasOthers ? ([['has_others', true]] as const) : []),
    ],
  }),
};

function numCategoryInputs({ categories: { length }, hasOthers }: EncodedCategories): number {
  return length + Number(hasOthers);
}

export function indicesAmong(names: readonly string[], wanted: readonly string[], other: number): Int32Array {
  const places = new Map(wanted.map((name, place) => [name, place]));
  return Int32Array.from(names, (name) => places.get(name) ?? other);
}

/** Codes of at most `most` categories with at least `least` rows, the most frequent first. */
export function frequentCategories(
  { categories: names, codes }: ColumnCategories,
  rows: Int32Array,
  least: number,
  most: number,
): readonly number[] {
  const counts = new Int32Array(names.length);
  for (const row of rows) {
    const code = codes[row] ?? BLANK_CODE;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  return Array.from(names.keys())
    .filter((code) => (counts[code] ?? 0) >= least)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || compareCodeUnits(names[a] ?? '', names[b] ?? ''))
    .slice(0, most);
}
