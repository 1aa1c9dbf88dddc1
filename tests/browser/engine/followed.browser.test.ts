/** Rows that are followed through networks on WebGPU (a software adapter where there is no GPU): the same bodies as on cpu and wasm. */
import { describe } from 'vitest';
import { describeFollowing } from '../../unit/train/followedCases.ts';
import { startGpuForTests } from './startGpu.ts';

describe('webgpu', () => {
  startGpuForTests();
  describeFollowing();
});
