/** Says which repetitions have the same rows, how many copies are kept, how large a row is, and which parts it has. */
import { randomisationOf, resamplesTasks } from './randomisation.ts';
import { sourceInfos, unusedSettingsOf } from './sources/sources.ts';
import { tableInfo } from './sources/tableInfo.ts';
import type { RecordByPart } from './table/parts.ts';
import { columnsOfSection, rowDimOf } from './table/tableSetup.ts';
import type { DataSetup, SourceSetup } from './types.ts';

/** Replicas with equal keys share inputs and labels; splits and batches may differ. */
export function rowsKeyOf(data: SourceSetup, replica: number): string {
  if (sharesRows(data)) return '';
  const { curves, directions, rows } = randomisationOf(data, replica);
  return `${curves} ${directions} ${rows}`;
}

export function numRowCopiesOf(data: SourceSetup, numReplicas: number): number {
  return sharesRows(data) || data.redraw === 'weights' ? 1 : numReplicas;
}

export function numStoredInputsOf(data: SourceSetup): number {
  return sourceInfoOf(data)?.rowLengthOf?.(data) ?? data.inputDim;
}

export function sharesRows(data: Pick<SourceSetup, 'source' | 'redraw'>): boolean {
  return !resamplesTasks(data) && sourceInfoOf(data)?.sharesRows === true;
}

export function resplitsRows(data: SourceSetup): boolean {
  return sharesRows(data) && data.table?.resplits === true;
}

/** n_test / n_train if repetitions resplit, else 0. Ignoring validation rows makes intervals slightly too wide. */
export function resplitOverlapOf(data: SourceSetup): number {
  return resplitsRows(data) ? data.numTestRows / data.numTrainRows : 0;
}

const sourceInfoOf = ({ source }: Pick<SourceSetup, 'source'>) => sourceInfos.find(({ id }) => id === source);

/** Number of inputs from prior columns, which stand last in a row. */
export const numPriorsOf = (setup: DataSetup): number => {
  const { data } = setup;
  if (data.source === tableInfo.id) return Math.min(data.table?.numPriors ?? 0, data.inputDim);
  return unusedSettingsOf(setup).includes('numGroups') ? 0 : data.numGroups;
};

/** Prior ids come last, followed by `numAfter` other prior inputs. */
export function idColumnsInRow(setup: DataSetup) {
  const { source, table } = setup.data;
  if (source !== tableInfo.id || table === null) return { numVectors: [], dim: 1, numAfter: 0 };
  const { numVectors, embeddingDim: dim } = table;
  const numOfPrior = columnsOfSection(table, 'priorIds').length * dim;
  return { numVectors, dim, numAfter: Math.max(0, numPriorsOf(setup) - numOfPrior) };
}

/** N: stored numbers of a row, one per id. */
export const rowDimOfData = ({ data: { source, table, inputDim } }: Pick<DataSetup, 'data'>): number =>
  source !== tableInfo.id || table === null ? inputDim : rowDimOf(table, inputDim);

export const partSizesOf = ({
  numTrainRows,
  numValidationRows,
  numTestRows,
}: SourceSetup): RecordByPart<number> => ({
  train: numTrainRows,
  validation: numValidationRows,
  test: numTestRows,
});
