/** Says which repetitions have the same rows, how many copies are kept, and how large a row is. */
import { randomisationOf, redrawsTasks } from './randomisation.ts';
import { sourceInfos } from './sources/sources.ts';
import type { SourceSetup } from './types.ts';

/** Replicas with equal keys share inputs and labels; splits and batches may differ. */
export function rowsKeyOf(data: SourceSetup, replica: number): string {
  if (sharesRows(data)) return '';
  const { curves, directions, rows } = randomisationOf(data, replica);
  return `${curves} ${directions} ${rows}`;
}

export function numCopiesOf(data: SourceSetup, numReplicas: number): number {
  return sharesRows(data) || data.redraw === 'weights' ? 1 : numReplicas;
}

export function inputsKeptOf(data: SourceSetup): number {
  return infoOf(data)?.rowLengthOf?.(data) ?? data.inputDim;
}

export function sharesRows(data: Pick<SourceSetup, 'source' | 'redraw'>): boolean {
  return !redrawsTasks(data) && infoOf(data)?.sharesRows === true;
}

export function resplits(data: SourceSetup): boolean {
  return sharesRows(data) && data.table?.resplits === true;
}

/** n_test / n_train if repetitions resplit, else 0. Ignoring validation rows makes intervals slightly too wide. */
export function overlapOf(data: SourceSetup): number {
  return resplits(data) ? data.numTestRows / data.numTrainRows : 0;
}

const infoOf = ({ source }: Pick<SourceSetup, 'source'>) => sourceInfos.find(({ id }) => id === source);
