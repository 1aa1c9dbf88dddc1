import { expect, it } from 'vitest';
import { reportedStepsOf } from '../../../../../app/panels/compare/Curves.tsx';
import { answered, experimentOf } from '../../../run/evaluatedRuns.ts';
import { seriesOf } from '../../charts/invented.ts';

const experiment = experimentOf(['adattSp', 'ple']);
const summary = answered(experiment, { losses: { A: 0.5, B: 0.51 } });

/** Test losses at the last step: factors of what is reported. */
const seriesWith = (factors: Readonly<Record<string, number>>) =>
  summary.cards.map(({ cardId, reported }) => {
    const test = reported.losses.map((loss) => loss * (factors[cardId] ?? 1));
    return seriesOf(cardId, [{ step: 100, train: [], validation: [], test, auc: [] }]);
  });

const marked = (factors: Readonly<Record<string, number>>, of = summary) => {
  const series = seriesWith(factors);
  return reportedStepsOf(series, of, series[0] ?? null).map(({ gains }) => gains);
};

it('marks what the verdict says of a card where its curve of differences ends elsewhere', () => {
  const verdict = summary.cards[1]?.verdict?.tasks.map(({ gain }) => gain.mean);
  expect(marked({ A: 1.3 })).toEqual([[], verdict]);
  expect(marked({})).toEqual([[], [null, null]]);
});

it('marks nothing before the end, of a difference that is a tie, nor on losses', () => {
  const early = answered(experiment, { losses: { A: 0.5, B: 0.51 }, step: 50 });
  expect(marked({ A: 1.3 }, early)).toEqual([[], []]);
  expect(marked({ A: 1.02 })).toEqual([[], [null, null]]);
  expect(reportedStepsOf(seriesWith({ A: 1.3 }), summary, null).map(({ gains }) => gains)).toEqual([[], []]);
});
