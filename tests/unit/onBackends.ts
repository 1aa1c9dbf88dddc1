/** Runs one test body on every backend that Node has. WebGPU runs the same bodies in the browser project. */
import { beforeAll, describe } from 'vitest';
import { startBackend } from '../../src/engine/backend/startBackend.ts';

export function onNodeBackends(body: (backend: 'cpu' | 'wasm') => void): void {
  for (const name of ['cpu', 'wasm'] as const) {
    describe(name, () => {
      useBackend(name);
      body(name);
    });
  }
}

/** For tests that one backend is enough for. */
export const useWasm = (): void => useBackend('wasm');
export const useCpu = (): void => useBackend('cpu');

function useBackend(name: 'cpu' | 'wasm'): void {
  beforeAll(async () => {
    const backend = await startBackend(name);
    await backend.activate();
  });
}
