/**
 * The engine on WebGPU (a software adapter where there is no GPU): the same bodies as on cpu and wasm, and what only a GPU does. All on one
 * device, which keeps the programs it has compiled: on software they take longer to compile than to run.
 */
import { describe, expect, it } from 'vitest';
import { startGpuForTests } from '../../browser/engine/startGpu.ts';
import { describeProbes } from '../../unit/engine/train/probeCases.ts';
import { describeRegularised, fewIds } from '../../unit/engine/train/regularisedCases.ts';
import { architecturesFor, describeTraining } from '../../unit/engine/train/trainerCases.ts';
import { checkParity, gpuTolerance } from '../gpus/check/parity.ts';
import { describeGpuPasses } from './gpuPassesCases.ts';
import { describeReplay } from './replayCases.ts';

const vectors = import.meta.glob<string>('../gpus/check/vectors/**/*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

describe('webgpu', () => {
  const gpu = startGpuForTests();

  describe('parity with the authors library', () => {
    it.each(Object.entries(vectors))('%s', async (_, url) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      expect(await checkParity(bytes, gpuTolerance)).toMatchObject({ ok: true });
    });
  });

  describe('training', () => describeTraining(architecturesFor('webgpu')));

  describe('training against over-fitting', () => describeRegularised(fewIds));

  describe('probes', () => describeProbes());

  describe('passes over held-out rows', () => describeGpuPasses());

  describe('replayed steps', () => describeReplay(gpu));
});
