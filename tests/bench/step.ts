/**
 * Times training steps of AdaTT-sp on the WASM backend: `node src/cli/run.mjs tests/bench/step.ts [reference|small|large]
 * [repetitions ...]`. Prints milliseconds per step (fastest and median of many batches of steps), kernel calls, and
 * arithmetic per second against what the machine can do.
 */
import { profile } from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/startBackend.ts';
import { cardsOf, defaultExperiment, defaultTasks } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { defaultCorrelation } from '../../src/experiment/matrix.ts';
import { wasmPaths } from '../../src/tf/wasmPaths.ts';
import { createTrainer } from '../../src/train/trainer.ts';
import { base64 as peakBinary } from './peak.as.ts?simd';

const sizes = {
  reference: {
    numTasks: 4,
    numTaskExperts: 2,
    inputDim: 32,
    levelDims: [[64], [32]],
    batchSize: 256,
    mflop: 54,
  },
  small: { numTasks: 2, numTaskExperts: 1, inputDim: 16, levelDims: [[32], [16]], batchSize: 64, mflop: 0.8 },
  large: {
    numTasks: 8,
    numTaskExperts: 4,
    inputDim: 128,
    levelDims: [[256], [128]],
    batchSize: 1024,
    mflop: 25_000,
  },
} as const;

function experimentOf(size: (typeof sizes)[keyof typeof sizes], numReplicas: number): Experiment {
  const base = defaultExperiment();
  const { numTasks, numTaskExperts, inputDim, levelDims, batchSize } = size;
  const data = {
    ...base.data,
    inputDim,
    numTrainRows: 4 * batchSize,
    numValidationRows: 100,
    numTestRows: 100,
  };
  return {
    tasks: defaultTasks(numTasks),
    data: { ...data, correlation: defaultCorrelation(numTasks) },
    cards: cardsOf(['adattSp']).map((card) => ({
      ...card,
      options: {
        ...card.options,
        numTaskExperts: Array(numTasks).fill(numTaskExperts),
        levelDims,
        towerDims: [16],
      },
    })),
    training: { ...base.training, numReplicas, batchSize },
  };
}

async function measure(size: (typeof sizes)[keyof typeof sizes], numReplicas: number, peak: number) {
  const trainer = await createTrainer(experimentOf(size, numReplicas), null);
  const train = (numSteps: number) => {
    const startMs = performance.now();
    for (let i = 0; i < numSteps; i++) trainer.trainStep(0.003);
    return (performance.now() - startMs) / numSteps;
  };
  const firstMs = train(3);
  const perBatch = Math.max(1, Math.min(50, Math.round(40 / firstMs)));
  for (let i = 0; i < 10; i++) train(perBatch);
  const times = Array.from({ length: 25 }, () => train(perBatch)).sort((a, b) => a - b);
  const [fastest = 0, median = 0] = [times[0], times[12]];
  const { kernels } = await profile(() => trainer.trainStep(0.003));
  trainer.dispose();
  const gflops = (numReplicas * size.mflop) / fastest;
  return {
    repetitions: numReplicas,
    fastest,
    median,
    kernelCalls: kernels.length,
    gflops,
    ofPeak: gflops / peak,
  };
}

async function measurePeak(): Promise<number> {
  const binary = Uint8Array.from(atob(peakBinary), (character) => character.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const rounds = instance.exports['rounds'] as (count: number) => number;
  const times = Array.from({ length: 200 }, () => {
    const startMs = performance.now();
    rounds(100_000);
    return performance.now() - startMs;
  });
  return (100_000 * 80) / Math.min(...times) / 1e6;
}

const [name = 'reference', ...repetitions] = process.argv.slice(2);
const size = sizes[name as keyof typeof sizes];
const backend = await startBackend('wasm', { wasmPaths, acceptSoftware: false });
const peak = await measurePeak();
console.log(`${name}: kernels ${backend.kernelBuild}, peak ${peak.toFixed(1)} GFLOP/s`);
const rows = [];
for (const numReplicas of repetitions.length > 0 ? repetitions.map(Number) : [1, 5]) {
  rows.push(await measure(size, numReplicas, peak));
}
console.table(rows);
