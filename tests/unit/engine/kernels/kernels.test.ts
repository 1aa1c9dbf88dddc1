/** All operations on plain JavaScript; `wasmKernels.test.ts` has both builds for WebAssembly, `operations.browser.test.ts` the GPU. */
import { describe } from 'vitest';
import { useCpu } from '../../onBackends.ts';
import { describeGradients } from './gradientCases.ts';
import { describeKernels } from './kernelCases.ts';

describe('cpu', () => {
  useCpu();
  describeKernels(1e-5);
  describeGradients(2e-5);
});
