/** The programs that the example calls of all kernels run, without a GPU. */
import { addProgram, webgpuKernels } from '../../../../src/engine/kernels/registerWebgpu.ts';
import {
  declaredArgumentsOf,
  type ProgramRun,
  type ProgramRunner,
} from '../../../../src/engine/kernels/webgpu/webgpuKernel.ts';
import type { TensorInfo } from '../../../../src/engine/tf/tf.ts';
import { callsOf } from './kernelRuns.ts';

export type NotedRun = Pick<ProgramRun, 'program' | 'threads'>;

/** With repetitions: many calls share a program. Throws when a kernel is called by none. */
export function programsRun(): readonly NotedRun[] {
  const runs: NotedRun[] = [{ program: addProgram, threads: 1 }];
  const gpu: ProgramRunner = {
    runProgram: (run) => {
      runs.push(run);
      return declaredArgumentsOf(run).outputs.map(({ shape, dtype }) => infoOf(shape, dtype));
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
  return runs;
}

function infoOf(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
  return { dataId: {}, shape: [...shape], dtype };
}
