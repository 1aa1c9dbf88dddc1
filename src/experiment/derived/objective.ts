/**
 * The losses that a card minimises where tasks come after other tasks, as a table. Conditional losses are those of the labels that there are, and
 * need no table.
 *
 * Let a_t be the logit of task t given that the task before it happened. *Entire space* (Ma et al. 2018) has
 * BCE(prod y, prod sigma(a)) along the path to t over all rows; *inverse propensity* (Wang et al. 2022, ESCM2-IPS) has
 * lambda_c BCE(y_t, sigma(a_t)) / max(prod sigma(a) along the path to the task before, clip), summed over the rows where that happened
 * and divided by all rows, plus lambda_g times the loss of the entire space. Tasks after nothing have their own loss, as ever.
 */
import { isFunnel, parentOf } from '../../data/funnel.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

/** The loss of a task, two terms that are left out where they count 0. */
export interface TaskObjective {
  /** The task before; null: none. */
  readonly parent: number | null;
  readonly isBinary: boolean;
  /** How much the labels that there are count. */
  readonly own: number;
  /** The least probability by which such a label is divided; null: it is not. */
  readonly clip: number | null;
  /** How much the product along the path counts. */
  readonly product: number;
}

/** Null: the card minimises the losses of the labels that there are. */
export function pathObjectiveOf(
  { objective, clip, lambdaC, lambdaG }: Pick<CardConfig, 'objective' | 'clip' | 'lambdaC' | 'lambdaG'>,
  tasks: Experiment['tasks'],
): readonly TaskObjective[] | null {
  if (objective === 'conditional' || !isFunnel(tasks)) return null;
  return tasks.map(({ kind }, task) => {
    const parent = parentOf(tasks, task);
    const common = { parent, isBinary: kind === 'binary' };
    if (parent === null) return { ...common, own: 1, clip: null, product: 0 };
    return objective === 'entireSpace'
      ? { ...common, own: 0, clip: null, product: 1 }
      : { ...common, own: lambdaC, clip, product: lambdaG };
  });
}
