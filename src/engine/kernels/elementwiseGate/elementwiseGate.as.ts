/** Elementwise gates and their gradients, see `elementwiseGate.ts`. */
import { bytes, loadLow, sigmoid, storeLow } from '../wasm/simd.as';

export function elementwiseGate(h: usize, z: usize, y: usize, count: i32): void {
  for (; count > 0; count -= 4, h += 16, z += 16, y += 16) {
    const width = min(count, 4);
    const share = sigmoid(loadLow(z, width));
    storeLow(y, f32x4.mul(loadLow(h, width), f32x4.add(share, share)), width);
  }
}

export function elementwiseGateGrad(dy: usize, h: usize, z: usize, dz: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (; count > 0; count -= 4, dy += 16, h += 16, z += 16, dz += 16) {
    const width = min(count, 4);
    const share = sigmoid(loadLow(z, width));
    const slope = f32x4.mul(f32x4.add(share, share), f32x4.sub(one, share));
    storeLow(dz, f32x4.mul(f32x4.mul(loadLow(dy, width), loadLow(h, width)), slope), width);
  }
}

export function elementwiseGateInput(
  input: usize,
  x: usize,
  both: usize,
  numRows: i32,
  inputDim: i32,
  numPriors: i32,
): void {
  for (; numRows > 0; numRows--) {
    memory.copy(both, input + bytes(inputDim - numPriors), bytes(numPriors));
    both += bytes(numPriors);
    memory.copy(both, x, bytes(inputDim));
    both += bytes(inputDim);
    input += bytes(inputDim);
    x += bytes(inputDim);
  }
}

/** `dBoth`: gradient of the joined rows, `[B, P+I]`; each row has `numColumns` values. */
export function elementwiseGateInputGrad(
  dBoth: usize,
  dInput: usize,
  numRows: i32,
  numColumns: i32,
  numPriors: i32,
): void {
  const before = bytes(numColumns - 2 * numPriors);
  for (; numRows > 0; numRows--) {
    memory.fill(dInput, 0, before);
    memory.copy(dInput + before, dBoth, bytes(numPriors));
    dBoth += bytes(numColumns);
    dInput += before + bytes(numPriors);
  }
}
