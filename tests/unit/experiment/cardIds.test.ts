import { expect, it } from 'vitest';
import { BASELINE_ID, cardOfTrainedId, trainedIdOf } from '../../../src/experiment/cardIds.ts';

it('tells from an id whose network it is', () => {
  for (const cardId of ['A', BASELINE_ID]) {
    expect(cardOfTrainedId(trainedIdOf(cardId, null))).toEqual({ cardId, learningRate: null });
    expect(cardOfTrainedId(trainedIdOf(cardId, 0.003))).toEqual({ cardId, learningRate: '0.003' });
  }
});
