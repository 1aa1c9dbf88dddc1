/** TensorFlow.js's WebGPU backend with our programs, and without synchronous reads. */
import { registerWebgpuKernels } from '../../kernels/registerWebgpu.ts';
import type { ProgramRunner } from '../../kernels/webgpu/webgpuKernel.ts';
import { text } from '../../text/text.ts';
import { WebGPUBackend } from '../../tf/webgpu.ts';
import { createProgramRunner } from './programRunner.ts';

/** Not yet registered with TensorFlow.js; its kernels are. */
export function createPlaygroundBackend(device: GPUDevice, adapterInfo: GPUAdapterInfo): WebGPUBackend {
  registerWebgpuKernels();
  return new PlaygroundBackend(device, adapterInfo);
}

class PlaygroundBackend extends WebGPUBackend implements ProgramRunner {
  readonly #programs = createProgramRunner(this);
  readonly runProgram = this.#programs.runProgram;

  /** A synchronous read of GPU data returns zeros or kills the device on some machines; better to fail loudly. */
  override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
    if (this.tensorMap.get(dataId).values == null) throw new Error(text.session.syncRead);
    return super.readSync(dataId);
  }
}
