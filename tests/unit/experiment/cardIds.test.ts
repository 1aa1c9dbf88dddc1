import { expect, it } from 'vitest';
import { BASELINE_ID, ownerOfTrained, trainedIdOf } from '../../../src/experiment/cardIds.ts';

it('tells from an id whose network it is', () => {
  for (const cardId of ['A', BASELINE_ID]) {
    expect(ownerOfTrained(trainedIdOf(cardId, null))).toEqual({ cardId, learningRate: null });
    expect(ownerOfTrained(trainedIdOf(cardId, 0.003))).toEqual({ cardId, learningRate: '0.003' });
  }
});
