/**
 * Which rows each training step sees. Knows only their number: every architecture of a replica gets the same batches.
 *
 * Rows come in shuffled epochs laid end to end and cut into batches of constant size, so a batch may span two epochs (and,
 * if larger than the data, hold a row more than once). No row is left out of an epoch.
 */
import { createStream } from '../core/random.ts';

/** Batches in order; mutable, owned by whoever made it. */
export type BatchStream = ReturnType<typeof createBatchStream>;

/** The batches of one replica: epoch e is shuffled by its own stream, so any step can be reached at once. */
export function createBatchStream(seed: number, replica: number, numRows: number, batchSize: number) {
  let position = 0; // rows handed out so far
  let shuffledEpoch = -1;
  let order: Int32Array = new Int32Array();
  /** Takes at most so many rows from `position` on, of one epoch. */
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
    /** Fills `batch`, `[B]`, with the row indices of the next one. */
    next: (batch: Int32Array): void => {
      for (let filled = 0; filled < batchSize; ) {
        const rows = rowsAhead(batchSize - filled);
        batch.set(rows, filled);
        filled += rows.length;
        position += rows.length;
      }
    },
    /** Makes `next` give the batch of that step (0 is the first), as if all before had been drawn; costs one epoch's shuffle. */
    seek: (step: number): void => {
      position = step * batchSize;
    },
  };
}
