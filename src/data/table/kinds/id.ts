/** Columns of ids: each frequent one has a learned vector, and a row stores the index of its vector. */
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { isRowCounter } from '../numbers.ts';
import { BLANK_CODE, categoriesOf } from '../table.ts';
import { frequentCategories, indicesAmong } from './categories.ts';
import {
  type ColumnKind,
  type EncodedPart,
  kindReasons,
  MAX_CATEGORY_VALUES,
  randomCellOf,
  UNKNOWN_CELLS,
} from './kind.ts';

export interface EncodedId extends EncodedPart {
  readonly kind: 'id';
  /** Ids that have the vectors from index 1 on, the most frequent first. */
  readonly values: readonly string[];
  readonly dim: number;
}

const ID_NAME_PATTERN = /(?:^|[_ .-])id$|[a-z]I[dD]$/;

// With more different cells per row, a column names rows rather than kinds of rows; the second limit is for columns called an id.
const [SHARE_OF_NAMES, SHARE_OF_IDS] = [0.5, 0.9];

export const idKind: ColumnKind<EncodedId> = {
  reasonFor: (column, { name, numDifferent, numRows }) => {
    const isCalledId = ID_NAME_PATTERN.test(name) && !isRowCounter(column);
    const namesRows = numDifferent > (isCalledId ? SHARE_OF_IDS : SHARE_OF_NAMES) * numRows;
    if (namesRows || numDifferent <= MAX_CATEGORY_VALUES) return kindReasons.none;
    if (isCalledId) return kindReasons.name;
    const hasTooMany = column.kind === 'text' && numDifferent > tableLimits.categoriesEncoded;
    return hasTooMany ? kindReasons.leftOver : kindReasons.none;
  },
  // Encodes even constant id columns, since a set-up lists sizes in the order of these columns.
  encode: ({ name, column }, { train }, { minIdRows, embeddingDim }) => {
    const cells = categoriesOf(column);
    const kept = frequentCategories(cells, train, minIdRows, tableLimits.idValues - 1);
    return [
      { kind: 'id', name, values: kept.map((code) => cells.categories[code] ?? ''), dim: embeddingDim },
    ];
  },
  numPlaces: () => 1,
  writer: ({ values }, column) => {
    const { codes, categories } = categoriesOf(column);
    const placeOfCode = indicesAmong(categories, values, -1);
    return (rows, write) => {
      for (let i = 0; i < rows.length; i++)
        write(i, 0, 1 + (placeOfCode[codes[rows[i] ?? -1] ?? BLANK_CODE] ?? -1));
    };
  },
  vectorsOf: ({ values, dim }) => ({ values, dim }),
  typical: ({ values }) => Math.min(1, values.length),
  notesOn: ({ name, column, setup }, { values }) => [
    text.tableFile.problems.vectors(
      name,
      categoriesOf(column).categories.length,
      values.length,
      setup.minIdRows,
    ),
  ],
  drawCell:
    ({ values }) =>
    (stream) =>
      randomCellOf(stream.uniform() < 0.8 ? values : UNKNOWN_CELLS, stream),
  exported: ({ name }) => ({ call: 'Id', given: [[null, name]] }),
  templateFact: 'hasIds',
};
