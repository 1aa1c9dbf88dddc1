/** Copies one turn's rows and rates, see `stepInputs.ts`; `numRows` and `numRates` are per turn. */
import { bytes } from '../wasm/simd.as';

export function stepInputs(
  turn: usize,
  rows: usize,
  rates: usize,
  turnRows: usize,
  turnRates: usize,
  nextTurn: usize,
  numRows: i32,
  numRates: i32,
): void {
  const current = load<i32>(turn);
  memory.copy(turnRows, rows + bytes(current * numRows), bytes(numRows));
  memory.copy(turnRates, rates + bytes(current * numRates), bytes(numRates));
  store<i32>(nextTurn, current + 1);
}
