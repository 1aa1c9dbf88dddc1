/** The engine on WebGPU (a software adapter where there is no GPU): the same bodies as on cpu and wasm. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/backend/startBackend.ts';
import { checkParity, gpuTolerance } from '../../../src/interop/parity.ts';
import { describeTraining } from '../../unit/train/trainerCases.ts';

const vectors = import.meta.glob<string>('../../golden/*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

describe('webgpu', () => {
  beforeAll(async () => {
    const backend = await startBackend('webgpu', {
      wasmPaths: { plain: '', simd: '' },
      acceptSoftware: true,
    });
    await backend.activate();
  });

  describe('parity with the authors library', () => {
    it.each(Object.entries(vectors))('%s', async (_, url) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      expect(await checkParity(bytes, gpuTolerance)).toMatchObject({ ok: true });
    });
  });

  describe('training', () => {
    describeTraining();
  });
});
