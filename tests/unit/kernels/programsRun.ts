/** The programs that our WebGPU kernels run, found without a GPU: on a device that only notes them. */
import type { Inputs } from '../../../src/kernels/operation.ts';
import { webgpuKernels } from '../../../src/kernels/registerWebgpu.ts';
import { takeTurnOperation } from '../../../src/kernels/takeTurn/takeTurn.ts';
import { addProgram } from '../../../src/kernels/webgpu/addWebgpu.ts';
import type { Program } from '../../../src/kernels/webgpu/program.ts';
import type { ProgramRunner } from '../../../src/kernels/webgpu/webgpuKernel.ts';
import type { TensorInfo } from '../../../src/tf/tf.ts';
import { callsOf, gatherBatchCall } from './calls.ts';

/** Those of calls of every kernel, with repetitions; throws when a kernel is called by none. */
export function programsRun(): readonly Program[] {
  const programs: Program[] = [addProgram];
  const gpu: ProgramRunner = {
    runProgram: ({ program, outputs }) => {
      programs.push(program);
      return outputs.map(({ shape, dtype }) => infoOf(shape, dtype));
    },
    disposeData: () => undefined,
  };
  const called = new Set<string>();
  const run = (name: string, inputs: Inputs, attrs: object) => {
    const kernel = webgpuKernels.find(({ kernelName }) => kernelName === name);
    if (kernel === undefined) throw new Error(`There is no kernel ${name}.`);
    called.add(name);
    kernel.run(gpu, inputs, attrs);
  };
  for (const { kernelName, inputs, shared, attrs } of [...callsOf(2), gatherBatchCall(2, 11, 7)]) {
    const infos = Object.entries({ ...inputs, ...shared }).map(([name, { shape, dtype }]) => [
      name,
      infoOf(shape, dtype),
    ]);
    run(kernelName, Object.fromEntries(infos), attrs(2));
  }
  const timetable = { turn: infoOf([1], 'int32'), rows: infoOf([8, 6], 'int32'), rates: infoOf([8, 4]) };
  run(takeTurnOperation.kernelName, timetable, {});
  const missed = webgpuKernels.filter(({ kernelName }) => !called.has(kernelName));
  if (missed.length > 0)
    throw new Error(`No call of ${missed.map(({ kernelName }) => kernelName).join(', ')}.`);
  return programs;
}

function infoOf(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
  return { dataId: {}, shape: [...shape], dtype };
}
