import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchStream, createBatchStream } from '../../../src/data/batches.ts';

function take(count: number, { next }: BatchStream, batchSize: number): number[][] {
  return Array.from({ length: count }, () => {
    const batch = new Int32Array(batchSize);
    next(batch);
    return [...batch];
  });
}

const indices = (length: number) => Array.from({ length }, (_, index) => index);
const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }));

describe('createBatchStream', () => {
  it('shows every row once per epoch, in batches of constant size that run over the boundary', () => {
    fc.assert(
      fc.property(sizes, ([numRows, batchSize]) => {
        const batches = take(numRows, createBatchStream(1, 0, numRows, batchSize), batchSize);
        expect(batches.every((batch) => batch.length === batchSize)).toBe(true);
        const rows = batches.flat(); // batchSize whole epochs
        for (let epoch = 0; epoch < batchSize; epoch++) {
          const seen = rows.slice(epoch * numRows, (epoch + 1) * numRows);
          expect(seen.sort((a, b) => a - b)).toEqual(indices(numRows));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('reaches any step, forwards and back, as if all before had been drawn', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 50 }), ([numRows, batchSize], step) => {
        const expected = take(step + 2, createBatchStream(1, 0, numRows, batchSize), batchSize).slice(step);
        const stream = createBatchStream(1, 0, numRows, batchSize);
        stream.seek(step);
        expect(take(2, stream, batchSize)).toEqual(expected);
        stream.seek(step);
        expect(take(2, stream, batchSize)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
