/**
 * Losses of a card on tasks that follow others. Let a_t be the logit of task t given that the task before it
 * happened. *Entire space* (Ma et al. 2018): BCE(prod y, prod sigma(a)) along the path to t, over all rows.
 * *Inverse propensity* (Wang et al. 2022, ESCM2-IPS): lambda_c BCE(y_t, sigma(a_t)) / max(prod sigma(a) along
 * the path to the task before, clip), over the rows where that task happened, divided by all rows, plus
 * lambda_g times the entire-space loss. Tasks that follow none keep their loss.
 */
import { isFunnel, precedingTaskOf } from '../../data/funnel.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

export interface TaskObjective {
  readonly parent: number | null;
  readonly isBinary: boolean;
  /** Weight of the task's loss on observed labels; 0 omits it. */
  readonly own: number;
  /** Smallest probability by which that loss is divided; null: it is not divided. */
  readonly clip: number | null;
  /** Weight of the loss of the product along the path; 0 omits it. */
  readonly product: number;
}

export function pathObjectiveOf(
  { objective, clip, lambdaC, lambdaG }: Pick<CardConfig, 'objective' | 'clip' | 'lambdaC' | 'lambdaG'>,
  tasks: Experiment['tasks'],
): readonly TaskObjective[] | null {
  if (objective === 'conditional' || !isFunnel(tasks)) return null;
  return tasks.map(({ kind }, task) => {
    const parent = precedingTaskOf(tasks, task);
    const common = { parent, isBinary: kind === 'binary' };
    if (parent === null) return { ...common, own: 1, clip: null, product: 0 };
    return objective === 'entireSpace'
      ? { ...common, own: 0, clip: null, product: 1 }
      : { ...common, own: lambdaC, clip, product: lambdaG };
  });
}
