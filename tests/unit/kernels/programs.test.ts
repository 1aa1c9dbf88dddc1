import { describe, expect, it } from 'vitest';
import {
  columnsPerThread,
  gradExpertsProgram,
  gradNativeProgram,
  gradWeightsProgram,
  mixProgram,
} from '../../../src/kernels/gatedMix/gatedMix.wgsl.ts';
import {
  forwardProgram,
  gradAffineProgram,
  gradInputProgram,
} from '../../../src/kernels/groupedDense/groupedDense.wgsl.ts';
import { unpackProgram } from '../../../src/kernels/sparseDense/sparseDenseWebgpu.ts';
import {
  lossGradProgram,
  lossProgram,
  lossSumsProgram,
  meanLossProgram,
} from '../../../src/kernels/taskLoss/taskLoss.wgsl.ts';
import { addProgram } from '../../../src/kernels/webgpu/addWebgpu.ts';
import { blockSizes } from '../../../src/kernels/webgpu/blocks.ts';
import { type Program, programOf } from '../../../src/kernels/webgpu/program.ts';
import { sumOfSlotsProgram } from '../../../src/kernels/webgpu/slots.ts';
import type { KernelSet } from '../../../src/kernels/webgpu/webgpuKernel.ts';

const kernelSets = ['software', 'hardware'] as const satisfies readonly KernelSet[];
const widths = [1, 4, 6, 8];
const flags = [false, true];

/** With repetitions: many sizes share a program. */
const programsOf = (kernelSet: KernelSet): readonly Program[] => [
  ...widths.flatMap((inputDim) =>
    widths.flatMap((outputDim) =>
      flags.flatMap((relu) =>
        [forwardProgram, gradInputProgram, gradAffineProgram].map((program) =>
          program({ inputDim, outputDim, relu, block: blockSizes[kernelSet] }),
        ),
      ),
    ),
  ),
  ...widths.flatMap((dim) =>
    [
      { dim, hasGates: true, hasNative: false },
      { dim, hasGates: true, hasNative: true },
      { dim, hasGates: false, hasNative: true },
    ].flatMap((kind) =>
      [mixProgram, gradExpertsProgram, gradWeightsProgram].map((program) =>
        program({ ...kind, columnsAtOnce: columnsPerThread[kernelSet] }),
      ),
    ),
  ),
  gradNativeProgram(),
  ...widths.flatMap((numRows) =>
    [lossProgram, lossSumsProgram, lossGradProgram].map((program) => program(numRows)),
  ),
  meanLossProgram,
  sumOfSlotsProgram,
  unpackProgram,
  addProgram,
];

const programs = kernelSets.flatMap(programsOf);

describe('programs', () => {
  it('have one key for one code', () => {
    const byKey = new Map(programs.map(({ key, source }) => [key, source]));
    for (const { key, source } of programs) expect(byKey.get(key)).toBe(source);
    expect(new Set(byKey.values()).size).toBe(byKey.size);
  });

  it.each(kernelSets)('are few for %s, whatever the sizes', (kernelSet) => {
    expect(new Set(programsOf(kernelSet).map(({ key }) => key)).size).toBeLessThanOrEqual(55);
  });

  it('bind no more storage buffers than every device allows', () => {
    for (const { key, source } of programs)
      expect(source.split('var<storage').length - 1, key).toBeLessThanOrEqual(8);
  });

  it('number their bindings in the order of the declaration', () => {
    const { source } = programOf({
      key: 'example',
      outputs: { a: 'f32', b: 'i32' },
      inputs: { c: 'vec4<f32>' },
      params: ['size'],
      hasTable: true,
      body: 'fn run(thread: u32) {}',
    });
    const bindings = [...source.matchAll(/@binding\((\d)\) var<[^>]*> (\w+)/g)].map(
      ([, number, name]) => `${number} ${name}`,
    );
    expect(bindings).toEqual(['0 a', '1 b', '2 c', '3 params', '4 table']);
  });
});
