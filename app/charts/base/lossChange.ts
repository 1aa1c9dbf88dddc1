/** A comparison's words for a loss. In a file of its own, so that the first view need not download these words. */
import { formatPercent } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';

/** A gain as what it does to the loss of the reference: "loss −1.4 %". */
export function formatLossChange(gain: number, amountOf = formatPercent): string {
  const { lower, higher, noDifference } = text.verdict;
  if (gain === 0) return noDifference;
  return (gain < 0 ? higher : lower)(amountOf(Math.abs(gain)));
}
