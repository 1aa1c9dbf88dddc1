/** Whether the rows of another file fit a network that was trained on a file, and the scale of what it predicts for them. */
import { exp, expm1 } from '../../core/math.ts';
import { text } from '../../text/text.ts';
import type { TableEncoding } from './encode.ts';
import type { LabelScale } from './labels.ts';
import { countNumbers } from './numbers.ts';
import { type CsvForm, hasTooManyTexts, type ReadingForm, type Table } from './table.ts';
import { columnOfName, type TableSetup, treatmentOf } from './tableSetup.ts';

const words = text.predict;

/** Even one row, and never a sample of them. */
export function newRowsForm({ maxRows: _, ...form }: CsvForm): ReadingForm {
  return { ...form, minRows: 1 };
}

/** Names what is missing, foreign or unreadable, as exported programs do. */
export function problemsOfNewRows(
  { columns }: TableEncoding,
  setup: TableSetup,
  rows: Table,
): readonly string[] {
  const known = setup.columns.map(({ name }) => name);
  const given = rows.columns.map(({ name }, place) => (setup.hasHeader ? name : (known[place] ?? name)));
  const missing = [...new Set(columns.map(({ name }) => name))].filter((name) => !given.includes(name));
  const foreign = given.filter((name) => !known.includes(name));
  return [
    ...(rows.numRows < rows.numRowsInFile ? [words.tooLarge] : []),
    ...(missing.length > 0 ? [words.missing(missing, given)] : []),
    ...(foreign.length > 0 ? [words.foreign(foreign)] : []),
    ...columns.flatMap((encoded) => {
      const column = columnOfName(rows, setup, encoded.name);
      if (column === undefined || encoded.kind === 'date') return [];
      if (hasTooManyTexts(column)) return [words.tooLarge];
      const { firstOther } = countNumbers(column);
      const isOdd = encoded.kind === 'number' && encoded.hasTexts !== true && firstOther !== null;
      return isOdd ? [words.noNumber(encoded.name, firstOther)] : [];
    }),
  ];
}

/** Turns an output of the task's tower into a probability, or a number as the file has it. */
export function predictionOf(setup: TableSetup, task: number, scale: LabelScale | null) {
  const isLog = treatmentOf(setup, setup.targets[task]?.column ?? '').form === 'log';
  return (logit: number): number => {
    if (scale === null) return 1 / (1 + exp(-logit));
    const value = scale.mean + scale.deviation * logit;
    return isLog ? Math.sign(value) * expm1(Math.abs(value)) : value;
  };
}
