/** Ids of cards and trained networks, apart from the experiment so that the first paint loads little. */
import { limits } from '../core/schema/limits.ts';

export const cardIds: readonly string[] = [...'ABCDEFGH'].slice(0, limits.cards);

/** No card has it. Hidden baselines of other objectives append a card's letter. */
export const BASELINE_ID = 'baseline';

export const isUnseenBaseline = (cardId: string): boolean => cardId.startsWith(BASELINE_ID);

export const LINEAR_ID = 'linear';

const LEARNING_RATE_SEPARATOR = '@';

/** `A`, or `A@0.003` for one of several learning rates. */
export const trainedIdOf = (cardId: string, learningRate: number | null): string =>
  learningRate === null ? cardId : `${cardId}${LEARNING_RATE_SEPARATOR}${learningRate}`;

export const cardOfTrainedId = (
  trainedId: string,
): { readonly cardId: string; readonly learningRate: string | null } => {
  const [cardId = '', learningRate = null] = trainedId.split(LEARNING_RATE_SEPARATOR);
  return { cardId, learningRate };
};
