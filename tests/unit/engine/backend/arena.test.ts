import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemoryBlock, planArena } from '../../../../src/engine/backend/arena.ts';

const alignment = 64;

const blocks = fc.array(
  fc
    .record({ numBytes: fc.integer({ min: 1, max: 500 }), first: fc.nat(20), length: fc.nat(6) })
    .map(({ numBytes, first, length }): MemoryBlock => ({ numBytes, first, last: first + length })),
  { maxLength: 30 },
);

describe('the arena of a captured step', () => {
  it('lets no two blocks overlap in memory that are needed at once, and holds them all', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const { offsets, numBytes } = planArena(given, alignment);
        given.forEach((a, i) => {
          const start = offsets[i] ?? Number.NaN;
          expect(start % alignment).toBe(0);
          expect(start + a.numBytes).toBeLessThanOrEqual(numBytes);
          given.slice(0, i).forEach((b, j) => {
            const other = offsets[j] ?? Number.NaN;
            const isAtOnce = a.first <= b.last && b.first <= a.last;
            const overlaps = start < other + b.numBytes && other < start + a.numBytes;
            expect(isAtOnce && overlaps).toBe(false);
          });
        });
      }),
    );
  });

  it('gives the memory of what is done with to what comes after', () => {
    const block = (first: number, last: number): MemoryBlock => ({ numBytes: 640, first, last });
    expect(planArena([block(0, 1), block(1, 2), block(2, 3)], alignment)).toEqual({
      offsets: [0, 640, 0],
      numBytes: 1280,
    });
  });
});
