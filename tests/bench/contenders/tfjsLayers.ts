/**
 * Stock TensorFlow.js as its users write it: an object per layer, a loop over experts, gates and towers, its own Adam.
 * Nothing of ours but the initial weights and the batch.
 */
import * as tf from '@tensorflow/tfjs';
import type { LevelSpec, LinearNames } from '../../../src/models/topology.ts';
import { type Start, startOf } from '../start.ts';
import type { BenchBackend, CreateContender } from './contender.ts';
import { noteKernels } from './kernelCalls.ts';
import { valueAt } from './valueAt.ts';

type Tensor2 = tf.Tensor2D;

/** Something with weights. */
type Layer = (x: Tensor2) => Tensor2;

/** All streams of a level, one per task, `[B, I]` each, to those of the next. */
type Level = (streams: readonly Tensor2[]) => Tensor2[];

export const createTfjsLayers: CreateContender = async (experiment, backend) => {
  await startStock(backend);
  const start = startOf(experiment);
  const { topology, batchSize } = start;
  const x = tf.tensor2d(start.inputs, [batchSize, topology.inputDim]);
  const labels = tf.transpose(tf.tensor2d(start.targets, [topology.numTasks, batchSize])); // [B, T]
  const predict = createModel(start);
  const optimizer = tf.train.adam(experiment.training.learningRate, 0.9, 0.999, 1e-8);
  const loss = () => tf.mean(tf.squaredDifference(predict(x), labels)).asScalar();
  let latest: tf.Scalar | null = null;
  const step = () => {
    latest?.dispose();
    latest = optimizer.minimize(loss, true);
  };
  const read = async () => (await latest?.data())?.[0] ?? Number.NaN;
  return {
    step,
    settle: async () => {
      await read();
    },
    stepLoss: () => {
      step();
      return read();
    },
    countKernels: async (run) => {
      const { names } = await noteKernels(backend, run);
      return backend === 'wasm' ? names.length : null;
    },
    fallBacks: () => [],
    kernelBuild: null,
  };
};

async function startStock(backend: BenchBackend): Promise<void> {
  tf.enableProdMode();
  if (backend === 'wasm') await import('../../../src/engine/tf/wasm.ts');
  else await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend.`);
}

/** `[B, I]` -> one output per task, `[B, T]`. */
function createModel(start: Start): (x: Tensor2) => tf.Tensor2D {
  const { levels, towers, numTasks } = start.topology;
  const levelLayers = levels.map((level) => createLevel(level, start));
  const towerLayers = towers.map(({ layers }) => createMlp(layers, start, false));
  return (x) => {
    const raw: readonly Tensor2[] = Array.from({ length: numTasks }, () => x);
    const streams = levelLayers.reduce((inputs, level) => level(inputs), raw);
    return tf.concat(
      towerLayers.map((tower, task) => tower(valueAt(streams, task))),
      1,
    );
  };
}

/** Each task's stream becomes its gate's and its native weights' sum over the experts. */
function createLevel(level: LevelSpec, start: Start): Level {
  const experts = level.experts.map(({ layers, reads }) => ({
    reads,
    apply: createMlp(layers, start, true),
  }));
  const gates = level.units.map(({ gate }) => {
    if (gate === null) throw new Error('Every unit of AdaTT-sp has a gate.');
    return createDense(gate.linear, start, tf.softmax);
  });
  const ownSum = createNative(level, start);
  return (streams) => {
    const outputs = experts.map(({ reads, apply }) => apply(valueAt(streams, reads)));
    const expertOut = tf.stack(outputs, 1) as tf.Tensor3D; // [B, E, D]
    const weights = tf.stack(
      gates.map((gate, task) => gate(valueAt(streams, task))),
      1,
    ); // [B, T, E]
    const mixed = tf.matMul(weights, expertOut); // [B, T, E] x [B, E, D] -> [B, T, D]
    return tf.unstack(tf.add(mixed, ownSum(expertOut)), 1) as Tensor2[];
  };
}

/** A task's own experts, weighed by learned numbers or, where it has a single one, by 1: `[B, E, D]` -> `[B, T, D]`. */
function createNative({ units, experts }: LevelSpec, start: Start): (expertOut: tf.Tensor3D) => tf.Tensor3D {
  const native = units[0]?.native;
  if (native?.kind !== 'learned') return (expertOut) => expertOut;
  const numTasks = units.length;
  const numOwn = experts.length / numTasks;
  const { values } = start.tensorOf(native.tensor);
  const weights = tf.variable(tf.tensor(values, [1, numTasks, numOwn, 1]));
  return (expertOut) => {
    const byTask = tf.reshape(expertOut, [-1, numTasks, numOwn, expertOut.shape[2]]);
    return tf.sum(tf.mul(byTask, weights), 2);
  };
}

/** ReLU after every layer, the last included or not. */
function createMlp(layers: readonly LinearNames[], start: Start, endsInRelu: boolean): Layer {
  const denses = layers.map((names, k) =>
    createDense(names, start, endsInRelu || k < layers.length - 1 ? tf.relu : (x) => x),
  );
  return (x) => denses.reduce((output, dense) => dense(output), x);
}

function createDense({ weight, bias }: LinearNames, start: Start, activation: Layer): Layer {
  const kernel = tf.variable(tf.tidy(() => tf.transpose(tensorOf(start, weight)))) as Tensor2; // [I, D]
  const offset = tf.variable(tensorOf(start, bias));
  return (x) => activation(tf.add(tf.matMul(x, kernel), offset));
}

function tensorOf(start: Start, name: string): tf.Tensor {
  const { values, shape } = start.tensorOf(name);
  return tf.tensor(values, [...shape]);
}
