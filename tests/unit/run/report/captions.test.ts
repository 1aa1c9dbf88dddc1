import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LevelGates } from '../../../../src/analysis/produced/evaluation.ts';
import { emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import { captionsOf, type ReplayCaption } from '../../../../src/run/report/findings/captions.ts';
import { findingRules, type SpokenRun } from '../../../../src/run/report/findings/findings.ts';
import { evaluated, evaluationOfGates, experimentOf, gatesOf } from '../evaluatedRuns.ts';
import { summarisedRun } from '../recordedRuns.ts';

const experiment = experimentOf(['adattSp']);
const numReplicas = 5;

/** What task 1 and task 2 take of the output from each other, at every level, at an evaluation. */
type Taken = readonly [byFirst: number, bySecond: number];

/** Repetitions differ by `spread` points. */
const levelsWith = (taken: Taken, spread: number): readonly LevelGates[] =>
  gatesOf(experiment, numReplicas, ({ units, experts }, unit, expert, replica) => {
    const owner = units[unit]?.owner;
    const share = (taken[owner === 1 ? 1 : 0] ?? 0) + (replica - 2) * spread;
    // With the native weight of 1 all weights of a unit add up to 2, of which the other task has the share.
    return experts[expert]?.owner === owner ? [1 - 2 * share, 1] : [2 * share, 0];
  });

/** Evaluated every 100 steps; a finished run, unless told otherwise. */
function runWith(course: readonly Taken[], { spread = 0.001, step = 100 } = {}): SpokenRun {
  const history = course.map((taken, index) =>
    evaluationOfGates(100 * index, levelsWith(taken, index === 0 ? 0 : spread)),
  );
  const network = { history, reportable: emptyReportableLosses, diverged: [] };
  return {
    ...evaluated(experiment, { losses: {}, step }),
    run: { networks: new Map([['A', network]]), measuredCorrelation: [] },
  };
}

const said = (captions: readonly ReplayCaption[]) => captions.map(({ step, now }) => [step, now]);

describe('captionsOf', () => {
  it('says that two tasks found each other at the moment when both do', () => {
    const run = runWith([
      [0.2, 0.2],
      [0.3, 0.21],
      [0.32, 0.3],
      [0.33, 0.31],
    ]);
    expect(said(captionsOf(run))).toEqual([[200, 'Tasks 1 and 2 now borrow from each other.']]);
    expect(captionsOf(run)[0]?.later).toBe('Tasks 1 and 2 borrow from each other by step 200.');
  });

  it('says nothing of what does not last to the end, or is seen at the end alone', () => {
    const passing: readonly Taken[] = [
      [0.2, 0.2],
      [0.3, 0.3],
      [0.3, 0.3],
      [0.21, 0.21],
    ];
    expect(captionsOf(runWith(passing))).toEqual([]);
    expect(captionsOf(runWith([...passing, [0.3, 0.3]]))).toEqual([]);
    expect(said(captionsOf(runWith([...passing, [0.3, 0.3], [0.3, 0.3]])))).toHaveLength(1);
  });

  it('says nothing of less than 5 points, of what repetitions spread over, of a run under way, or without a start', () => {
    const risen: readonly Taken[] = [
      [0.2, 0.2],
      [0.3, 0.3],
      [0.3, 0.3],
    ];
    expect(captionsOf(runWith(risen))).toHaveLength(1);
    const little: readonly Taken[] = [
      [0.26, 0.26],
      [0.3, 0.3],
      [0.3, 0.3],
    ];
    expect(captionsOf(runWith(little))).toEqual([]);
    expect(captionsOf(runWith(risen, { spread: 0.06 }))).toEqual([]);
    expect(captionsOf(runWith(risen, { step: 50 }))).toEqual([]);
    expect(captionsOf(runWith([]))).toEqual([]);
  });

  it('agrees with the finding on the same run: a caption comes where the finding would be told at every moment from there on', () => {
    const share = fc.double({ min: 0.02, max: 0.45, noNaN: true });
    const taken = fc.tuple(share, share);
    fc.assert(
      fc.property(fc.array(taken, { minLength: 2, maxLength: 6 }), (course) => {
        const toldTo = (end: number): boolean =>
          findingRules.borrowing(runWith(course.slice(0, end))) !== null;
        const captions = captionsOf(runWith(course));
        for (const { step } of captions)
          for (let end = step / 100 + 1; end <= course.length; end++) expect(toldTo(end)).toBe(true);
        if (captions.length > 0) expect(toldTo(course.length)).toBe(true);
        const isSeenTwice = [0, 1].some((borrower) =>
          [course.length, course.length - 1].every((end) => {
            const [start, last] = [course[0]?.[borrower] ?? 0, course[end - 1]?.[borrower] ?? 0];
            // Far from the edges, where the spread of repetitions decides.
            return last - start > 0.06 && last > 0.11;
          }),
        );
        if (course.length > 2 && isSeenTwice) expect(captions).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has at most three, in the order of their moments, each once for a pair, of every recorded run', () => {
    for (const name of ['firstView', 'presets/figure3', 'presets/groups', 'presets/manyGroups']) {
      const captions = captionsOf(summarisedRun(name));
      const steps = captions.map(({ step }) => step);
      expect(steps, name).toEqual(steps.toSorted((a, b) => a - b));
      expect(captions.length, name).toBeLessThanOrEqual(3);
      expect(new Set(captions.map(({ now }) => now)).size, name).toBe(captions.length);
    }
  });
});
