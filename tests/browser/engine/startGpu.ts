/**
 * The WebGPU backend for a test file, on a device with the smallest limits that the standard allows (and software where there is no GPU);
 * a test fails on any error the GPU reports.
 */
import { afterEach, beforeAll, expect } from 'vitest';
import { startBackend } from '../../../src/backend/startBackend.ts';

export function startGpuForTests(): void {
  let problem = '';
  beforeAll(async () => {
    const backend = await startBackend('webgpu', false);
    backend.onLost((reason) => {
      problem = reason;
    });
    await backend.activate();
    return () => backend.close();
  });
  afterEach(() => expect(problem, 'the GPU reports no error').toBe(''));
}
