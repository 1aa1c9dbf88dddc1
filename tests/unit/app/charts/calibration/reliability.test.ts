import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reliabilityLayout } from '../../../../../app/charts/calibration/ReliabilityPlot.tsx';

it('keeps all squares and their ticks in the picture, ticks apart, and 0 and the largest at its ends', () => {
  const width = fc.integer({ min: 250, max: 1600 });
  fc.assert(
    fc.property(
      width,
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (...given) => {
        const [room, numSquares, highest] = given;
        const { numColumns, size, pitch, left, at, ticks, most } = reliabilityLayout(
          room,
          numSquares,
          highest,
        );
        expect((numColumns - 1) * pitch + left + size).toBeLessThanOrEqual(room);
        expect(at(0)).toBe(0);
        expect(at(most)).toBeCloseTo(size, 9);
        const places = ticks.map(at);
        for (const [index, place] of places.slice(1).entries())
          expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(36);
      },
    ),
  );
});

it('tells small probabilities apart', () => {
  const { at } = reliabilityLayout(400, 1, 0.5);
  expect(at(0.02) - at(0.01)).toBeGreaterThan(at(0.32) - at(0.31));
});
