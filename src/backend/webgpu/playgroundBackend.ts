/** TensorFlow.js's WebGPU backend with our programs, with captured steps, and without synchronous reads. */
import { registerWebgpuKernels } from '../../kernels/registerWebgpu.ts';
import type { KernelSet, ProgramRunner } from '../../kernels/webgpu/webgpuKernel.ts';
import { text } from '../../text/text.ts';
import type { Tensor } from '../../tf/tf.ts';
import { WebGPUBackend } from '../../tf/webgpu.ts';
import type { CapturedStep, StepCapture, StepToCapture } from '../stepCapture.ts';
import { bufferOf, submitPending } from './commandStream.ts';
import { captureFusedStep } from './fused/fusedRecording.ts';
import { createProgramRunner } from './programRunner.ts';
import { captureGpuStep, forgetValues } from './recording.ts';

/** Not yet registered with TensorFlow.js; its kernels are. */
export function createPlaygroundBackend(
  device: GPUDevice,
  adapterInfo: GPUAdapterInfo,
  kernelSet: KernelSet,
): WebGPUBackend {
  registerWebgpuKernels();
  return new PlaygroundBackend(device, adapterInfo, kernelSet);
}

class PlaygroundBackend extends WebGPUBackend implements ProgramRunner, StepCapture {
  readonly #programs = createProgramRunner(this);
  readonly runProgram = this.#programs.runProgram;
  readonly compiles = true;
  readonly kernelSet: KernelSet;

  constructor(device: GPUDevice, adapterInfo: GPUAdapterInfo, kernelSet: KernelSet) {
    super(device, adapterInfo);
    this.kernelSet = kernelSet;
  }

  async captureStep(step: StepToCapture): Promise<CapturedStep> {
    const fused = this.kernelSet === 'hardware' ? await captureFusedStep(this, this.#programs, step) : null;
    return fused ?? captureGpuStep(this, this.#programs.numWritten, step);
  }

  overwrite(tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): void {
    submitPending(this);
    this.device.queue.writeBuffer(bufferOf(this, tensor), 0, values);
    forgetValues(this, [tensor]);
  }

  settle(): Promise<void> {
    submitPending(this);
    return this.device.queue.onSubmittedWorkDone();
  }

  /** A synchronous read of GPU data returns zeros or kills the device on some machines; better to fail loudly. */
  override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
    if (this.tensorMap.get(dataId).values == null) throw new Error(text.session.syncRead);
    return super.readSync(dataId);
  }
}
