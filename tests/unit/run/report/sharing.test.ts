import { describe, expect, it } from 'vitest';
import type { ReportedLosses } from '../../../../src/analysis/reported.ts';
import { setComparison } from '../../../../src/experiment/edit.ts';
import { findingRules } from '../../../../src/run/report/findings/findings.ts';
import { summaryOfReported } from '../../../../src/run/summary.ts';
import { experimentOf } from '../evaluatedRuns.ts';
import type { RawRun } from './oracle/rawRun.ts';
import { faultInSentence } from './oracle/sentenceOracle.ts';

const experiment = experimentOf(['adattSp']);

/** Ups and downs of two tasks that take each other back, but for a little. */
const ups = [0.2, -0.2, 0.15, -0.15, 0.1];
const losses = (first: number, second: number, size = 1): readonly number[] =>
  ups.flatMap((up, replica) => [
    first * Math.exp(size * up + replica / 1000),
    second * Math.exp(-size * up + replica / 1000),
  ]);

interface Given {
  readonly losses: readonly number[];
  readonly own?: readonly number[];
}

/** The sentence where the best constant has a loss of 2. */
const saidOf = (reference: Given, baseline: Given, given = experiment) => {
  const reported = ({ losses: ofAll, own }: Given): ReportedLosses => ({
    losses: ofAll,
    auc: ofAll.map(() => Number.NaN),
    scores: ups.map(() => 1),
    steps: ofAll.map(() => 50),
    isStillImproving: ofAll.map(() => false),
    own,
  });
  const unknown = reference.losses.map(() => Number.NaN);
  const summary = summaryOfReported(given, {
    reported: (id) => reported(id === 'A' ? reference : baseline),
    knownLosses: { test: unknown.map(() => 2), floor: unknown },
    isFinal: true,
  });
  if (summary === null) throw new Error('There must be a summary.');
  const run = { networks: new Map(), measuredCorrelation: [] };
  return findingRules.sharing({ experiment: given, summary, run });
};

const ones = { losses: Array.from({ length: 10 }, () => 1) };

describe('what is said of sharing', () => {
  it('is a loss or a gain overall where that is clear, though it is on no task', () => {
    const lost = saidOf({ losses: losses(1.08, 1.08) }, ones);
    expect(lost?.sentence).toBe(
      'Against one network per task, both at one step for all tasks, AdaTT-sp loses overall (−8.2 %, −8.4 % to −8.0 %); on Task 1 and Task 2 we can’t tell.',
    );
    expect(lost?.evidence).toEqual({ kind: 'results', cardId: 'A', task: null });
    expect(saidOf({ losses: losses(0.9, 0.9) }, ones)?.sentence).toMatch(
      /AdaTT-sp gains overall \(\+9\.8 %, \+9\.6 % to \+10 %\); on Task 1 and Task 2 we can’t tell\.$/,
    );
    const last = setComparison(experiment, { reportingRule: 'finalStep' });
    expect(saidOf({ losses: losses(0.5, 0.9, 0.1) }, ones, last)?.sentence).toMatch(
      /^Against one network per task, both at the last step, AdaTT-sp gains on Task 1 \(\+50 %\) and Task 2 \(\+10 %\) and gains overall/,
    );
  });

  it('is that nothing can be told, on any task or overall, where neither is clear', () => {
    const given = losses(1, 1).map((loss, index) => (index % 4 < 2 ? loss : loss * 0.9) * 1.05);
    expect(saidOf({ losses: given }, ones)?.sentence).toBe(
      'Against one network per task, both at one step for all tasks, we can’t tell on any task or overall whether sharing helped AdaTT-sp.',
    );
  });

  it('is that tasks and the whole are practically equal where their intervals lie within the margin', () => {
    const begin = 'Against one network per task, both at one step for all tasks, AdaTT-sp ';
    const isUp = (index: number) => index % 4 < 2;
    const tiny = ones.losses.map((loss, index) => (isUp(index) ? loss : loss * 0.998));
    const saidAt = (reference: readonly number[]) => saidOf({ losses: reference }, ones);
    expect(saidAt(tiny)).toMatchObject({
      sentence: `${begin}is practically equal, within 3.0 %, on Task 1 and Task 2 and overall.`,
      evidence: { kind: 'results', cardId: 'A', task: 0 },
    });
    // Each task goes far up and down, and they take each other back.
    expect(saidAt(losses(1, 1).map((loss, index) => (isUp(index) ? loss : loss * 0.98)))?.sentence).toBe(
      `${begin}is practically equal, within 3.0 %, overall; on Task 1 and Task 2 we can’t tell.`,
    );
    expect(saidAt(tiny.map((loss, index) => (index % 2 === 0 ? loss : loss / 2)))?.sentence).toMatch(
      /gains on Task 2 \(\+50 %\), is practically equal, within 3\.0 %, on Task 1 and gains overall/,
    );
  });

  it('reads as true to arithmetic of its own only where the intervals bear it', () => {
    const run = (loss: (replica: number, task: number) => number) => {
      const test = ups.flatMap((_, replica) => [loss(replica, 0), loss(replica, 1)]);
      const network = (values: readonly number[]) => ({ test: values, steps: [], own: [], auc: [] });
      return {
        experiment,
        referenceId: 'A',
        baselineId: 'base',
        baselineIds: ['base'],
        networks: new Map([
          ['A', network(test)],
          ['base', network(ones.losses)],
        ]),
        nullLosses: test.map(() => 2),
      } as unknown as RawRun;
    };
    const begin = 'Against one network per task, both at one step for all tasks, ';
    const equal = `${begin}AdaTT-sp is practically equal, within 3.0 %, on Task 1 and Task 2 and overall.`;
    const none = `${begin}we can’t tell on any task or overall whether sharing helped AdaTT-sp.`;
    const faultOf = (given: RawRun, sentence: string) =>
      faultInSentence(given, { rule: 'sharing', sentence });
    const near = run((replica) => 1 + 0.002 * (replica - 2));
    const far = run((replica) => 1 + 0.2 * (replica - 2));
    expect([faultOf(near, equal), faultOf(far, none)]).toEqual([null, null]);
    expect(faultOf(near, none)).toBe('Task 1: within the margin');
    expect(faultOf(far, equal)).toBe('Task 1: not within the margin');
  });

  it('is nothing clear overall because of a task that nobody learned', () => {
    const given = ups.flatMap((up) => [1 + up / 10, 3.6]);
    const others = given.map((_, index) => (index % 2 === 0 ? 1 : 3));
    expect(saidOf({ losses: given }, { losses: others })?.sentence).toMatch(
      /AdaTT-sp is practically equal, within 3\.0 %, on Task 1; on Task 2 we can’t tell\.$/,
    );
  });

  it('has the gains of each task at its own best step besides, where they are otherwise', () => {
    const reference = { losses: losses(1.2, 1.1, 0.01), own: losses(1.18, 1.01, 0.3) };
    const own = ones.losses;
    expect(saidOf(reference, { ...ones, own })?.sentence).toMatch(
      / With each task at its own best step: overall −9\.\d % \(a clear loss\) and Task 2 −0\.6 % \(unclear\)\.$/,
    );
    expect(saidOf({ ...reference, own: reference.losses }, { ...ones, own })?.sentence).not.toMatch(
      /own best/,
    );
    expect(saidOf(reference, ones)?.sentence).not.toMatch(/own best/);
  });
});
