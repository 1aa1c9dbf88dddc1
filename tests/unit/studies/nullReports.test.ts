import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedLosses } from '../../../src/analysis/reported.ts';
import { findingRules } from '../../../src/run/report/findings/findings.ts';
import {
  bundleOf,
  clearIn,
  countsOf,
  isSound,
  mostFalse,
  reportsOf,
  setUps,
} from '../../studies/nullReports.ts';
import { evaluated, experimentOf } from '../run/evaluatedRuns.ts';

const [setUp] = setUps;
if (setUp === undefined) throw new Error('There are set-ups.');
const bundle = bundleOf(setUp, 3, 1);

/** Ups and downs of five repetitions that differ from card to card and have no mean. */
const noise: Readonly<Record<string, readonly number[]>> = {
  A: [0.03, -0.02, 0.01, 0, -0.02],
  B: [-0.01, 0.02, -0.03, 0.03, -0.01],
  C: [0.02, 0.01, -0.02, -0.03, 0.02],
  D: [0, 0, 0, 0, 0],
};

/** Losses of both tasks: of `factors`, those of a card in each of the three reports. */
const madeUp = (factors: Readonly<Record<string, readonly (readonly [number, number])[]>>) => {
  const reported = (id: string): ReportedLosses => {
    const losses = (factors[id] ?? []).flatMap(([first, second]) =>
      (noise[id] ?? []).flatMap((one) => [first * (1 + one), second * (1 + one)]),
    );
    return {
      losses,
      auc: losses,
      scores: losses.filter((_, index) => index % 2 === 0),
      steps: losses.map(() => 90),
      isStillImproving: losses.map(() => false),
    };
  };
  const constants = reported('A').losses.map(() => 3);
  return reportsOf(bundle, { reported, knownLosses: { test: constants, floor: constants.map(() => 0) } });
};

const equal = [1, 1] as const;
const worse = [2, 2] as const;

describe('null reports', () => {
  const reports = madeUp({
    A: [equal, equal, equal],
    B: [equal, equal, equal],
    C: [equal, worse, [1.3, 1 / 1.3]],
    D: [worse, worse, equal],
  });

  it('are counted list by list, for anything false in them, and for what is found of a planted difference', () => {
    expect(reports.map((report) => clearIn(report.equal))).toEqual([
      { differences: 0, differencesOnTasks: 0, gains: 0, gainsOnTasks: 0 },
      { differences: 1, differencesOnTasks: 2, gains: 1, gainsOnTasks: 2 },
      { differences: 0, differencesOnTasks: 2, gains: 0, gainsOnTasks: 2 },
    ]);
    expect(countsOf(reports)).toEqual({
      numReports: 3,
      lists: { differences: 1, differencesOnTasks: 2, gains: 1, gainsOnTasks: 2 },
      any: 2,
      numWithVerdict: 3,
      numFound: 2,
    });
  });

  it('pass with 27 of 400 in a list, and where four of five planted differences are found', () => {
    expect(mostFalse(400)).toBe(27);
    const counts = (worst: number, numFound: number) => ({
      numReports: 400,
      lists: { differences: 0, differencesOnTasks: worst, gains: 0, gainsOnTasks: 0 },
      any: worst,
      numWithVerdict: 400,
      numFound,
    });
    expect([isSound(counts(27, 320)), isSound(counts(28, 400)), isSound(counts(0, 319))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it('sentences say nothing that the list they draw from does not', () => {
  const experiment = experimentOf(['adattSp', 'ple', 'singleTask']);
  const loss = fc.double({ min: 0.9, max: 1.1, noNaN: true });
  fc.assert(
    fc.property(loss, loss, loss, (A, B, C) => {
      const run = evaluated(experiment, { losses: { A, B, C } });
      const clear = clearIn(run.summary);
      if (/ beats /.test(findingRules.overall(run)?.sentence ?? ''))
        expect(clear.differences).toBeGreaterThan(0);
      if (/(gains|loses) on/.test(findingRules.sharing(run)?.sentence ?? ''))
        expect(clear.gainsOnTasks).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
