/** Reads many tensors from the device as one: a GPU readback costs milliseconds however small it is. */

import { concat, reshape, type Tensor, tidy } from '../tf/tf.ts';

/**
 * Values of every tensor `compute` returns, in order. Everything computed is freed; `compute` runs inside `tidy`, so
 * tensors that live elsewhere may be returned too.
 */
export async function readTogether(compute: () => readonly Tensor[]): Promise<Float32Array[]> {
  let sizes: number[] = [];
  const flat = tidy(() => {
    const tensors = compute();
    sizes = tensors.map((tensor) => tensor.size);
    // A copy even of a single tensor, so that disposing it frees nothing of the caller's.
    return concat(tensors.map((tensor) => reshape(tensor, [-1])));
  });
  const values = await flat.data();
  flat.dispose();
  let offset = 0;
  return sizes.map((size) => {
    offset += size;
    return Float32Array.from(values.subarray(offset - size, offset));
  });
}
