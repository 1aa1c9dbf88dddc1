import { expect, it } from 'vitest';
import { BASELINE_ID, cardOfTrainedId, trainedIdOf } from '../../../src/experiment/cardIds.ts';

it('tells from an id whose network it is', () => {
  for (const cardId of ['A', BASELINE_ID]) {
    const alone = { cardId, sizeFactor: null, learningRate: null };
    expect(cardOfTrainedId(trainedIdOf(cardId, null))).toEqual(alone);
    expect(cardOfTrainedId(trainedIdOf(cardId, 0.003))).toEqual({ ...alone, learningRate: '0.003' });
    expect(cardOfTrainedId(trainedIdOf(cardId, null, 0.5))).toEqual({ ...alone, sizeFactor: '0.5' });
    const both = { cardId, sizeFactor: '0.5', learningRate: '0.003' };
    expect(cardOfTrainedId(trainedIdOf(cardId, 0.003, 0.5))).toEqual(both);
  }
});

it('keeps the ids that recorded runs and links carry', () => {
  expect([trainedIdOf('A', null), trainedIdOf('A', 0.003)]).toEqual(['A', 'A@0.003']);
  expect([trainedIdOf('A', null, 1), trainedIdOf('A', 0.003, 2)]).toEqual(['A~1', 'A~2@0.003']);
});
