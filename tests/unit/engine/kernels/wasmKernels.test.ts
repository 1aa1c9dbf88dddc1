/** Properties that only the WASM kernels have: two builds, and a heap they share with TensorFlow.js. */
import { profile } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import { adamRates, adamRateValues, adamStep } from '../../../../src/engine/kernels/adam/adam.ts';
import { groupedDense } from '../../../../src/engine/kernels/groupedDense/groupedDense.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { registerWasmKernels } from '../../../../src/engine/kernels/registerWasm.ts';
import { compileKernels, kernelBuilds } from '../../../../src/engine/kernels/wasm/compileKernels.ts';
import type { WasmBackend } from '../../../../src/engine/kernels/wasm/memory.ts';
import { backend, dispose, tensor, tidy, zeros } from '../../../../src/engine/tf/tf.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { smallExperiment } from '../train/trainerCases.ts';
import { describeGradients } from './gradientCases.ts';
import { describeKernels } from './kernelCases.ts';

const startWasm = () => startBackend('wasm');

describe.each(['simd', 'relaxed-simd'] as const)('the %s build', (build) => {
  it('runs here', () => {
    expect(kernelBuilds()).toContain(build);
  });

  beforeAll(async () => {
    await startWasm();
    registerWasmKernels(await compileKernels(build));
  });
  describeKernels(1e-5);
  describeGradients(2e-5);

  it('lets the moments of a parameter without gradients end at 0, and keeps NaN', async () => {
    const start = [1, 1, 1, 1, Number.NaN];
    let state = { parameters: [tensor(start)], moment1: [tensor(start)], moment2: [tensor(start)] };
    const [gradient, rates] = [zeros([5]), tensor(adamRateValues(adamRates(0.01, 1)))];
    for (let step = 0; step < 1000; step++) {
      const next = adamStep(state, [gradient], { tensor: rates, first: 0 });
      dispose(state);
      state = next;
    }
    expect(Array.from((await state.moment1[0]?.data()) ?? [])).toEqual([0, 0, 0, 0, Number.NaN]);
    expect((await state.moment2[0]?.data())?.[0]).toBeCloseTo(0.999 ** 1000, 4);
    dispose([state, gradient, rates]);
  });
});

describe('the heap', () => {
  beforeAll(async () => {
    await startWasm();
    registerOperations();
  });

  const numBytesOfHeap = () => (backend() as unknown as WasmBackend).wasm.asm.memory.buffer.byteLength;

  /** Two groups of one weight each, 10 and 100, on two streams 1 and 2. */
  const products = async (reads: readonly number[]) => {
    const y = tidy(() => {
      const x = tensor([1, 2], [2, 1, 1]);
      const affine = tensor([10, 0, 100, 0], [2, 2, 1]);
      return groupedDense(x, affine, { numReplicas: 1, numStreams: 2, reads, relu: false });
    });
    const values = Array.from(await y.data());
    y.dispose();
    return values;
  };

  it('does not grow with the number of calls', async () => {
    const layer = () => {
      const attrs = { numReplicas: 1, numStreams: 1, reads: [0], relu: true };
      dispose(tidy(() => groupedDense(zeros([1, 500, 40]), zeros([1, 41, 70]), attrs)));
    };
    layer();
    const before = numBytesOfHeap();
    for (let i = 0; i < 1000; i++) layer();
    expect(numBytesOfHeap()).toBe(before);
  });

  it('keeps its tables right when there are too many to keep', async () => {
    const first = [1, 0];
    expect(await products(first)).toEqual([20, 100]);
    for (let i = 0; i < 5000; i++) await products([i % 2, 1]);
    expect(await products([0, 1])).toEqual([10, 200]);
    expect(await products(first)).toEqual([20, 100]);
  });

  it('may grow between calls', async () => {
    const reads = [1, 1];
    expect(await products(reads)).toEqual([20, 200]);
    const before = numBytesOfHeap();
    const large = zeros([before / 4 + 1]);
    expect(numBytesOfHeap()).toBeGreaterThan(before);
    expect(await products(reads)).toEqual([20, 200]);
    expect(await products([0, 0])).toEqual([10, 100]);
    large.dispose();
  });

  it('is another one after a restart', async () => {
    const running = await startWasm();
    const reads = [1, 0];
    expect(await products(reads)).toEqual([20, 100]);
    running.close();
    expect((await startWasm()).kernelBuild).toBe(kernelBuilds()[0]);
    expect(await products(reads)).toEqual([20, 100]);
  });
});

describe('a training step', () => {
  beforeAll(async () => {
    await startWasm();
  });

  /** Names of the kernels that one step of every architecture runs. */
  const kernelsOf = async (numReplicas: number) => {
    const trainer = await createTrainer(smallExperiment(numReplicas), null);
    const { kernels } = await profile(() => trainer.trainStep(0.01));
    trainer.dispose();
    return kernels.map(({ name }) => name);
  };

  it('runs no stock operation but those that only move or add tensors', async () => {
    const ours = [
      'AdamStep',
      'GatherBatch',
      'GroupedDense',
      'TaskLoss',
      'GatedMix',
      'GatedNativeMix',
      'NativeMix',
    ];
    const gradients = [
      ...ours.map((name) => `${name}Grad`),
      'GroupedDenseGradInput',
      'GroupedDenseGradAffine',
    ];
    const harmless = ['Add', 'Identity', 'Reshape'];
    const others = (await kernelsOf(2)).filter(
      (name) => ![...ours, ...gradients, ...harmless].includes(name),
    );
    expect(others).toEqual([]);
  });

  it('calls as many kernels for five repetitions as for one', async () => {
    expect(await kernelsOf(5)).toEqual(await kernelsOf(1));
  });
});
