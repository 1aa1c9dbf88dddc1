/** Reads vector files made with the authors' PyTorch library: a network, a batch, and what the library computed. */

import type { Field } from '../../../../src/core/schema/field.ts';
import { tableFields } from '../../../../src/data/table/tableSetup.ts';
import { trainedCardFields } from '../../../../src/experiment/cardFields.ts';
import { dataFields, numTasksField } from '../../../../src/experiment/fields.ts';
import { trainingFields } from '../../../../src/experiment/trainingFields.ts';
import {
  readSafetensors,
  type SafetensorsFile,
  type TensorEntry,
} from '../../../../src/interop/safetensors.ts';
import { architectureOf } from '../../../../src/models/architectures.ts';
import {
  rowDimOfNetwork,
  withElementwiseGates,
  withEmbeddings,
} from '../../../../src/models/optionalParts.ts';
import type { Topology } from '../../../../src/models/topology.ts';

export type ReferenceCase = ReturnType<typeof readReferenceCase>;

// `mmoe` depends on the number of levels.
const architectureIds = new Map<string, (numLevels: number) => string>([
  ['att_sp', () => 'adattSp'],
  ['att_g', () => 'adatt'],
  ['ple', () => 'ple'],
  ['mmoe', (numLevels) => (numLevels === 1 ? 'mmoe' : 'mlmmoe')],
  ['cross_st', () => 'crossStitch'],
  ['stem', () => 'stem'],
  ['share_bottom', () => 'sharedBottom'],
]);

/** Throws an `Error` that names what cannot be used. */
export function readReferenceCase(bytes: Uint8Array) {
  const file = readSafetensors(bytes);
  const metadata = parseMetadata(file);
  const kinds = metadata('task_kinds');
  const topology = topologyOfMetadata(metadata);
  if (!Array.isArray(kinds) || kinds.length !== topology.numTasks) {
    throw new Error(`'task_kinds' must list ${topology.numTasks} kinds; got ${JSON.stringify(kinds)}.`);
  }
  const numRows = settingOf(trainingFields.batchSize, entryOf(file, 'input').shape[0]);
  return {
    topology,
    /** `[T]` */
    isBinary: kinds.map((kind): number => (kind === 'binary' ? 1 : 0)),
    numRows,
    /** `[B, I]` */
    inputs: tableOf(file, 'input', [numRows, rowDimOfNetwork(topology)]),
    /** `[B, T]` */
    targets: tableOf(file, 'target', [numRows, topology.numTasks]),
    /** Throws if it is missing. */
    tensor: (name: string): TensorEntry => entryOf(file, name),
    /** Keys lack the prefix. */
    withPrefix: (prefix: string): ReadonlyMap<string, TensorEntry> =>
      new Map(
        [...file.tensors].flatMap(([name, entry]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), entry]] : [],
        ),
      ),
  };
}

function topologyOfMetadata(metadata: (key: string) => unknown): Topology {
  const model = metadata('model');
  const levelDims = metadata('expert_out_dims');
  const idOf = architectureIds.get(String(model));
  if (idOf === undefined) throw new Error(`The model '${String(model)}' is not known.`);
  if (!Array.isArray(levelDims)) throw new Error("'expert_out_dims' must be a list of widths per level.");
  const architecture = architectureOf(idOf(levelDims.length));
  if (architecture === undefined) throw new Error(`No architecture serves the model '${String(model)}'.`);
  const given: Readonly<Record<string, unknown>> = {
    numTaskExperts: metadata('num_task_experts'),
    numSharedExperts: metadata('num_shared_experts'),
    numExperts: metadata('num_shared_experts'),
    levelDims,
    gateDims: metadata('gate_mlp'),
    towerDims: metadata('task_mlp'),
    residual: metadata('self_exp_res_connect'),
  };
  const options = Object.entries(architecture.options).map(([key, field]) => [
    key,
    settingOf(field, given[key] ?? field.defaultValue),
  ]);
  const context = {
    numTasks: settingOf(numTasksField, metadata('num_tasks')),
    inputDim: settingOf(dataFields.inputDim, metadata('input_dim')),
  };
  const place = settingOf(
    trainedCardFields.elementwiseGates,
    metadata('elementwise_gates') ?? trainedCardFields.elementwiseGates.defaultValue,
  );
  const topology = architecture.topologyOf(Object.fromEntries(options), context);
  const numPriors = Number(metadata('num_priors') ?? 0);
  return withEmbeddings(withElementwiseGates(topology, place, numPriors), {
    numVectors: settingOf(tableFields.numVectors, metadata('num_vectors') ?? []),
    dim: settingOf(tableFields.embeddingDim, metadata('embedding_dim') ?? 1),
    numAfter: numPriors,
  });
}

// A file may claim anything, and memory is allocated before tensors are checked.
const settingOf = <V>(field: Field<V>, given: unknown): V =>
  field.read(given, (problem) => {
    // The sentence ends with the value used instead; here there is none.
    throw new Error(problem.replace(/;[^;]*$/, '.'));
  });

function tableOf(
  file: SafetensorsFile,
  name: string,
  [numRows, width]: readonly [number, number],
): Float32Array {
  const { shape, values } = entryOf(file, name);
  if (shape.join() !== [numRows, width].join())
    throw new Error(`The tensor '${name}' has shape [${shape.join(', ')}]; expected [${numRows}, ${width}].`);
  return values;
}

function parseMetadata(file: SafetensorsFile): (key: string) => unknown {
  return (key) => {
    const value = file.metadata.get(key);
    return value === undefined ? null : JSON.parse(value);
  };
}

function entryOf(file: SafetensorsFile, name: string): TensorEntry {
  const entry = file.tensors.get(name);
  if (entry === undefined) throw new Error(`The tensor '${name}' is missing from the file.`);
  return entry;
}
