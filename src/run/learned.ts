/** Tells networks that learned enough for their gates to say something: initial weights and first steps have gates as well. */
import { ofTask } from '../analysis/pairs.ts';
import type { CardSummary } from './summary.ts';

/** Share of the best constant's loss down to which next to nothing was learned, as long as the loss is still falling. */
const LITTLE = 0.95;

/** Something was learned on the task: better than a constant, at a step after the first, and by more than the first few steps bring. */
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

/** The same of any of its tasks. */
export const hasLearned = (card: CardSummary): boolean =>
  card.tasks.some((_, task) => hasLearnedOn(card, task));
