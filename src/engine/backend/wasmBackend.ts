/** Starts TensorFlow.js's WebAssembly backend, never threaded, with our kernels. */
import '../tf/wasm.ts';
import { text } from '../../text/text.ts';
import { registerOperations } from '../kernels/register.ts';
import { registerWasmKernels, type WasmInstance } from '../kernels/registerWasm.ts';
import { compileKernels, kernelBuilds } from '../kernels/wasm/compileKernels.ts';
import { backend, env, type Tensor } from '../tf/tf.ts';
import { activateBackend, backendWithoutDevice, type RunningBackend } from './engineBackend.ts';
import type { StepCapture } from './stepCapture.ts';
import { captureWasmStep } from './wasm/captureStep.ts';

/** Rejects without WebAssembly or if the binary does not load. */
export async function startWasm(): Promise<RunningBackend> {
  if (typeof WebAssembly === 'undefined') throw new Error(text.engine.noWebAssembly);
  // The threaded build breaks when minified, and threads need headers this page does not send.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // Without SIMD there is no build, and the reference implementations run.
  const [kernelBuild = null] = kernelBuilds();
  const instanceOf = kernelBuild === null ? null : registerWasmKernels(await compileKernels(kernelBuild));
  const activate = async () => {
    await activateBackend('wasm');
    if (instanceOf !== null) Object.assign(backend(), createStepCapture(instanceOf(backend())));
  };
  await activate();
  return backendWithoutDevice('wasm', { kernelBuild, activate });
}

function createStepCapture(instance: WasmInstance): StepCapture {
  const { dataIdMap, wasm } = instance.backend;
  const ours = new Set([...registerOperations(), 'Add']);
  return {
    compiles: false,
    mostBytes: Number.POSITIVE_INFINITY,
    captureStep: async (step) => captureWasmStep(instance, ours, step),
    overwrite: ({ dataId }: Tensor, values) => {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(wasm.asm.memory.buffer).set(bytes, dataIdMap.get(dataId).memoryOffset);
    },
    settle: async () => undefined,
  };
}
