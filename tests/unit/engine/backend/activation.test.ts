/** A backend that is made active does the work, whatever another one has left behind. */
import { afterAll, expect, test } from 'vitest';
import { startBackend, startCpu } from '../../../../src/engine/backend/startBackend.ts';
import { square, tensor } from '../../../../src/engine/tf/tf.ts';

afterAll(async () => {
  await startCpu();
});

test('a backend can be made active while work of a closed one still comes', async () => {
  const wasm = await startBackend('wasm');
  const closed = await startCpu();
  closed.close();
  // With none active, TensorFlow.js starts the one it prefers anew, and answers nothing until it has.
  expect(() => square([2])).toThrow('has not yet been initialized');
  await wasm.activate();
  const four = square(tensor([2]));
  expect(await four.data()).toEqual(new Float32Array([4]));
  four.dispose();
  wasm.close();
});
