/** Ids of cards and trained networks, apart from the experiment so that the first paint loads little. */
import { limits } from '../core/schema/limits.ts';

export const cardIds: readonly string[] = [...'ABCDEFGHIJ'].slice(0, limits.cards);

/** No card has it. Hidden baselines of other objectives append a card's letter. */
export const BASELINE_ID = 'baseline';

export const isUnseenBaseline = (cardId: string): boolean => cardId.startsWith(BASELINE_ID);

const SIZE_SEPARATOR = '~';
const LEARNING_RATE_SEPARATOR = '@';

/** `A`, or one of several sizes and learning rates: `A@0.003`, `A~0.5`, `A~0.5@0.003`. */
export const trainedIdOf = (
  cardId: string,
  learningRate: number | null,
  sizeFactor: number | null = null,
): string => {
  const sized = sizeFactor === null ? cardId : `${cardId}${SIZE_SEPARATOR}${sizeFactor}`;
  return learningRate === null ? sized : `${sized}${LEARNING_RATE_SEPARATOR}${learningRate}`;
};

export const cardOfTrainedId = (trainedId: string) => {
  const [sized = '', learningRate = null] = trainedId.split(LEARNING_RATE_SEPARATOR);
  const [cardId = '', sizeFactor = null] = sized.split(SIZE_SEPARATOR);
  return { cardId, sizeFactor, learningRate };
};
