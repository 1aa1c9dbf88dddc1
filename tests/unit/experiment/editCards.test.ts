import { describe, expect, it } from 'vitest';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setComparison } from '../../../src/experiment/edit.ts';
import {
  duplicateCard,
  removeCard,
  setCard,
  setCardArchitecture,
  setCardOptions,
} from '../../../src/experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { addCard } from './addCard.ts';

const experiment: Experiment = { ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple']) };

const cardAt = (edited: Experiment, index: number): CardConfig => {
  const card = edited.cards[index];
  if (card === undefined) throw new Error(`no card ${index}`);
  return card;
};

describe('the list of cards', () => {
  it('grows by the next free letter and keeps letters when it shrinks', () => {
    const shrunk = removeCard(experiment, 'A');
    expect(shrunk.cards.map((card) => card.id)).toEqual(['B']);
    const grown = addCard(shrunk, 'mmoe');
    expect(grown.cards.map((card) => [card.id, card.architecture])).toEqual([
      ['B', 'ple'],
      ['A', 'mmoe'],
    ]);
  });

  it('forgets the reference that it loses, so that the next card with its letter is not it', () => {
    const chosen = setComparison(
      { ...experiment, cards: cardsOf(['adattSp', 'ple', 'mmoe']) },
      { reference: 'C' },
    );
    const regrown = addCard(removeCard(chosen, 'C'), 'singleTask');
    expect(cardAt(regrown, 2)).toMatchObject({ id: 'C', architecture: 'singleTask' });
    expect(referenceOf(regrown)?.id).toBe('A');
    expect(referenceOf(removeCard(chosen, 'B'))?.id).toBe('C');
  });

  it('holds at most 10', () => {
    const full = { ...experiment, cards: cardsOf(Array.from({ length: 10 }, () => 'mmoe')) };
    expect(addCard(full, 'ple')).toBe(full);
    expect(duplicateCard(full, 'A')).toBe(full);
  });

  it('duplicates everything but letter and colour', () => {
    const edited = setCardOptions(setCard(experiment, 'A', { name: 'Mine', color: 7 }), 'A', {
      residual: false,
    });
    const copy = cardAt(duplicateCard(edited, 'A'), 2);
    expect(copy).toEqual({ ...cardAt(edited, 0), id: 'C', color: 2 });
    expect(duplicateCard(edited, 'J')).toBe(edited);
  });
});

describe('a card', () => {
  it('is renamed, recoloured and given other weights, within limits', () => {
    const edited = setCard(experiment, 'B', { name: ` ${'x'.repeat(30)}`, color: 99, initialSeedOffset: 3 });
    expect(cardAt(edited, 1)).toMatchObject({ name: 'x'.repeat(24), color: 9, initialSeedOffset: 3 });
    expect(cardAt(edited, 0)).toBe(cardAt(experiment, 0));
    expect(cardAt(setCard(edited, 'B', { name: '' }), 1).name).toBe('PLE');
  });

  it('takes options within their limits, lists fitted to the tasks', () => {
    const edited = setCardOptions(experiment, 'A', {
      numTaskExperts: [1, 99],
      levelDims: [[64], [32]],
      foo: 1,
    });
    expect(cardAt(edited, 0).options).toEqual({
      numTaskExperts: [1, 8, 8, 8],
      levelDims: [[64], [32]],
      residual: true,
      taskSpecificBackward: false,
      towerDims: [16],
    });
  });

  it('keeps the options that its new architecture has too', () => {
    const edited = setCardOptions(experiment, 'A', { numTaskExperts: 3, levelDims: [[7]], residual: false });
    const ple = cardAt(setCardArchitecture(edited, 'A', 'ple'), 0);
    expect(ple).toMatchObject({ id: 'A', name: 'PLE', architecture: 'ple' });
    expect(ple.options).toEqual({
      numTaskExperts: 3,
      numSharedExperts: 1,
      levelDims: [[7]],
      towerDims: [16],
    });
    expect(cardAt(setCardArchitecture(edited, 'A', 'sharedBottom'), 0).options).toEqual({
      levelDims: [[7]],
      towerDims: [16],
    });
  });

  it('keeps a name of its own, and everything when the architecture does not exist', () => {
    const named = setCard(experiment, 'A', { name: 'Mine' });
    expect(cardAt(setCardArchitecture(named, 'A', 'mmoe'), 0).name).toBe('Mine');
    expect(setCardArchitecture(named, 'A', '__proto__')).toEqual(named);
  });
});
