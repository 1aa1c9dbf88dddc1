import { describe, expect, it } from 'vitest';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { compareAll, comparesAll } from '../../../../src/experiment/costs/compareAll.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trainingsOf } from '../../../../src/experiment/derived/trained.ts';
import { setComparison, setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import { setCard, setCardOptions } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { architectures } from '../../../../src/models/architectures.ts';
import { presets } from '../../../../src/teach/presets/presets.ts';

const given: Experiment = { ...defaultExperiment(), cards: cardsOf(['ple', 'adattSp', 'ple', 'mmoe']) };

const architecturesOf = ({ cards }: Experiment) => cards.map(({ architecture }) => architecture);

describe('compareAll', () => {
  it('has every architecture once, each in several sizes, at several rates, and stops early', () => {
    const all = compareAll(given);
    const expected = architectures.filter(({ role }) => role !== 'impostor').map(({ id }) => id);
    expect(architecturesOf(all).toSorted()).toEqual(expected.toSorted());
    expect(all.comparison).toMatchObject({ budget: 'bestSize', isTuned: true, reference: 'B' });
    expect(all.training.stopEarly).toBeGreaterThan(0);
    const numNetworks = trainingsOf(all).map(({ trained }) => trained.length);
    // Linear has no widths.
    expect(new Set(numNetworks)).toEqual(new Set([3, 12]));
    expect([comparesAll(given), comparesAll(all)]).toEqual([false, true]);
  });

  it('keeps the cards that are there, and gives others the settings of the reference', () => {
    const changed = setCardOptions(setCard(given, 'B', { name: 'Mine', weighting: 'uncertainty' }), 'B', {
      levelDims: [[16], [8]],
    });
    const { cards } = compareAll(changed);
    expect(cards.slice(0, 3)).toEqual([changed.cards[0], changed.cards[1], changed.cards[3]]);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
    expect(new Set(cards.map(({ color }) => color)).size).toBe(cards.length);
    const adatt = cards.find(({ architecture }) => architecture === 'adatt');
    expect(adatt).toMatchObject({ name: 'AdaTT', weighting: 'uncertainty' });
    expect(adatt?.options['levelDims']).toEqual([[16], [8]]);
  });

  it('keeps the reference where its architecture comes twice', () => {
    const { cards, comparison } = compareAll(setComparison(given, { reference: 'C' }));
    expect(cards.slice(0, 2).map(({ id }) => id)).toEqual(['B', 'C']);
    expect(comparison.reference).toBe('C');
  });

  it('tunes over rates around the one that is set, and keeps those that are tuned over', () => {
    const ratesOf = (experiment: Experiment) => compareAll(experiment).comparison.learningRates;
    expect(ratesOf(given)).toEqual([0.001, 0.003, 0.01]);
    expect(ratesOf(setTraining(given, { learningRate: 0.06 }))).toEqual([0.02, 0.06, 0.18]);
    expect(ratesOf(setComparison(given, { isTuned: true, learningRates: [0.5] }))).toEqual([0.5]);
  });

  it('chooses among fewer networks where memory is short', () => {
    const large = setTraining(setNumTasks(given, 8), { numReplicas: 8, batchSize: 512 });
    const all = compareAll(large);
    expect(all.comparison.budget).toBe('equalParameters');
    expect(problemsOfExperiment(all)).toEqual([]);
  });

  it('changes nothing where all are compared, and begins without a card', () => {
    const all = compareAll(given);
    expect(compareAll(all)).toEqual(all);
    expect(architecturesOf(compareAll({ ...given, cards: [] }))).toHaveLength(architecturesOf(all).length);
  });

  it.each(presets.map(({ id, experiment }) => [id, experiment] as const))(
    'makes an experiment of %s that trains, and that a link carries',
    (_, experiment) => {
      const all = compareAll(experiment);
      expect(problemsOfExperiment(all)).toEqual([]);
      expect(readLink(linkOfAll(all)).experiment).toEqual(all);
    },
  );
});
