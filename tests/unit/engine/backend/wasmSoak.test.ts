/** A long run on WebAssembly: whatever it has taken when it is under way is all it ever takes. `SOAK_STEPS=20000` makes it longer. */
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import type { WasmBackend } from '../../../../src/engine/kernels/wasm/memory.ts';
import { backend } from '../../../../src/engine/tf/tf.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { smallExperiment } from '../train/trainerCases.ts';

const numSteps = Number(process.env['SOAK_STEPS'] ?? 2000);
const stepsPerPart = 100;

beforeAll(async () => {
  await startBackend('wasm');
});

it(`holds the same tensors, bytes and WebAssembly memory over ${numSteps} steps with evaluations and checkpoints`, {
  timeout: 1_800_000,
}, async () => {
  const { wasm } = backend() as unknown as WasmBackend;
  const trainer = await createTrainer(smallExperiment(2), null);
  const held = async () => {
    for (let step = 0; step < stepsPerPart; step++) trainer.trainStep(0.003);
    await trainer.evaluate();
    await trainer.checkpoint();
    return { ...trainer.memory(), wasmBytes: wasm.asm.memory.buffer.byteLength };
  };
  const early = await held();
  while (trainer.step < numSteps) expect(await held()).toEqual(early);
  expect(early.numTensors).toBeGreaterThan(0);
  console.info(`over ${trainer.step} steps: ${JSON.stringify(early)}`);
  trainer.dispose();
});
