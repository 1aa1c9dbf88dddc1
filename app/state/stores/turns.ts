/** Counts requested trainings beside the run; background retraining waits for them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';

export type TurnStore = StoreApi<number>;

export const turnsOf = oncePer((_page: object): TurnStore => createStore(() => 0));

/** Returns the function that ends the turn; idempotent. */
export function beginTurn(turns: TurnStore): () => void {
  let isTaken = true;
  turns.setState(turns.getState() + 1);
  return () => {
    if (isTaken) turns.setState(turns.getState() - 1);
    isTaken = false;
  };
}

/** May be called repeatedly with the same value. */
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
