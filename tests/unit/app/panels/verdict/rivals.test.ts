import { expect, it } from 'vitest';
import { rivalsOf } from '../../../../../app/panels/verdict/rivals.ts';
import { verdictsOf } from '../../../../../src/report/verdictWords.ts';
import { answered, experimentOf } from '../../../run/evaluatedRuns.ts';

it('says of a rival, and of each of its marks, how much better or worse the reference is', () => {
  const experiment = experimentOf(['adattSp', 'ple', 'sharedBottom']);
  const answer = answered(experiment, { losses: { A: 0.5, B: 0.8, C: 0.3 } });
  const [ple, sharedBottom] = rivalsOf(experiment, answer, verdictsOf(answer));
  expect(ple?.short).toMatch(/^better by \d+ %$/);
  expect(ple?.overall.said).toMatch(
    /^Against B · PLE, overall: better by \d+ % \(\+\d+ % to \+\d+ %\), ahead in /,
  );
  expect(sharedBottom?.short).toMatch(/^worse by \d+ %$/);
  expect(sharedBottom?.overall.said).toMatch(/, overall: worse by \d+ % \(−\d+ % to −\d+ %\), ahead in /);
});
