import { expect, it } from 'vitest';
import { verdictRivalsOf } from '../../../../../app/panels/verdict/verdictRivals.ts';
import { equalityRange } from '../../../../../src/analysis/verdict.ts';
import { setComparison } from '../../../../../src/experiment/edit.ts';
import { verdictsOf } from '../../../../../src/run/report/verdictWords.ts';
import { answered, experimentOf } from '../../../run/evaluatedRuns.ts';

it('draws and prints the interval that lies within the margin where two are practically equal', () => {
  const experiment = setComparison(experimentOf(['adattSp', 'ple']), { margin: 0.035 });
  const answer = answered(experiment, { losses: { A: 0.5, B: 0.505 } });
  const verdicts = verdictsOf(answer);
  const [ple] = verdictRivalsOf(experiment, answer, verdicts);
  const tie = equalityRange(0.035);
  expect(verdicts[0]?.overall.gain.low).toBeLessThan(tie.low);
  expect(ple?.overall.gain.high).toBeLessThanOrEqual(tie.high);
  expect(ple?.overall.gain.low).toBeGreaterThanOrEqual(tie.low);
  // Least room leaves the conclusion, not the number.
  expect(ple?.short).toEqual([
    expect.stringContaining('than A'),
    expect.stringContaining('%'),
    'practically equal',
  ]);
  expect(ple?.overall.said).toMatch(
    /^B · PLE, overall: \S+ % worse than A \(90 % interval −\S+ % to \S+ %\), practically equal, ahead in \d of 5, within 3\.5 %/,
  );
});
