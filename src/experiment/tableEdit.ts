/** Edits that base an experiment on a file or fit it to the file once read. */
import { readFields } from '../core/schema/readFields.ts';
import type { TableSizes } from '../data/table/encode.ts';
import type { TableSetup } from '../data/table/tableSetup.ts';
import { readTableSetup } from '../data/table/tableSetup.ts';
import { setData, setNumTasks, setTraining } from './edit.ts';
import type { Experiment, TaskConfig } from './experiment.ts';
import { taskFieldsAt } from './fields.ts';

/** Batches are no larger than the training rows. `sizes` is null until the file is read. */
export function setTable(
  experiment: Experiment,
  setup: TableSetup,
  sizes: TableSizes | null,
  names: readonly (string | undefined)[] = [],
): Experiment {
  const numTasks = Math.max(1, setup.targets.length);
  const { numPriors = setup.numPriors, numVectors = setup.numVectors, ...ofRows } = sizes ?? {};
  const sized = setNumTasks(setData(experiment, { source: 'table', redraw: 'rows', ...ofRows }), numTasks);
  const tasks = sized.tasks.map((task, index) => taskOfTarget(task, index, setup, names[index]));
  // Passed through the reader, so that a link carries exactly this set-up.
  const table = readTableSetup({ ...setup, numPriors, numVectors }, tasks.length, () => undefined);
  const { batchSize } = sized.training;
  const fitted = sizes !== null && batchSize > sizes.numTrainRows && sizes.numTrainRows > 0;
  return {
    ...(fitted ? setTraining(sized, { batchSize: sizes.numTrainRows }) : sized),
    tasks,
    data: { ...sized.data, table },
  };
}

function taskOfTarget(
  task: TaskConfig,
  index: number,
  { targets }: TableSetup,
  name = task.name,
): TaskConfig {
  const target = targets[index] ?? null;
  if (target === null) return { ...task, name };
  const kind = target.positive === null ? 'regression' : 'binary';
  return readFields(taskFieldsAt(index), { ...task, name, kind });
}

/** Uses all rows of the file; of one with the same hash, at most the number set. */
export function fitToFile(
  experiment: Experiment,
  file: Pick<TableSetup, 'fileName' | 'hash'>,
  sizes: TableSizes,
): Experiment {
  const { table, ...data } = experiment.data;
  if (table === null) return experiment;
  const isSame = table.hash === file.hash;
  const rowsOf = (key: 'numTrainRows' | 'numValidationRows' | 'numTestRows') =>
    isSame ? Math.min(data[key], sizes[key]) : sizes[key];
  const fitted = {
    inputDim: sizes.inputDim,
    numPriors: sizes.numPriors ?? 0,
    numVectors: sizes.numVectors ?? [],
    numTrainRows: rowsOf('numTrainRows'),
    numValidationRows: rowsOf('numValidationRows'),
    numTestRows: rowsOf('numTestRows'),
  };
  return setTable(experiment, { ...table, fileName: file.fileName, hash: file.hash }, fitted);
}
