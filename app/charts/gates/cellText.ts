/** One cell of a heat map in words. */

import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type GateCell, valueOfCell } from './gateMatrix.ts';

/**
 * The weights a cell is made of and how they differ between replicas and rows, or why there is nothing:
 * "0.42 = gate 0.40 + native 0.02; sum from 0.38 to 0.47 in 5 repetitions; ...".
 */
export function cellText(cell: GateCell, reading: WeightReading): string {
  const sum = valueOfCell(cell, 'sum');
  if (sum === null) return text.charts.notConnected;
  if (Number.isNaN(sum)) return text.charts.cellUnknown;
  return [
    ...(reading === 'contribution' ? [contributionText(cell)] : []),
    weightsText(cell, sum),
    ...rangeText(cell, reading),
    ...(Number.isFinite(cell.gateStd) ? [text.charts.cellStd(formatWeight(cell.gateStd))] : []),
  ].join('; ');
}

function contributionText(cell: GateCell): string {
  return text.charts.cellContribution(formatWeight(valueOfCell(cell, 'contribution') ?? Number.NaN));
}

function weightsText(cell: GateCell, sum: number): string {
  const [gate, native] = [valueOfCell(cell, 'gate'), valueOfCell(cell, 'native')];
  const nativeValue = formatWeight(native ?? 0);
  const nativeText = cell.fixed ? text.charts.fixedValue(nativeValue) : nativeValue;
  if (native === null) return text.charts.cellGate(formatWeight(gate ?? 0));
  if (gate === null) return text.charts.cellNative(nativeText);
  return text.charts.cellBoth(formatWeight(sum), formatWeight(gate), nativeText);
}

/** Nothing for one replica, or where all must have the same. */
function rangeText(cell: GateCell, reading: WeightReading): readonly string[] {
  const weight = cell.weights[reading];
  if (weight === null || weight.n < 2 || (reading === 'native' && cell.fixed)) return [];
  const { low, high, n } = weight;
  return [text.charts.cellRange(text.charts.readingShort[reading], formatWeight(low), formatWeight(high), n)];
}

/** "0.38–0.47", or nothing when there is no more than one value. */
export function cellRangeOf(cell: GateCell, reading: WeightReading): string | null {
  const weight = cell.weights[reading];
  if (weight === null || weight.n < 2 || !Number.isFinite(weight.low)) return null;
  return text.charts.range(formatWeight(weight.low), formatWeight(weight.high));
}
