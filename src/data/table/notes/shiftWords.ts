/** Writes differences between the parts of a split as a few sentences. */
import { formatNumber, formatShare } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import { shownTime } from '../dates.ts';
import type { DataShifts } from './shift.ts';

const words = text.shift;

const MAX_COLUMNS = 3;

export function shiftSentences(
  { cuts, labels, columns }: DataShifts,
  taskNames: readonly string[],
): readonly string[] {
  const named = columns.slice(0, MAX_COLUMNS).map(({ column, index }) => words.column(column, index));
  return [
    ...(cuts === null
      ? []
      : [words.cuts(cuts.column, shownTime(cuts.validationFrom), shownTime(cuts.testFrom))]),
    ...labels.flatMap((label, task) => {
      if (label === null) return [];
      const { means, isBinary, isShifted } = label;
      const shown = [means.train, means.validation, means.test].map(isBinary ? formatShare : formatNumber);
      const name = taskNames[task] ?? '';
      return [isBinary ? words.answers(name, shown, isShifted) : words.numbers(name, shown, isShifted)];
    }),
    named.length === 0 ? words.none : words.columns(named, columns.length - named.length),
  ];
}
