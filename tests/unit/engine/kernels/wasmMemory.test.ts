import { expect, test } from 'vitest';
import { throwWhenOutOfMemory, type WasmBackend } from '../../../../src/engine/kernels/wasm/memory.ts';

/** The allocator of a backend as Emscripten leaves it: what is there first puts `malloc` into its own place. */
function allocatorOf(malloc: (numBytes: number) => number) {
  const freed: number[] = [];
  const wasm = {
    _malloc: (numBytes: number): number => {
      wasm._malloc = malloc;
      return malloc(numBytes);
    },
    _free: (pointer: number) => void freed.push(pointer),
  };
  throwWhenOutOfMemory({ wasm } as unknown as WasmBackend);
  return { wasm, freed };
}

test('address 0 is an error that says how much there was no room for', () => {
  const { wasm } = allocatorOf((numBytes) => (numBytes > 100 ? 0 : 64));
  expect(wasm._malloc(100)).toBe(64);
  expect(() => wasm._malloc(400)).toThrow('WebAssembly has no 400 bytes left');
});

test('addresses above 2 GiB are what they are', () => {
  const { wasm } = allocatorOf(() => -64);
  expect(wasm._malloc(8)).toBe(2 ** 32 - 64);
});

test('what it takes to begin is given back', () => {
  expect(allocatorOf(() => 64).freed).toEqual([64]);
});
