/** Names and shapes against checkpoints that the authors' library wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import {
  type ElementwiseGatesPlace,
  withElementwiseGates,
  withEmbeddings,
} from '../../../src/models/optionalParts.ts';
import { ownOptions, topologyOf } from './topologies.ts';

const folder = new URL('../../long/gpus/check/vectors/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.safetensors'),
);

interface Header {
  readonly [name: string]: { readonly shape: readonly number[] };
}

const headerOf = (
  file: string,
): { metadata: (key: string) => unknown; shapes: Map<string, readonly number[]> } => {
  const bytes = readFileSync(new URL(file, folder));
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const params = Object.entries(tensors as Header).filter(([name]) => name.startsWith('param/'));
  return {
    metadata: (key) => JSON.parse(__metadata__[key] ?? null),
    shapes: new Map(params.map(([name, { shape }]) => [name.slice('param/'.length), shape])),
  };
};

const idOf = (model: unknown, levelDims: readonly unknown[]): string => {
  switch (model) {
    case 'att_sp':
      return 'adattSp';
    case 'att_g':
      return 'adatt';
    case 'mmoe':
      return levelDims.length === 1 ? 'mmoe' : 'mlmmoe';
    case 'cross_st':
      return 'crossStitch';
    case 'share_bottom':
      return 'sharedBottom';
    default:
      return String(model);
  }
};

it('finds all vector files', () => {
  expect(files).toHaveLength(20);
});

it.each(files)('%s has exactly our tensors', (file) => {
  const { metadata, shapes } = headerOf(file);
  const levelDims = metadata('expert_out_dims') as readonly (readonly number[])[];
  const id = idOf(metadata('model'), levelDims);
  const options = ownOptions(id, {
    levelDims,
    numTaskExperts: metadata('num_task_experts') ?? undefined,
    numSharedExperts: metadata('num_shared_experts') ?? undefined,
    numExperts: metadata('num_shared_experts') ?? undefined,
    gateDims: metadata('gate_mlp') ?? undefined,
    towerDims: metadata('task_mlp'),
    residual: metadata('self_exp_res_connect') ?? undefined,
  });
  const context = { numTasks: Number(metadata('num_tasks')), inputDim: Number(metadata('input_dim')) };
  const gated = withElementwiseGates(
    topologyOf(id, options, context),
    (metadata('elementwise_gates') ?? 'none') as ElementwiseGatesPlace,
    Number(metadata('num_priors')),
  );
  const topology = withEmbeddings(gated, {
    numVectors: (metadata('num_vectors') ?? []) as readonly number[],
    dim: Number(metadata('embedding_dim') ?? 1),
    numAfter: Number(metadata('num_priors')),
  });
  const ours = namedTensorsOf(topology).map(({ name, shape }) => [name, shape] as const);
  expect(new Map(ours)).toEqual(shapes);
  expect(ours).toHaveLength(shapes.size);
});
