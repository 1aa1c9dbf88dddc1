/** Encodes a card's loss along paths for the device. */
import type { TaskObjective } from '../../experiment/derived/objective.ts';
import type { NamedTensors } from '../kernels/operation.ts';
import { type PathLossAttrs, pathLoss, pathTerms } from '../kernels/pathLoss/pathLoss.ts';
import { taskLoss } from '../kernels/taskLoss/taskLoss.ts';
import type { PathObjective } from '../network/network.ts';
import { type Tensor, tensor } from '../tf/tf.ts';

/** The caller frees the coefficients. */
export function createPathObjective(tasks: readonly TaskObjective[]): PathObjective {
  const numbers = tasks.flatMap((task) => [
    task.parent === null ? 0 : task.parent + 1,
    Number(task.isBinary),
    pathTermsOf(task),
  ]);
  const coefficients = tasks.flatMap(({ own, product, clip }) => [own, product, clip ?? 0]);
  return { tasks: numbers, coefficients: tensor(coefficients, [tasks.length, 3]) };
}

function pathTermsOf({ own, clip, product }: TaskObjective): PathLossAttrs['tasks'][number] {
  const ofOwn = pathTerms.own | (clip === null ? 0 : pathTerms.inversePropensity);
  return (own === 0 ? 0 : ofOwn) | (product === 0 ? 0 : pathTerms.product);
}

/** Losses `[T]` of rows `[T, B]` of one replica. Call inside `tidy`. */
export function rowLossesOf(
  rows: NamedTensors<'logits' | 'labels' | 'mask'>,
  objective: readonly TaskObjective[] | null,
  isBinary: readonly number[],
): Tensor {
  if (objective === null) return taskLoss(rows.logits, rows.labels, rows.mask, { numReplicas: 1, isBinary });
  const { tasks, coefficients } = createPathObjective(objective);
  return pathLoss({ ...rows, coefficients }, { numReplicas: 1, tasks });
}
