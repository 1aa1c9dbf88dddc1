/** Every operation on WebGPU (a software adapter where there is no GPU): the same bodies as on cpu and wasm. */
import { describe } from 'vitest';
import { describeGradients } from '../../unit/engine/kernels/gradientCases.ts';
import { describeKernels } from '../../unit/engine/kernels/kernelCases.ts';
import { startGpuForTests } from './startGpu.ts';

describe('webgpu', () => {
  startGpuForTests();
  // Exponentials of lower precision than elsewhere.
  describeKernels(1e-4);
  describeGradients(1e-3);
});
