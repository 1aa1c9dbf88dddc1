/** Tells whether networks learned enough for their gates to be meaningful. */
import { ofTask } from '../analysis/pairs.ts';
import type { CardSummary } from './summary.ts';

// Above this share of the best constant's loss little was learned, if the loss is still falling.
const LITTLE = 0.95;

// Better than a constant, after the first step, and by more than the first few steps bring.
export function hasLearnedOn({ tasks, reported }: CardSummary, task: number): boolean {
  const found = tasks[task];
  if (found === undefined || found.hasLearnedNothing) return false;
  const replicas = ofTask([...reported.losses.keys()], task, tasks.length).filter((index) =>
    Number.isFinite(reported.losses[index]),
  );
  const hasBegun = replicas.some((index) => (reported.steps[index] ?? 0) > 0);
  const isAllFalling = replicas.every((index) => reported.isStillImproving[index] === true);
  return hasBegun && !(isAllFalling && !found.isMiscalibrated && found.normalisedLoss.mean > LITTLE);
}

export const hasLearned = (card: CardSummary): boolean =>
  card.tasks.some((_, task) => hasLearnedOn(card, task));
