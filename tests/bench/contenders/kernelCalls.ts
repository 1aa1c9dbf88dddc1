/** Counts calls of TensorFlow.js's kernels through its registry. Knows no implementation. */
import {
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** Runs `run`; with its value, the names of the kernels it called on that backend, one per call, nested ones included. */
export async function noteKernels<T>(
  backendName: string,
  run: () => Promise<T>,
): Promise<{ value: T; names: readonly string[] }> {
  const names: string[] = [];
  const kernels = getKernelsForBackend(backendName);
  const noting = kernels.map(({ kernelFunc, ...kernel }): KernelConfig => {
    const noted: KernelConfig['kernelFunc'] = (call) => {
      names.push(kernel.kernelName);
      return kernelFunc(call);
    };
    return { ...kernel, kernelFunc: noted };
  });
  replace(noting);
  try {
    return { value: await run(), names };
  } finally {
    replace(kernels);
  }
}

function replace(kernels: readonly KernelConfig[]): void {
  for (const kernel of kernels) {
    unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
