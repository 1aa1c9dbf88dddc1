import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintText, readFingerprint } from '../../../src/analysis/fingerprint.ts';
import {
  compareFingerprints,
  type FingerprintInput,
  fingerprintOf,
} from '../../../src/analysis/reproduced.ts';
import type { Interval } from '../../../src/analysis/statistics.ts';

const around = (mean: number, halfWidth: number): Interval => ({
  mean,
  low: mean - halfWidth,
  high: mean + halfWidth,
  n: 5,
  numLeftOut: 0,
});

const run: FingerprintInput = {
  backend: 'wasm',
  build: 'relaxed',
  losses: [
    [0.5, 0.2],
    [0.6, 0.3],
  ],
  conclusions: ['undecided', 'better', 'worse'],
  bands: [around(0.5, 0.05), around(0.2, 0.01), around(0.6, 0.05), around(0.3, 0.02)],
};
const theirs = fingerprintOf(run);
const places = {
  bands: ['A', 'B'].flatMap((cardId) => [0, 1].map((task) => ({ cardId, task }))),
  conclusions: [0, 1, null].map((task) => ({ cardId: 'B', task })),
};
const compared = (changed: Partial<FingerprintInput>) =>
  compareFingerprints(fingerprintOf({ ...run, ...changed }), theirs, places);

describe('the text of a fingerprint', () => {
  it('is short, of safe letters, and comes back', () => {
    const written = fingerprintText(theirs);
    expect(written).toMatch(/^wasm\.relaxed\.[A-Za-z0-9_-]{12}\.nwb\.[A-Za-z0-9_-]{16}$/);
    expect(readFingerprint(written)).toEqual(theirs);
  });

  it('comes back whatever the numbers are', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 10, noNaN: true }));
    const interval = fc.record({
      mean: number,
      low: number,
      high: number,
      n: fc.nat(),
      numLeftOut: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 64 }), fc.array(fc.array(number)), (bands, losses) => {
        const fingerprint = fingerprintOf({ ...run, build: '', bands, losses });
        expect(readFingerprint(fingerprintText(fingerprint))).toEqual(fingerprint);
      }),
    );
  });

  it('keeps means to 1 in 5,000 and half-widths to 1 in 10', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 2, noNaN: true }),
        (mean, share) => {
          const [band] = fingerprintOf({ ...run, bands: [around(mean, share * mean)] }).bands;
          expect(Math.abs((band?.mean ?? 0) / mean - 1)).toBeLessThan(2e-4);
          expect(Math.abs((band?.halfWidth ?? 0) / (share * mean) - 1)).toBeLessThan(0.1);
        },
      ),
    );
  });

  it('is null for anything else, and never throws', () => {
    const pieces = fc.constantFrom(
      'wasm',
      '.',
      '..',
      'nwb',
      'AAAAAAAAAAAA',
      '_____',
      '<',
      '\u0000',
      '__proto__',
      '%',
      'x'.repeat(500),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (written) => {
          const read = readFingerprint(written);
          if (read !== null) expect(readFingerprint(fingerprintText(read))).toEqual(read);
        },
      ),
    );
    expect(readFingerprint(`${fingerprintText(theirs)}A`)).toBeNull();
    expect(readFingerprint(`wasm..AAAAAAAAAAAA..${'AAAA'.repeat(100)}`)).toBeNull();
  });
});

describe('compareFingerprints', () => {
  it('says reproduced for the same losses on the same backend and build alone', () => {
    expect(compared({})).toEqual({ kind: 'reproduced' });
    expect(compared({ build: 'simd' })).toEqual({ kind: 'sameVerdict', isExact: true });
    expect(compared({ backend: 'webgpu' })).toEqual({ kind: 'sameVerdict', isExact: true });
  });

  it('tells losses apart by their last bit', () => {
    const losses = [
      [0.5, 0.2 + 2 ** -54],
      [0.6, 0.3],
    ];
    expect(losses[0]?.[1]).not.toBe(0.2);
    expect(compared({ losses })).toEqual({ kind: 'sameVerdict', isExact: false });
  });

  it('says the same verdict while every mean is inside the other’s band', () => {
    const bands = [around(0.52, 0.05), ...run.bands.slice(1)];
    expect(compared({ losses: [[0.54]], bands })).toEqual({ kind: 'sameVerdict', isExact: false });
  });

  it('names means that are outside of either band, and other verdicts', () => {
    const far = [around(0.56, 0.2), around(0.2, 0.01), around(0.57, 0.001), around(0.3, 0.02)];
    expect(compared({ losses: [[0.56]], bands: far })).toMatchObject({
      kind: 'differs',
      differences: [
        { kind: 'mean', cardId: 'A', task: 0, sent: { mean: expect.closeTo(0.5, 3) } },
        { kind: 'mean', cardId: 'B', task: 0, here: { mean: expect.closeTo(0.57, 3) } },
      ],
    });
    expect(compared({ losses: [[1]], conclusions: ['better', 'better', 'worse'] })).toEqual({
      kind: 'differs',
      differences: [{ kind: 'conclusion', cardId: 'B', task: 0, sent: 'undecided', here: 'better' }],
    });
  });

  it('is not content with the same digest of losses where bands or verdicts are others', () => {
    expect(compared({ bands: [around(0.9, 0.05), ...run.bands.slice(1)] })).toMatchObject({
      kind: 'differs',
      differences: [{ kind: 'mean', cardId: 'A', task: 0 }],
    });
    expect(compared({ conclusions: ['worse', 'better', 'worse'] }).kind).toBe('differs');
  });

  it('knows when it is about another experiment', () => {
    expect(compared({ losses: [[1]], bands: run.bands.slice(1) })).toEqual({ kind: 'otherExperiment' });
  });

  it('takes nothing but the same mean where there is no band', () => {
    const single = (mean: number) =>
      fingerprintOf({ ...run, losses: [[mean]], bands: [around(mean, Number.NaN)] });
    const between = (one: number, other: number) => compareFingerprints(single(one), single(other), places);
    expect(between(0.5, 0.50000001)).toMatchObject({ kind: 'sameVerdict' });
    expect(between(0.5, 0.51)).toMatchObject({ kind: 'differs' });
    expect(between(Number.NaN, 0.5)).toMatchObject({ kind: 'differs' });
  });
});
