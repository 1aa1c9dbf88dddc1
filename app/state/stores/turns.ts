/**
 * Trainings beside the run that somebody asked for, such as a sweep or previews, as a number: while it is not 0, whatever trains unasked
 * waits. Knows none of them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';

export type TurnStore = StoreApi<number>;

/** The one of a page. */
export const turnsOf = oncePer((_page: object): TurnStore => createStore(() => 0));

/** Says that something trains. Returns the function that says that it has stopped; idempotent. */
export function beginTurn(turns: TurnStore): () => void {
  let isTaken = true;
  turns.setState(turns.getState() + 1);
  return () => {
    if (isTaken) turns.setState(turns.getState() - 1);
    isTaken = false;
  };
}

/** Returns a function that is told, as often as one likes, whether something trains. */
export function turnTaker(turns: TurnStore): (isTraining: boolean) => void {
  let giveBack: (() => void) | null = null;
  return (isTraining) => {
    if (isTraining) giveBack ??= beginTurn(turns);
    else {
      giveBack?.();
      giveBack = null;
    }
  };
}
