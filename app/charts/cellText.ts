/** One cell of a heat map in words. */
import { chartText } from '../../src/index.ts';
import { formatWeight } from './format.ts';
import { type GateCell, valueOfCell } from './gateMatrix.ts';

/** Both weights, their sum and the spread, or why there is nothing: "0.42 = gate 0.40 + native 0.02, varies by ...". */
export function cellText(cell: GateCell): string {
  const sum = valueOfCell(cell, 'sum');
  if (sum === null) return chartText.notConnected;
  if (Number.isNaN(sum)) return chartText.cellUnknown;
  const weights = weightsText(cell, sum);
  if (!Number.isFinite(cell.spread)) return weights;
  return `${weights}, ${chartText.cellSpread(formatWeight(cell.spread))}`;
}

function weightsText({ gate, native, fixed }: GateCell, sum: number): string {
  const nativeValue = formatWeight(native ?? 0);
  const nativeText = fixed ? chartText.fixedValue(nativeValue) : nativeValue;
  if (native === null) return chartText.cellGate(formatWeight(gate ?? 0));
  if (gate === null) return chartText.cellNative(nativeText);
  return chartText.cellBoth(formatWeight(sum), formatWeight(gate), nativeText);
}
