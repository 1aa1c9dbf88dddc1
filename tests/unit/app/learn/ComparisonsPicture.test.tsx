/** The article's picture of comparisons: the names of a pair stand beside the gain of that pair. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ComparisonsPicture } from '../../../../app/learn/ComparisonsPicture.tsx';
import { evidence } from '../../../../app/learn/evidence.ts';
import { formatGain } from '../../../../src/text/format.ts';
import { text } from '../../../../src/text/text.ts';

const { comparisons } = evidence.conditions;
const names = text.models.label;

const rowsOf = (shown: typeof comparisons) =>
  renderToStaticMarkup(<ComparisonsPicture comparisons={shown} />)
    .split('<tr>')
    .slice(1);

it.each([comparisons, comparisons.toReversed()])(
  'has a row per pair, with its gain and interval',
  (...shown) => {
    const rows = rowsOf(shown);
    expect(rows).toHaveLength(shown.length);
    for (const [index, { better, than, gain }] of shown.entries()) {
      expect(rows[index]).toContain(text.article.comparisons.pair(names[better], names[than]));
      expect(rows[index]).toContain(
        `${formatGain(gain.mean)} (${text.answer.interval(gain.low, gain.high)})`,
      );
    }
  },
);

it('has a gain of its own for every pair, so that none can stand in for another', () => {
  expect(new Set(comparisons.map(({ better, than }) => `${better} ${than}`)).size).toBe(comparisons.length);
  expect(new Set(comparisons.map(({ gain }) => formatGain(gain.mean))).size).toBe(comparisons.length);
});
