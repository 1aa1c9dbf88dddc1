import { expect, it } from 'vitest';
import { furthestEndOf } from '../../../../../app/panels/compare/Curves.tsx';
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

it('tells where a curve of differences ends far from the verdict, and nothing where it does not', () => {
  expect(furthestEndOf(seriesWith({}), summary)).toBeNull();
  const end = furthestEndOf(seriesWith({ A: 1.3 }), summary);
  expect(end).toMatchObject({ rivalId: 'B' });
  expect(end?.atEnd).toBeCloseTo(1 - 1.3 * (1 - (end?.reported ?? 0)), 10);
});

it('tells nothing before the end, nor of a difference that is a tie', () => {
  const early = answered(experiment, { losses: { A: 0.5, B: 0.51 }, step: 50 });
  expect(furthestEndOf(seriesWith({ A: 1.3 }), early)).toBeNull();
  expect(furthestEndOf(seriesWith({ A: 1.02 }), summary)).toBeNull();
});
