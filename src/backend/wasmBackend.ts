/** The WebAssembly backend: plain or SIMD binary, whichever the engine can run, and never the threaded one. */

import { kernelCoverageOf } from '../kernels/register.ts';
import { registerWasmKernels } from '../kernels/registerWasm.ts';
import { compileKernels, kernelBuilds } from '../kernels/wasm/compileKernels.ts';
import { text } from '../text/text.ts';
import { env } from '../tf/tf.ts';
import { setWasmPaths } from '../tf/wasm.ts';
import { activateBackend, engineMemory, neverLost, restartable } from './engineBackend.ts';
import type { RunningBackend, WasmPaths } from './runningBackend.ts';

/** Starts and activates the WebAssembly backend; rejects when WebAssembly is missing or the binary does not load. */
export async function startWasm(paths: WasmPaths): Promise<RunningBackend> {
  if (typeof WebAssembly === 'undefined') throw new Error(text.session.noWebAssembly);
  // The threaded build breaks when its code is minified, and threads need headers this page does not send.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': paths.plain,
    'tfjs-backend-wasm-simd.wasm': paths.simd,
    // Never loaded; TensorFlow.js insists on an entry.
    'tfjs-backend-wasm-threaded-simd.wasm': paths.simd,
  });
  // Without SIMD the references run.
  const [kernelBuild = null] = kernelBuilds();
  if (kernelBuild !== null) registerWasmKernels(await compileKernels(kernelBuild));
  await activateBackend('wasm');
  return {
    name: 'wasm',
    kernelBuild,
    kernels: kernelCoverageOf('wasm'),
    onLost: neverLost,
    activate: () => activateBackend('wasm'),
    memory: engineMemory,
    close: restartable('wasm'),
  };
}
