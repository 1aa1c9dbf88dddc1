/** The generated code of both sets of kernels, as files: a change of it is to be seen in review. `vitest -u` writes them anew. */
import { describe, expect, it } from 'vitest';
import {
  columnsPerThread,
  gradNativeProgram,
  mixProgram,
} from '../../../src/kernels/gatedMix/gatedMix.wgsl.ts';
import { forwardProgram, gradAffineProgram } from '../../../src/kernels/groupedDense/groupedDense.wgsl.ts';
import { unpackProgram } from '../../../src/kernels/sparseDense/sparseDenseWebgpu.ts';
import {
  lossGradProgram,
  lossProgram,
  lossSumsProgram,
} from '../../../src/kernels/taskLoss/taskLoss.wgsl.ts';
import { addProgram } from '../../../src/kernels/webgpu/addWebgpu.ts';
import { blockSizes } from '../../../src/kernels/webgpu/blocks.ts';
import { fusedCodeOf, fusedProgram, stageNumbers } from '../../../src/kernels/webgpu/fusedProgram.ts';
import { sumOfSlotsProgram } from '../../../src/kernels/webgpu/slots.ts';
import type { KernelSet } from '../../../src/kernels/webgpu/webgpuKernel.ts';

const layer = (kernelSet: KernelSet) => ({
  inputDim: 6,
  outputDim: 8,
  relu: true,
  block: blockSizes[kernelSet],
});
const mix = (kernelSet: KernelSet) => ({
  dim: 8,
  hasGates: true,
  hasNative: true,
  columnsAtOnce: columnsPerThread[kernelSet],
});

const sources = {
  software: [forwardProgram(layer('software')), mixProgram(mix('software')), lossProgram(8)],
  hardware: [
    gradAffineProgram(layer('hardware')),
    gradNativeProgram(),
    lossSumsProgram(8),
    sumOfSlotsProgram,
    unpackProgram,
  ],
};

describe('generated WGSL', () => {
  it.each(Object.entries(sources))('of programs for %s', async (kernelSet, programs) => {
    await expect(tidied(programs.map(({ source }) => source))).toMatchFileSnapshot(`wgsl/${kernelSet}.wgsl`);
  });

  it('of programs that take rows through a chain', async () => {
    const programs = [forwardProgram(layer('hardware')), mixProgram(mix('hardware')), lossGradProgram(8)];
    const source = fusedProgram('rows', programs.map(fusedCodeOf));
    await expect(tidied([source])).toMatchFileSnapshot('wgsl/fusedRows.wgsl');
  });

  it('of programs side by side', async () => {
    const source = fusedProgram('flat', [addProgram, sumOfSlotsProgram].map(fusedCodeOf));
    await expect(tidied([source])).toMatchFileSnapshot('wgsl/fusedFlat.wgsl');
  });
});

describe('fused programs', () => {
  it('have one code for all types of their tensors', () => {
    const [wide, odd] = [8, 6].map((outputDim) => forwardProgram({ ...layer('hardware'), outputDim }));
    expect(wide?.source).not.toBe(odd?.source);
    expect(wide && fusedCodeOf(wide)).toBe(odd && fusedCodeOf(odd));
  });

  it('refuse a stage with too few tensors', () => {
    const stage = { numThreads: 1, params: [], tableAt: 0, offsets: [0, 4] };
    expect(() => stageNumbers(addProgram.spec, stage)).toThrow('2 tensors; its program 3');
  });
});

/** One line per statement, without the indentation of the templates. */
function tidied(sources: readonly string[]): string {
  const lines = sources
    .join('\n\n')
    .split('\n')
    .map((line) => line.trim());
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
