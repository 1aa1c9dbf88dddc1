/** Settings against over-fitting, each with a value to begin with, for experiments that lack it. */
import type { Field } from '../core/schema/field.ts';
import { tableFields } from '../data/table/tableSetup.ts';
import { setTraining } from './edit.ts';
import type { Experiment } from './experiment.ts';
import { trainingFields } from './trainingFields.ts';

const ofTraining = { stopEarly: 5, weightDecay: 0.1, dropout: 0.1 } as const;

export const remedyIds = ['stopEarly', 'weightDecay', 'dropout', 'embeddingDim'] as const;

export type RemedyId = (typeof remedyIds)[number];

interface Remedy {
  /** "weight decay 0.1" */
  readonly label: string;
  readonly applied: Experiment;
}

/** Null if the experiment has it. */
export function remedyOf(id: RemedyId, experiment: Experiment): Remedy | null {
  const labelled = ({ label, unit }: Pick<Field<number>, 'label' | 'unit'>, value: number) =>
    [label.toLowerCase(), value, ...(unit === null ? [] : [unit])].join(' ');
  if (id !== 'embeddingDim') {
    if (experiment.training[id] > 0) return null;
    const value = ofTraining[id];
    return { label: labelled(trainingFields[id], value), applied: setTraining(experiment, { [id]: value }) };
  }
  const { data } = experiment;
  const embeddingDim = Math.floor((data.table?.embeddingDim ?? 0) / 2);
  if (data.table === null || data.table.numVectors.length === 0 || embeddingDim === 0) return null;
  const { numVectors, embeddingDim: before } = data.table;
  const inputDim = data.inputDim + numVectors.length * (embeddingDim - before);
  const table = { ...data.table, embeddingDim };
  return {
    label: labelled(tableFields.embeddingDim, embeddingDim),
    applied: { ...experiment, data: { ...data, inputDim, table } },
  };
}
