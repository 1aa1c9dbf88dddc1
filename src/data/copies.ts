/**
 * Which repetitions have the very same rows, so that there is one copy of them, how much is kept of a row, and what repetitions of the
 * same rows say of others. Knows nothing of how rows are made.
 */
import { randomisationOf, redrawsTasks } from './randomisation.ts';
import { sourceInfos } from './sources/sources.ts';
import type { SourceSetup } from './types.ts';

/** Repetitions of equal keys have the same rows, inputs and labels; how they are dealt to the splits, and batches, may differ. */
export function rowsKeyOf(data: SourceSetup, replica: number): string {
  if (sharesRows(data)) return '';
  const { curves, directions, rows } = randomisationOf(data, replica);
  return `${curves} ${directions} ${rows}`;
}

/** How many copies of the rows `numReplicas` repetitions need. */
export function numCopiesOf(data: SourceSetup, numReplicas: number): number {
  return sharesRows(data) || data.redraw === 'weights' ? 1 : numReplicas;
}

/** Numbers that are kept of the inputs of a row, at most. */
export function inputsKeptOf(data: SourceSetup): number {
  return infoOf(data)?.rowLengthOf?.(data) ?? data.inputDim;
}

/** Every repetition has the rows of one file. */
export function sharesRows(data: Pick<SourceSetup, 'source' | 'redraw'>): boolean {
  return !redrawsTasks(data) && infoOf(data)?.sharesRows === true;
}

/** Every repetition deals the rows of one file to training, validation and test anew. */
export function resplits(data: SourceSetup): boolean {
  return sharesRows(data) && data.table?.resplits === true;
}

/**
 * n_test / n_train where repetitions split the same rows anew, as of `statistics.ts`; 0 where they do not: then what differs between
 * them is all that a statement is about. Validation rows count for neither, which makes intervals rather too wide.
 */
export function overlapOf(data: SourceSetup): number {
  return resplits(data) ? data.numTestRows / data.numTrainRows : 0;
}

const infoOf = ({ source }: Pick<SourceSetup, 'source'>) => sourceInfos.find(({ id }) => id === source);
