/** Tested comparisons of models: each pair beside the gain of that pair. */
import type { Comparison } from '../../src/teach/article/conditions.ts';
import { formatCount, formatGain } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';

const words = text.article.comparisons;
const names = text.models.label;

/** All gains lie above 0, where the axis begins. */
export function ComparisonsPicture({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const limit = Math.max(...comparisons.map(({ gain }) => gain.high));
  const at = (share: number) => `${(100 * Math.max(0, share)) / limit}%`;
  return (
    <table data-comparisons>
      <tbody>
        {comparisons.map(({ better, than, labels: [fewest, most], gain: { mean, low, high } }) => (
          <tr key={`${better} ${than}`}>
            <th scope="row">
              {words.pair(names[better], names[than])}
              <br />
              <span className="note">{words.labels(formatCount(fewest), formatCount(most))}</span>
            </th>
            <td>
              <svg width="100%" height="12" aria-hidden="true">
                <path d="M0.5 0V12" stroke="var(--line-strong)" />
                <rect
                  x={at(low)}
                  y="4"
                  width={at(high - low)}
                  height="4"
                  fill="var(--accent)"
                  opacity="0.4"
                />
                <circle cx={at(mean)} cy="6" r="4" fill="var(--accent)" />
              </svg>
              {`${formatGain(mean)} (${text.answer.interval(low, high)})`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
