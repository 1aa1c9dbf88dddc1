/** Where every implementation begins: the same weights, the same batch. Pure; the values are those our own trainer makes. */
import { initialTensor } from '../../src/core/init.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { namedTensorsOf } from '../../src/models/namedTensors.ts';
import type { Topology } from '../../src/models/topology.ts';
import { madeUpSourceOf, replicaOf } from '../unit/data/setup.ts';

/** One tensor of the checkpoint. */
export interface StartTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Start {
  readonly topology: Topology;
  readonly batchSize: number;
  /** Repetition 0's initial weights by checkpoint name; Linear weights are `[out, in]`. */
  readonly tensorOf: (name: string) => StartTensor;
  /** `[B, I]` */
  readonly inputs: Float32Array;
  /** `[T, B]` */
  readonly targets: Float32Array;
}

/** The tables of the first card. */
export function benchTopologyOf(experiment: Experiment): Topology {
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null) throw new Error('The experiment has no card that can be built.');
  return topology;
}

/** Repetition 0 of an experiment whose training rows are one batch. */
export function startOf(experiment: Experiment): Start {
  const { tasks, data, training } = experiment;
  const topology = benchTopologyOf(experiment);
  const { train } = replicaOf(madeUpSourceOf(data.source), { tasks, data }, 0);
  const tensors = new Map(
    namedTensorsOf(topology).map((spec) => {
      const values = initialTensor(spec, { seed: data.seed, replica: 0 });
      return [spec.name, { shape: spec.shape, values }] as const;
    }),
  );
  return {
    topology,
    batchSize: training.batchSize,
    tensorOf: (name) => {
      const tensor = tensors.get(name);
      if (tensor === undefined) throw new Error(`The network has no tensor '${name}'.`);
      return tensor;
    },
    inputs: train.inputs,
    targets: train.targets,
  };
}
