import { describe, expect, it } from 'vitest';
import { BASELINE_ID } from '../../../../src/experiment/cardIds.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { cardsOf } from '../../../../src/experiment/defaults.ts';
import { previewExperimentOf } from '../../../../src/experiment/derived/preview.ts';
import { retrainingExperimentOf, untrainedIdOf } from '../../../../src/experiment/derived/retraining.ts';
import { baselinesOf, trainedExperimentOf, trainingsOf } from '../../../../src/experiment/derived/trained.ts';
import { trainedCardOf } from '../../../../src/experiment/derived/trainedCard.ts';
import { setComparison, setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { setCard, setCardOptions } from '../../../../src/experiment/editCards.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { threeTasks } from '../threeTasks.ts';

const base = threeTasks(['ple', 'adattSp']);
const idsOf = (experiment: typeof base) => trainedExperimentOf(experiment).cards.map(({ id }) => id);

describe('the baseline', () => {
  it('is a single-task card with the widths of the reference, trained unseen', () => {
    const wide = setCardOptions(base, 'B', { levelDims: [[20], [10]], towerDims: [6] });
    const { cards } = trainedExperimentOf(wide);
    expect(cards.slice(0, 2)).toEqual(wide.cards);
    expect(cards[2]).toMatchObject({
      id: BASELINE_ID,
      architecture: 'singleTask',
      options: { levelDims: [[20], [10]], towerDims: [6] },
      initialSeedOffset: 0,
    });
    expect(linkOfAll(wide)).not.toContain(BASELINE_ID);
  });

  it('is not added where a card is one, nor where there is no card', () => {
    expect(idsOf({ ...base, cards: cardsOf(['adattSp', 'singleTask']) })).toEqual(['A', 'B']);
    expect(idsOf({ ...base, cards: [] })).toEqual([]);
  });
});

describe('baselines of several objectives', () => {
  const binary = { kind: 'binary' } as const;
  const funnel = setTask(setTask(base, 0, binary), 1, { ...binary, after: 0 });
  const esmm = { objective: 'entireSpace' } as const;
  const propensity = { objective: 'inversePropensity' } as const;
  const baselinesIn = (experiment: typeof base) =>
    trainedExperimentOf(experiment)
      .cards.slice(experiment.cards.length)
      .map(({ id, objective, clip }) => [id, objective, clip]);

  it('are one for each, with its settings', () => {
    expect(baselinesIn(funnel)).toEqual([[BASELINE_ID, 'conditional', 0.05]]);
    expect(baselinesIn(setCard(funnel, 'A', esmm))).toEqual([
      [`${BASELINE_ID}A`, 'entireSpace', 0.05],
      [BASELINE_ID, 'conditional', 0.05],
    ]);
    const clipped = setCard(setCard(funnel, 'A', propensity), 'B', { ...propensity, clip: 0.2 });
    expect(baselinesIn(clipped)).toEqual([
      [`${BASELINE_ID}A`, 'inversePropensity', 0.05],
      [`${BASELINE_ID}B`, 'inversePropensity', 0.2],
    ]);
    expect(baselinesIn(setCard(setCard(funnel, 'A', esmm), 'B', esmm))).toHaveLength(1);
  });

  it('are single-task cards where there are such, and one where no task comes after another', () => {
    const seen = { ...funnel, cards: cardsOf(['ple', 'adattSp', 'singleTask', 'singleTask']) };
    const ofBoth = setCard(setCard(seen, 'A', esmm), 'D', esmm);
    expect(baselinesIn(ofBoth)).toEqual([]);
    expect([...baselinesOf(ofBoth)].map(([id, card]) => id + card.id)).toEqual(['AD', 'BC', 'CC', 'DD']);
    expect([...baselinesOf(seen).values()].map(({ id }) => id)).toEqual(['C', 'C', 'C', 'C']);
    expect(baselinesIn(setCard(base, 'A', esmm))).toEqual([[BASELINE_ID, 'conditional', 0.05]]);
  });
});

describe('tuning', () => {
  const tuned = setComparison(base, { isTuned: true, learningRates: [0.01, 0.001] });

  it('trains every card, the baseline too, once with each learning rate', () => {
    expect(trainingsOf(tuned)).toEqual(
      ['A', 'B', BASELINE_ID].map((cardId) => ({
        cardId,
        trained: [
          { id: `${cardId}@0.001`, learningRate: 0.001, sizeFactor: null },
          { id: `${cardId}@0.01`, learningRate: 0.01, sizeFactor: null },
        ],
      })),
    );
    const { cards } = trainedExperimentOf(tuned);
    expect(cards.map(({ id, learningRate }) => ({ id, learningRate }))).toEqual(
      trainingsOf(tuned).flatMap(({ trained }) =>
        trained.map(({ id, learningRate }) => ({ id, learningRate })),
      ),
    );
  });

  it('counts in the memory of an experiment', () => {
    const large = setTraining(
      { ...base, cards: cardsOf(Array.from({ length: 8 }, () => 'adatt')) },
      {
        numReplicas: 20,
        batchSize: 1024,
      },
    );
    const many = setComparison(large, {
      isTuned: true,
      learningRates: [1, 2, 3, 4, 5].map((rate) => rate / 1000),
    });
    expect(problemsOfExperiment(large)).toEqual([]);
    expect(problemsOfExperiment(many)).toEqual([
      {
        path: '',
        message: expect.stringMatching(/more than the limit .* Reduce the learning rates to tune over/),
      },
    ]);
  });
});

describe('each at its best size', () => {
  const even = setComparison(base, { budget: 'equalParameters', reference: 'A' });
  const sized = setComparison(even, { budget: 'bestSize' });
  const sizesOf = (cardId: string) => [0.25, 0.5, 1, 2].map((factor) => `${cardId}~${factor}`);

  it('trains a linear model once, which has one size', () => {
    const withLinear = { ...sized, cards: cardsOf(['adattSp', 'linear']) };
    expect(idsOf(withLinear)).toEqual([...sizesOf('A'), 'B', ...sizesOf(BASELINE_ID)]);
    expect(trainedCardOf(withLinear, 'B', null)?.card.options).toEqual({});
  });

  it('trains every card, the baseline too, at four sizes of the common budget', () => {
    expect(idsOf(sized)).toEqual(['A', 'B', BASELINE_ID].flatMap(sizesOf));
    const ofOne = trainedExperimentOf(even).cards;
    const trained = trainedExperimentOf(sized).cards;
    for (const [index, card] of ofOne.entries()) {
      expect({ ...trained[4 * index + 2], id: card.id }).toEqual(card);
      const numParams = [0.25, 0.5, 1, 2].map(
        (factor) => trainedCardOf(sized, card.id, factor)?.costs?.parameters.total ?? 0,
      );
      expect(numParams).toEqual(numParams.toSorted((a, b) => a - b));
      const half = trained[4 * index + 1];
      expect(trainedCardOf(sized, card.id, 0.5)?.card.options).toEqual(half?.options);
    }
    expect(trainedCardOf(sized, 'B', null)?.card.options).toEqual(ofOne[1]?.options);
    expect(trainedCardOf(sized, 'Z', 1)).toBeUndefined();
  });

  it('tries each learning rate at each size, and an old link or a preview neither', () => {
    const both = setComparison(sized, { isTuned: true, learningRates: [0.001, 0.01] });
    expect(idsOf(both).slice(0, 4)).toEqual(['A~0.25@0.001', 'A~0.25@0.01', 'A~0.5@0.001', 'A~0.5@0.01']);
    expect(idsOf(both)).toHaveLength(3 * 4 * 2);
    expect(previewExperimentOf(both, ['A', 'B'], 5).cards.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(readLink(linkOfAll(both)).experiment).toEqual(both);
    expect(linkOfAll(sized)).toContain('budget=bestSize');
  });

  it('retrains the one that was chosen alone, and untrained shows that of the common budget', () => {
    const one = retrainingExperimentOf(sized, ['B~0.5'], 1, 'wasm');
    expect(one?.cards).toEqual(trainedExperimentOf(sized).cards.filter(({ id }) => id === 'B~0.5'));
    expect([untrainedIdOf(sized, 'B'), untrainedIdOf(even, 'B'), untrainedIdOf(even, 'Z')]).toEqual([
      'B~1',
      'B',
      undefined,
    ]);
  });
});

it('trains the widths of the budget', () => {
  const even = setComparison(base, { budget: 'equalParameters', reference: 'A' });
  const { cards, comparison } = trainedExperimentOf(even);
  expect(cards[1]?.options['levelDims']).not.toEqual([[32], [16]]);
  expect(even.cards[1]?.options['levelDims']).toEqual([[32], [16]]);
  expect(comparison.budget).toBe('asConfigured');
});

it('gives back what it made itself', () => {
  const binary = { kind: 'binary' } as const;
  const funnel = setTask(setTask(base, 0, binary), 1, { ...binary, after: 0 });
  const ofBoth = setCard(funnel, 'A', { objective: 'entireSpace' });
  for (const budget of ['asConfigured', 'equalParameters', 'equalExperts', 'bestSize'] as const) {
    for (const isTuned of [true, false]) {
      const trained = trainedExperimentOf(setComparison(ofBoth, { budget, isTuned, reference: 'A' }));
      expect(trainedExperimentOf(trained)).toEqual(trained);
    }
  }
});
