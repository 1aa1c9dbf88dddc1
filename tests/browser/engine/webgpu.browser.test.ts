/** The engine on WebGPU (a software adapter where there is no GPU): the same bodies as on cpu and wasm. */
import { describe, expect, it } from 'vitest';
import { checkParity, type ParityTolerance } from '../../studies/checkParity.ts';
import { describeRegularised } from '../../unit/train/regularisedCases.ts';
import { describeTraining } from '../../unit/train/trainerCases.ts';
import { startGpuForTests } from './startGpu.ts';

const vectors = import.meta.glob<string>('../../golden/**/*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Other rounding in every product, exponentials of lower precision. */
const tolerance: ParityTolerance = {
  output: 1e-4,
  taskLoss: 1e-4,
  grad: 1e-4,
  adamTaskLoss: 1e-3,
  adam: null,
};

describe('webgpu', () => {
  startGpuForTests();

  describe('parity with the authors library', () => {
    it.each(Object.entries(vectors))('%s', async (_, url) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      expect(await checkParity(bytes, tolerance)).toMatchObject({ ok: true });
    });
  });

  describe('training', () => describeTraining());

  describe('training against over-fitting', () => describeRegularised(['stem', 'weighing']));
});
