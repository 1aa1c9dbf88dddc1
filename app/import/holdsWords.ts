/** A column in a few words. */
import type { ColumnSummary } from '../../src/import/summary.ts';
import { text } from '../../src/text/text.ts';

const words = text.ownData.columns;

const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumSignificantDigits: 2 });
const number = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

export const formatNumber = (value: number): string => number.format(value).replace('-', '−');
export const formatShare = (share: number): string => percent.format(share).replace('%', '\u202f%');

/** "16 to 90 · 8 % blank". */
export function holdsWords(summary: ColumnSummary): string {
  const { numBlank, numRows } = summary;
  const blank = numBlank === 0 ? [] : [words.numBlank(formatShare(numBlank / numRows))];
  return [whatItHolds(summary), ...blank].join(' · ');
}

function whatItHolds({ range, numDifferent, numBlank, numRows }: ColumnSummary): string {
  if (numDifferent === 0) return numBlank === numRows ? words.nothing : words.tooManyTexts;
  if (range === null) return words.texts(numDifferent);
  const [min, max] = [formatNumber(range.min), formatNumber(range.max)];
  return min === max ? words.oneNumber(min) : words.numbers(min, max);
}
