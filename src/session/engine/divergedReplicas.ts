/** Which replicas have gone astray. */
import type { CardEvaluation } from '../../results/results.ts';

/** One replica of one card whose held-out losses are no numbers. */
export interface DivergedReplica {
  readonly cardId: string;
  readonly replica: number;
}

/** The diverged replicas of one evaluation, from held-out losses `[R * T]`, replica-major. */
export function divergedReplicas(evaluation: CardEvaluation, numTasks: number): readonly DivergedReplica[] {
  const { cardId, loss } = evaluation;
  const numReplicas = Math.floor(loss.validation.length / numTasks);
  return Array.from({ length: numReplicas }, (_, replica) => ({ cardId, replica })).filter(({ replica }) => {
    const ofReplica = (losses: readonly number[]) =>
      losses.slice(replica * numTasks, (replica + 1) * numTasks);
    return ![...ofReplica(loss.validation), ...ofReplica(loss.test)].every(Number.isFinite);
  });
}
