/**
 * Times training steps of AdaTT-sp on the WASM backend: `node src/cli/run.mjs tests/bench/step.ts [reference | small |
 * large] [repetitions ...]`. Per number of repetitions: milliseconds per step (fastest and median of 25 batches of
 * steps), kernel calls, arithmetic per second and its share of what one thread can do.
 */
import { profile } from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/startBackend.ts';
import { cardsOf, defaultExperiment, defaultTasks } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { defaultCorrelation } from '../../src/experiment/matrix.ts';
import { type NetworkPlan, planOf } from '../../src/network/plan.ts';
import { wasmPaths } from '../../src/tf/wasmPaths.ts';
import { topologyOfCard } from '../../src/train/cardTrainer.ts';
import { createTrainer } from '../../src/train/trainer.ts';
import { base64 as peakBinary } from './peak.as.ts?simd';

interface Size {
  readonly numTasks: number;
  readonly numTaskExperts: number;
  readonly inputDim: number;
  readonly levelDims: readonly (readonly number[])[];
  readonly batchSize: number;
}

const sizes: Readonly<Record<string, Size>> = {
  small: { numTasks: 2, numTaskExperts: 1, inputDim: 16, levelDims: [[32], [16]], batchSize: 64 },
  reference: { numTasks: 4, numTaskExperts: 2, inputDim: 32, levelDims: [[64], [32]], batchSize: 256 },
  large: { numTasks: 8, numTaskExperts: 4, inputDim: 128, levelDims: [[256], [128]], batchSize: 1024 },
};

const learningRate = 0.003;

function experimentOf(size: Size, numReplicas: number): Experiment {
  const { numTasks, inputDim, levelDims, batchSize } = size;
  const { data, training } = defaultExperiment();
  const numRows = { numTrainRows: 4 * batchSize, numValidationRows: 100, numTestRows: 100 };
  const numTaskExperts = Array.from({ length: numTasks }, () => size.numTaskExperts);
  return {
    tasks: defaultTasks(numTasks),
    data: { ...data, inputDim, ...numRows, correlation: defaultCorrelation(numTasks) },
    cards: cardsOf(['adattSp']).map((card) => ({
      ...card,
      options: { ...card.options, numTaskExperts, levelDims, towerDims: [16] },
    })),
    training: { ...training, numReplicas, batchSize },
  };
}

/** Floating-point operations of the products of one step, forward and backward, of one replica. */
function flopsOf(plan: NetworkPlan, batchSize: number): number {
  const layer = (parameter: number, hasInputGradient: boolean) => {
    const [numGroups = 0, rows = 0, outputDim = 0] = plan.parameters[parameter]?.shape ?? [];
    return 2 * batchSize * numGroups * (rows - 1) * outputDim * (hasInputGradient ? 3 : 2);
  };
  const levels = plan.levels.map(({ experts, gate, mix }, l) => {
    const ofExperts = experts.map(({ parameter }, k) => layer(parameter, l > 0 || k > 0));
    const ofGate = gate === null ? 0 : layer(gate.parameter, l > 0 && gate.source === 'streams');
    const dim = plan.topology.levels[l]?.dims.at(-1) ?? 0;
    return total(ofExperts) + ofGate + 3 * 2 * batchSize * mix.numUnits * mix.numExperts * dim;
  });
  return total(levels) + total(plan.towers.map(({ parameter }) => layer(parameter, true)));
}

async function measure(size: Size, numReplicas: number, peak: number) {
  const experiment = experimentOf(size, numReplicas);
  const trainer = await createTrainer(experiment, null);
  const train = (numSteps: number) => {
    const startMs = performance.now();
    for (let i = 0; i < numSteps; i++) trainer.trainStep(learningRate);
    return (performance.now() - startMs) / numSteps;
  };
  const numSteps = Math.max(1, Math.min(200, Math.round(50 / train(3))));
  for (let i = 0; i < 10; i++) train(numSteps);
  const [fastestMs = 0, medianMs = 0] = pick(
    Array.from({ length: 25 }, () => train(numSteps)),
    [0, 12],
  );
  const { kernels } = await profile(() => trainer.trainStep(learningRate));
  trainer.dispose();
  const plan = planOf(topologyOfCard(experiment.cards[0] ?? never(), experiment));
  const gflops = (numReplicas * flopsOf(plan, size.batchSize)) / 1e6 / medianMs;
  return {
    repetitions: numReplicas,
    'fastest ms': round(fastestMs),
    'median ms': round(medianMs),
    'kernel calls': kernels.length,
    'GFLOP/s': round(gflops),
    'of peak': `${Math.round((100 * gflops) / peak)} %`,
  };
}

/** GFLOP/s of one thread that multiplies and adds without touching memory. */
async function measurePeak(): Promise<number> {
  const binary = Uint8Array.from(atob(peakBinary), (character) => character.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const rounds = instance.exports['rounds'] as (count: number) => number;
  const times = Array.from({ length: 300 }, () => {
    const startMs = performance.now();
    rounds(100_000);
    return performance.now() - startMs;
  });
  return (100_000 * 80) / Math.min(...times) / 1e6;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The values at those places in ascending order. */
function pick(values: readonly number[], places: readonly number[]): (number | undefined)[] {
  const ascending = [...values].sort((a, b) => a - b);
  return places.map((place) => ascending[place]);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

function never(): never {
  throw new Error('The experiment has one card.');
}

const [name = 'reference', ...repetitions] = process.argv.slice(2);
const size = sizes[name];
if (size === undefined) throw new Error(`No size '${name}'. Choose one of ${Object.keys(sizes).join(', ')}.`);
const { kernelBuild } = await startBackend('wasm', { wasmPaths, acceptSoftware: false });
const peak = await measurePeak();
console.log(`${name}: ${kernelBuild} kernels, peak ${peak.toFixed(1)} GFLOP/s`);
const rows = [];
for (const numReplicas of repetitions.length > 0 ? repetitions.map(Number) : [1, 5]) {
  rows.push(await measure(size, numReplicas, peak));
}
console.table(rows);
