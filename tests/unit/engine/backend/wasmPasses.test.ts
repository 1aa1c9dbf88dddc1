/** Held-out passes on the WASM backend: captured and replayed they are to the last bit what TensorFlow.js makes of them. */
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { expectEagerBytes, sizesOfPasses } from '../train/passesCases.ts';

beforeAll(async () => {
  await startBackend('wasm');
  registerOperations();
});

it.each(sizesOfPasses)(
  'replayed passes over %i validation and %i test rows of %i repetitions have the bytes of eager ones',
  async (...sizes) => {
    const { numOfEager, numOfReplayed } = await expectEagerBytes(sizes);
    expect(numOfReplayed).toBe(2 * numOfEager);
  },
);
