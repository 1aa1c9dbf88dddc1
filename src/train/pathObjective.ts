/** The loss of a card along paths as the operation takes it, on the device. */
import type { TaskObjective } from '../experiment/derived/objective.ts';
import { type PathLossAttrs, pathTerms } from '../kernels/pathLoss/pathLoss.ts';
import type { PathObjective } from '../network/network.ts';
import { tensor } from '../tf/tf.ts';

/** The caller frees the coefficients. */
export function createPathObjective(tasks: readonly TaskObjective[]): PathObjective {
  const numbers = tasks.flatMap((task) => [
    task.parent === null ? 0 : task.parent + 1,
    Number(task.isBinary),
    termsOf(task),
  ]);
  const coefficients = tasks.flatMap(({ own, product, clip }) => [own, product, clip ?? 0]);
  return { tasks: numbers, coefficients: tensor(coefficients, [tasks.length, 3]) };
}

function termsOf({ own, clip, product }: TaskObjective): PathLossAttrs['tasks'][number] {
  const ofOwn = pathTerms.own | (clip === null ? 0 : pathTerms.inversePropensity);
  return (own === 0 ? 0 : ofOwn) | (product === 0 ? 0 : pathTerms.product);
}
