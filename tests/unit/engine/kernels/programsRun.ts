/** The programs that our WebGPU kernels run, found without a GPU: on a device that only notes them. */

import { addProgram, webgpuKernels } from '../../../../src/engine/kernels/registerWebgpu.ts';
import type { Program } from '../../../../src/engine/kernels/webgpu/program.ts';
import { declaredOf, type ProgramRunner } from '../../../../src/engine/kernels/webgpu/webgpuKernel.ts';
import type { TensorInfo } from '../../../../src/engine/tf/tf.ts';
import { callsOf } from '../../../long/gpus/check/kernelRuns.ts';

/** Those of calls of every kernel, with repetitions; throws when a kernel is called by none. */
export function programsRun(): readonly Program[] {
  const programs: Program[] = [addProgram];
  const gpu: ProgramRunner = {
    runProgram: (run) => {
      programs.push(run.program);
      return declaredOf(run).outputs.map(({ shape, dtype }) => infoOf(shape, dtype));
    },
    disposeData: () => undefined,
  };
  const called = new Set<string>();
  for (const { operation, inputs, shared, attrs } of callsOf(2)) {
    const { kernelName } = operation;
    const infos = Object.entries({ ...inputs, ...shared }).map(([name, { shape, dtype }]) => [
      name,
      infoOf(shape, dtype),
    ]);
    const kernel = webgpuKernels.find((one) => one.kernelName === kernelName);
    if (kernel === undefined) throw new Error(`There is no kernel ${kernelName}.`);
    called.add(kernelName);
    kernel.run(gpu, Object.fromEntries(infos), attrs(2));
  }
  const missed = webgpuKernels.filter(({ kernelName }) => !called.has(kernelName));
  if (missed.length > 0)
    throw new Error(`No call of ${missed.map(({ kernelName }) => kernelName).join(', ')}.`);
  return programs;
}

function infoOf(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
  return { dataId: {}, shape: [...shape], dtype };
}
