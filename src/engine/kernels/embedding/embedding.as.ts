/** Embeddings and their gradient, see `embedding.ts`. `firsts` `[K]`, int32: first vector of each column. */
import { bytes, loadLow, storeLow } from '../wasm/simd.as';

export function embedding(
  x: usize,
  vectors: usize,
  y: usize,
  firsts: usize,
  numReplicas: i32,
  numTables: i32,
  numRows: i32,
  numBefore: i32,
  numIds: i32,
  numAfter: i32,
  numVectors: i32,
  dim: i32,
): void {
  const size = bytes(numRows * (numBefore + numIds + numAfter));
  for (let stream = 0; stream < numReplicas * numTables; stream++) {
    // All tables of a replica read the same rows.
    if (stream % numTables) x -= size;
    for (let row = 0; row < numRows; row++) {
      memory.copy(y, x, bytes(numBefore));
      x += bytes(numBefore);
      y += bytes(numBefore);
      for (let k = 0; k < numIds; k++) {
        const vector = load<i32>(firsts + bytes(k)) + <i32>load<f32>(x);
        memory.copy(y, vectors + bytes(vector * dim), bytes(dim));
        x += 4;
        y += bytes(dim);
      }
      memory.copy(y, x, bytes(numAfter));
      x += bytes(numAfter);
      y += bytes(numAfter);
    }
    vectors += bytes(numVectors * dim);
  }
}

export function embeddingGradVectors(
  dy: usize,
  x: usize,
  dVectors: usize,
  firsts: usize,
  numReplicas: i32,
  numTables: i32,
  numRows: i32,
  numBefore: i32,
  numIds: i32,
  numAfter: i32,
  numVectors: i32,
  dim: i32,
): void {
  const size = bytes(numRows * (numBefore + numIds + numAfter));
  for (let stream = 0; stream < numReplicas * numTables; stream++) {
    if (stream % numTables) x -= size;
    memory.fill(dVectors, 0, bytes(numVectors * dim));
    for (let row = 0; row < numRows; row++) {
      x += bytes(numBefore);
      dy += bytes(numBefore);
      for (let k = 0; k < numIds; k++) {
        const vector = load<i32>(firsts + bytes(k)) + <i32>load<f32>(x);
        addTo(dVectors + bytes(vector * dim), dy, dim);
        x += 4;
        dy += bytes(dim);
      }
      x += bytes(numAfter);
      dy += bytes(numAfter);
    }
    dVectors += bytes(numVectors * dim);
  }
}

@inline
function addTo(sum: usize, term: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    v128.store(sum, f32x4.add(v128.load(sum), v128.load(term)));
    sum += 16;
    term += 16;
  }
  if (count) storeLow(sum, f32x4.add(loadLow(sum, count), loadLow(term, count)), count);
}
