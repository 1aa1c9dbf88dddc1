/** The WASM kernels as a browser runs them: loaded through the bundler, in the build that Chromium allows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/engine/backend/startBackend.ts';
import { describeKernels } from '../../unit/engine/kernels/kernelCases.ts';

describe('wasm', () => {
  const start = () => startBackend('wasm');
  beforeAll(async () => {
    await start();
  });

  it('takes the fastest build', async () => {
    expect((await start()).kernelBuild).toBe('relaxed-simd');
  });

  describeKernels(1e-5);
});
