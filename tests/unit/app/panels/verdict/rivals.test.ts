import { expect, it } from 'vitest';
import { rivalsOf } from '../../../../../app/panels/verdict/rivals.ts';
import { verdictsOf } from '../../../../../src/report/verdictWords.ts';
import { answered, experimentOf } from '../../../run/evaluatedRuns.ts';

it('says of a rival, and of each of its marks, the loss of the reference with one sign', () => {
  const experiment = experimentOf(['adattSp', 'ple', 'sharedBottom']);
  const answer = answered(experiment, { losses: { A: 0.5, B: 0.8, C: 0.3 } });
  const [ple, sharedBottom] = rivalsOf(experiment, answer, verdictsOf(answer));
  expect(ple?.short).toMatch(/^A: loss −\d+ % · better$/);
  expect(ple?.overall.said).toMatch(/^Against B · PLE, overall: loss −\d+ % \(−\d+ % to −\d+ %\), better, /);
  expect(sharedBottom?.short).toMatch(/^A: loss \+\d+ % · worse$/);
  expect(sharedBottom?.overall.said).toMatch(/, overall: loss \+\d+ % \(\+\d+ % to \+\d+ %\), worse, /);
});
