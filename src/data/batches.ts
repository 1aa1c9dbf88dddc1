/**
 * Which rows each training step sees. Knows only their number: every architecture of a replica gets the same batches.
 *
 * Rows come in shuffled epochs laid end to end and cut into batches of constant size, so a batch may span two epochs (and,
 * if larger than the data, hold a row more than once). No row is left out of an epoch.
 */
import { createStream } from '../core/random.ts';

/** Batches in order; mutable, owned by whoever made it. */
export interface BatchStream {
  /** Row indices of the next batch, `[B]`, a new array each time. */
  readonly next: () => Int32Array;
  /** Makes `next` return the batch of that step (0 is the first), as if all before had been drawn; costs one epoch's shuffle. */
  readonly seek: (step: number) => void;
}

/** The batches of one replica: epoch e is shuffled by its own stream, so any step can be reached at once. */
export function createBatchStream(
  seed: number,
  replica: number,
  numRows: number,
  batchSize: number,
): BatchStream {
  let position = 0; // rows handed out so far
  let shuffledEpoch = -1;
  let order: Int32Array = new Int32Array();
  const rowAt = (index: number) => {
    const epoch = Math.floor(index / numRows);
    if (epoch !== shuffledEpoch) {
      order = createStream(seed, replica, 'batches', epoch).permutation(numRows);
      shuffledEpoch = epoch;
    }
    return order[index % numRows] ?? 0;
  };
  return {
    next: () => Int32Array.from({ length: batchSize }, () => rowAt(position++)),
    seek: (step) => {
      position = step * batchSize;
    },
  };
}
