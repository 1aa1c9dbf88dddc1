/** Describes rows of a file for forms and checks; `table.ts` makes them. */

import { text } from '../../text/text.ts';
import { idColumnsOf, maxRowLengthOf, numInputColumns } from '../table/tableSetup.ts';
import type { DataSetup, SourceInfo } from '../types.ts';

const words = text.table.setup;

// A file tells no true function, so the irreducible loss is unknown.
export const tableInfo: SourceInfo = {
  id: 'table',
  label: text.table.sourceLabel,
  unusedSettings: [
    'recipe',
    'inputDim',
    'labelTemperature',
    'noiseDependence',
    'noiseUnit',
    'numFeatures',
    'numCommonFeatures',
    'switching',
    'numGroups',
    'positives',
    'redraw',
    'draw',
    'correlation',
    'secondCorrelation',
    'kind',
    'noise',
    'positiveRate',
    'labelFraction',
    'featureSet',
  ],
  sharesRows: true,
  rowLengthOf: ({ table, inputDim }) => (table === null ? inputDim : maxRowLengthOf(table, inputDim)),
  problemsOf,
};

function problemsOf({ tasks, data: { table } }: DataSetup): readonly string[] {
  if (table === null) return [words.noFile];
  return [
    ...(numInputColumns(table) === 0 ? [words.noFeatures] : []),
    ...(idColumnsOf(table).length === table.numVectors.length ? [] : [words.idsUnknown]),
    ...tasks.flatMap(({ kind }, task) => {
      const target = table.targets[task] ?? null;
      if (target === null) return [words.noTarget(task + 1)];
      return (target.positive === null) === (kind === 'regression') ? [] : [words.wrongKind(task + 1)];
    }),
  ];
}
