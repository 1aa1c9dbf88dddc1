/** The limit on how long a GPU may compile. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { StepDoesNotFit } from '../../../../src/engine/backend/stepCapture.ts';
import { createGpuPrograms } from '../../../../src/engine/backend/webgpu/gpuPrograms.ts';
import type { WebGPUBackend } from '../../../../src/engine/tf/webgpu.ts';
import { text } from '../../../../src/text/text.ts';

test('a program that compiles for ever is given up, as a step that the device cannot take', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const device = {
    createShaderModule: () => ({}),
    createComputePipelineAsync: () => new Promise(() => undefined),
  };
  const programs = createGpuPrograms({ device } as unknown as WebGPUBackend);
  const compiled = programs.pipelineFor({ key: 'endless', source: '' });
  const givenUp = expect(compiled).rejects.toEqual(new StepDoesNotFit(text.engine.compilesTooLong(60_000)));
  await vi.advanceTimersByTimeAsync(60_000);
  await givenUp;
});
