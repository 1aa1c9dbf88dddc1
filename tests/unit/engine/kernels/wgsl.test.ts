/** The generated code of our programs, as files: a change of it is to be seen in review. `vitest -u` writes them anew. */
import { describe, expect, it } from 'vitest';
import { gradNativeProgram, mixProgram } from '../../../../src/engine/kernels/gatedMix/gatedMix.wgsl.ts';
import {
  forwardProgram,
  gradAffineProgram,
} from '../../../../src/engine/kernels/groupedDense/groupedDense.wgsl.ts';
import { addProgram } from '../../../../src/engine/kernels/registerWebgpu.ts';
import { unpackProgram } from '../../../../src/engine/kernels/sparseDense/sparseDenseWebgpu.ts';
import { lossGradProgram, lossSumsProgram } from '../../../../src/engine/kernels/taskLoss/taskLoss.wgsl.ts';
import {
  fusedCodeOf,
  fusedProgram,
  stageNumbers,
} from '../../../../src/engine/kernels/webgpu/fusedProgram.ts';
import { sumOfSlotsProgram } from '../../../../src/engine/kernels/webgpu/slots.ts';

const mix = mixProgram({ hasGates: true, hasNative: true });

describe('generated WGSL', () => {
  it('of programs that run on their own', async () => {
    const programs = [
      forwardProgram(true),
      gradAffineProgram(true),
      mix,
      gradNativeProgram,
      lossSumsProgram,
      sumOfSlotsProgram,
      unpackProgram,
    ];
    await expect(tidied(programs.map(({ source }) => source))).toMatchFileSnapshot('wgsl/programs.wgsl');
  });

  it('of programs that take rows through a chain', async () => {
    const programs = [forwardProgram(true), mix, lossGradProgram];
    const source = fusedProgram(
      'rows',
      programs.map((program) => fusedCodeOf(program)),
    );
    await expect(tidied([source])).toMatchFileSnapshot('wgsl/fusedRows.wgsl');
  });

  it('of programs that read vectors, through a binding of their own', async () => {
    const source = fusedProgram('rows', [fusedCodeOf(forwardProgram(true), true), fusedCodeOf(mix, true)]);
    await expect(tidied([source])).toMatchFileSnapshot('wgsl/fusedVectors.wgsl');
  });

  it('of programs side by side', async () => {
    const source = fusedProgram(
      'flat',
      [addProgram, sumOfSlotsProgram].map((program) => fusedCodeOf(program)),
    );
    await expect(tidied([source])).toMatchFileSnapshot('wgsl/fusedFlat.wgsl');
  });
});

describe('fused programs', () => {
  it('refuse a stage with too few tensors', () => {
    const stage = { numThreads: 1, params: [], tableAt: 0, offsets: [0, 4] };
    expect(() => stageNumbers(addProgram, stage)).toThrow('2 tensors; its program 3');
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
