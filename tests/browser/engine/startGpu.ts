/**
 * The WebGPU backend for a test file, on a device with the smallest limits that the standard allows (and software where there is no GPU);
 * a test fails on any error the GPU reports.
 */
import { afterEach, beforeAll, expect } from 'vitest';
import type { RunningBackend } from '../../../src/engine/backend/engineBackend.ts';
import { startBackend } from '../../../src/engine/backend/startBackend.ts';

export function startGpuForTests(): () => RunningBackend {
  let problem = '';
  let started: RunningBackend | null = null;
  beforeAll(async () => {
    const backend = await startBackend('webgpu', false);
    backend.onLost((reason) => {
      problem = reason;
    });
    started = backend;
    await backend.activate();
    return () => backend.close();
  });
  afterEach(() => expect(problem, 'the GPU reports no error').toBe(''));
  return () => {
    if (started === null) throw new Error('The GPU was not started.');
    return started;
  };
}
