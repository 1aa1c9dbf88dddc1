/** Chooses the rows of each step, the same for every architecture: shuffled epochs end to end, cut into equal batches. */
import { createStream } from '../core/random.ts';

export type BatchStream = ReturnType<typeof createBatchStream>;

/** Each epoch has its own stream, so that any step can be reached directly. */
export function createBatchStream(seed: number, replica: number, numRows: number, batchSize: number) {
  let position = 0;
  let shuffledEpoch = -1;
  let order: Int32Array = new Int32Array();
  const rowsAhead = (atMost: number): Int32Array => {
    const epoch = Math.floor(position / numRows);
    if (epoch !== shuffledEpoch) {
      order = createStream(seed, replica, 'batches', epoch).permutation(numRows);
      shuffledEpoch = epoch;
    }
    const start = position % numRows;
    return order.subarray(start, start + atMost);
  };
  return {
    /** Fills `batch`, `[B]`. A batch may span epochs: no row is left out. */
    next: (batch: Int32Array): void => {
      for (let filled = 0; filled < batchSize; ) {
        const rows = rowsAhead(batchSize - filled);
        batch.set(rows, filled);
        filled += rows.length;
        position += rows.length;
      }
    },
    /** Continues as if all steps before `step` had been drawn; costs one shuffle. */
    seek: (step: number): void => {
      position = step * batchSize;
    },
  };
}
