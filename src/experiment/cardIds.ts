/** Ids of cards, and of the networks that are trained for them. Knows no experiment, so that it costs the first paint nothing. */
import { limits } from '../core/schema/limits.ts';

/** Letters that cards may have, in order. */
export const cardIds: readonly string[] = [...'ABCDEFGH'].slice(0, limits.cards);

/** Id of the baseline that is trained unseen; no card of a user can have it. Those of other objectives have the letter of a card behind it. */
export const BASELINE_ID = 'baseline';

export const isUnseenBaseline = (cardId: string): boolean => cardId.startsWith(BASELINE_ID);

/** Id of the linear models in tables of results; no card can have it, either. */
export const LINEAR_ID = 'linear';

const RATE_MARK = '@';

/** `A`, or `A@0.003` for one of several learning rates that are tried. */
export const trainedIdOf = (cardId: string, learningRate: number | null): string =>
  learningRate === null ? cardId : `${cardId}${RATE_MARK}${learningRate}`;

/** Takes `trainedIdOf` back. */
export const ownerOfTrained = (
  trainedId: string,
): { readonly cardId: string; readonly learningRate: string | null } => {
  const [cardId = '', learningRate = null] = trainedId.split(RATE_MARK);
  return { cardId, learningRate };
};
