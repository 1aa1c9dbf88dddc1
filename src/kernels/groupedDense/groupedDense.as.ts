/** Grouped dense layer, and its gradient with respect to the input. Shapes are named as in `groupedDense.ts`. */
import { packPanels, packTransposed, panelRow } from '../wasm/panels.as';
import { product } from '../wasm/product.as';
import { bytes, upTo8 } from '../wasm/simd.as';

/** `reads`: `[E]`, int32. `scratch`: `(I + 1) upTo8(D)` floats. */
export function groupedDense(
  x: usize,
  affine: usize,
  y: usize,
  reads: usize,
  numReplicas: i32,
  numStreams: i32,
  numGroups: i32,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  relu: i32,
  scratch: usize,
): void {
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  const panel = panelRow * <usize>(inputDim + 1);
  const bias = scratch + panelRow * <usize>inputDim;
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let group = 0; group < numGroups; group++) {
      const stream = load<i32>(reads + bytes(group));
      const source = x + <usize>stream * bytes(numRows * inputDim);
      packPanels(affine, scratch, panel, inputDim + 1, outputDim);
      product(
        source, bytes(inputDim),
        scratch, panel, inputDim,
        bias, panel, 0,
        y, bytes(outputDim), numRows, outputDim, floor,
      );
      affine += bytes((inputDim + 1) * outputDim);
      y += bytes(numRows * outputDim);
    }
    x += <usize>numStreams * bytes(numRows * inputDim);
  }
}

/** `y`: null without ReLU. `scratch`: `8 + D upTo8(I)` floats, and `B D` more with ReLU. */
export function groupedDenseGradInput(
  dy: usize,
  y: usize,
  affine: usize,
  dx: usize,
  reads: usize,
  numReplicas: i32,
  numStreams: i32,
  numGroups: i32,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const zeros = scratch;
  const transposed = zeros + panelRow;
  const masked = transposed + bytes(outputDim * upTo8(inputDim));
  const ofGroup = bytes(numRows * outputDim);
  const ofAffine = bytes((inputDim + 1) * outputDim);
  memory.fill(zeros, 0, panelRow);
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let stream = 0; stream < numStreams; stream++) {
      let isFirst = true;
      for (let group = 0; group < numGroups; group++) {
        if (load<i32>(reads + bytes(group)) != stream) continue;
        let dz = dy + <usize>group * ofGroup;
        if (y) {
          maskRows(dz, y + <usize>group * ofGroup, masked, numRows * outputDim);
          dz = masked;
        }
        packTransposed(affine + <usize>group * ofAffine, transposed, inputDim, outputDim);
        product(
          dz, bytes(outputDim),
          transposed, panelRow * <usize>outputDim, outputDim,
          isFirst ? zeros : dx, isFirst ? 0 : panelRow, isFirst ? 0 : bytes(inputDim),
          dx, bytes(inputDim), numRows, inputDim, f32x4.splat(-Infinity),
        );
        isFirst = false;
      }
      if (isFirst) memory.fill(dx, 0, bytes(numRows * inputDim));
      dx += bytes(numRows * inputDim);
    }
    dy += <usize>numGroups * ofGroup;
    if (y) y += <usize>numGroups * ofGroup;
    affine += <usize>numGroups * ofAffine;
  }
}

/** `dz = dy where y > 0`, `count` floats. */
export function maskRows(dy: usize, y: usize, dz: usize, count: i32): void {
  // Four vectors with one reckoning of where they lie.
  for (; count >= 16; count -= 16) {
    v128.store(dz, v128.and(v128.load(dy), f32x4.gt(v128.load(y), f32x4.splat(0))));
    v128.store(dz, v128.and(v128.load(dy, 16), f32x4.gt(v128.load(y, 16), f32x4.splat(0))), 16);
    v128.store(dz, v128.and(v128.load(dy, 32), f32x4.gt(v128.load(y, 32), f32x4.splat(0))), 32);
    v128.store(dz, v128.and(v128.load(dy, 48), f32x4.gt(v128.load(y, 48), f32x4.splat(0))), 48);
    dy += 64;
    y += 64;
    dz += 64;
  }
  for (; count > 0; count--) {
    store<f32>(dz, load<f32>(y) > 0 ? load<f32>(dy) : 0);
    dy += 4;
    y += 4;
    dz += 4;
  }
}
