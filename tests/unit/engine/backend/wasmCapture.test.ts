/** Steps on the WASM backend: captured and replayed they are to the last bit what TensorFlow.js would have made of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import {
  NotCapturable,
  type StepCapture,
  stepCaptureOf,
} from '../../../../src/engine/backend/stepCapture.ts';
import { columnSums } from '../../../../src/engine/kernels/columnSums/columnSums.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import type { WasmBackend } from '../../../../src/engine/kernels/wasm/memory.ts';
import { add, backend, dispose, memory, mul, type Tensor, tensor } from '../../../../src/engine/tf/tf.ts';
import { createEagerSteps, createReplayedSteps } from '../../../../src/engine/train/steps.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { lossesOf, partsOf } from '../train/stepParts.ts';
import { smallExperiment } from '../train/trainerCases.ts';

beforeAll(async () => {
  await startBackend('wasm');
  registerOperations();
});

function capture(): StepCapture {
  const found = stepCaptureOf(backend());
  if (found === null) throw new Error('This backend does not capture.');
  return found;
}

describe('replayed steps on WebAssembly', () => {
  it('have the bytes of 200 eager steps, every architecture and learning rates of their own', async () => {
    const base = smallExperiment(2);
    // Wide enough for every block of a mix.
    const cards = base.cards.map((card) => ({
      ...card,
      options: { ...card.options, levelDims: [[24], [5]] },
    }));
    const own = cards.map((card, i) => (i % 2 === 0 ? card : { ...card, learningRate: 0.003 * i }));
    const experiment = { ...base, cards: own };
    const numBefore = memory().numTensors;
    const eager = partsOf(experiment);
    const expected = await lossesOf(eager, createEagerSteps(eager, []));
    const replayed = partsOf(experiment);
    const actual = await lossesOf(replayed, await createReplayedSteps(capture(), replayed));
    expect(actual).toEqual(expected);
    expect(memory().numTensors).toBe(numBefore);
  });

  it('need no more memory the longer they run, and leave none behind', async () => {
    const { wasm } = backend() as unknown as WasmBackend;
    const experiment = smallExperiment(1);
    const live = async (numSteps: number) => {
      const trainer = await createTrainer(experiment, null);
      expect(trainer.stockKernels).toEqual([]);
      for (let step = 0; step < numSteps; step++) trainer.trainStep(0.01);
      await trainer.settle();
      trainer.dispose();
    };
    await live(1);
    const before = wasm.asm.memory.buffer.byteLength;
    for (let i = 0; i < 20; i++) await live(40);
    expect(wasm.asm.memory.buffer.byteLength).toBe(before);
  });
});

describe('a captured step', () => {
  const captureOf = (x: Tensor, compute: () => Tensor) =>
    capture().captureStep({ state: [x], numReplicas: 1, inputs: [], compute: () => [compute()] });

  it('changes the state by so many steps, and by none while it is made', async () => {
    const x = tensor([1, 2, 3, 4, 5]);
    const one = tensor([1, 1, 1, 1, 10]);
    const captured = await captureOf(x, () => add(x, one));
    expect(Array.from(await x.data())).toEqual([1, 2, 3, 4, 5]);
    captured.replay(3);
    expect(Array.from(await x.data())).toEqual([4, 5, 6, 7, 35]);
    capture().overwrite(x, Float32Array.of(0, 0));
    captured.replay(1);
    expect(Array.from(await x.data())).toEqual([1, 1, 7, 8, 45]);
    captured.dispose();
    expect(() => captured.replay(1)).toThrow('The captured step was used after it was disposed.');
    dispose([x, one]);
  });

  it('knows the functions that no training step calls', async () => {
    const x = tensor([1, 2, 3], [1, 1, 3]);
    const captured = await captureOf(x, () => columnSums(x).squares);
    captured.replay(2);
    expect(Array.from(await x.data())).toEqual([1, 16, 81]);
    captured.dispose();
    x.dispose();
  });

  it('of a step that runs kernels of others is refused, and they are named', async () => {
    const x = tensor([1]);
    const refused = captureOf(x, () => mul(add(x, x), x));
    await expect(refused).rejects.toThrow(NotCapturable);
    await expect(refused).rejects.toMatchObject({ kernelNames: ['Multiply'] });
    x.dispose();
  });

  it('of a step that reads what it made itself and did not compute is refused', async () => {
    const x = tensor([1]);
    await expect(captureOf(x, () => add(x, tensor([2])))).rejects.toThrow('must outlive the step');
    x.dispose();
  });
});
