/** TensorFlow.js's WebGPU backend with our programs and captured steps, and without synchronous reads. */
import { sizeOf } from '../../../core/shape.ts';
import { text } from '../../../text/text.ts';
import { registerWebgpuKernels } from '../../kernels/registerWebgpu.ts';
import type { ProgramRunner } from '../../kernels/webgpu/webgpuKernel.ts';
import type { DataId, Tensor, TensorInfo } from '../../tf/tf.ts';
import { WebGPUBackend } from '../../tf/webgpu.ts';
import {
  assertFits,
  type CapturedPasses,
  type CapturedStep,
  type PassToCapture,
  type StepCapture,
  type StepToCapture,
} from '../stepCapture.ts';
import { captureGpuPasses } from './captureGpuPasses.ts';
import { captureGpuStep, forgetValues } from './captureGpuStep.ts';
import { bufferOf, mostBytesOf, submitPending } from './commandStream.ts';
import { createGpuPrograms } from './gpuPrograms.ts';
import { mostWorkOfDispatch } from './stepCommands.ts';

export function createPlaygroundBackend(device: GPUDevice, adapterInfo: GPUAdapterInfo): PlaygroundBackend {
  registerWebgpuKernels();
  return new PlaygroundBackend(device, adapterInfo);
}

class PlaygroundBackend extends WebGPUBackend implements ProgramRunner, StepCapture {
  readonly #programs = createGpuPrograms(this);
  readonly runProgram = this.#programs.runProgram;
  readonly compiles = true;
  readonly mostBytes = mostBytesOf(this.device);
  readonly mostWork = mostWorkOfDispatch;

  captureStep(step: StepToCapture): Promise<CapturedStep> {
    return captureGpuStep(this, this.#programs, step, this.mostWork);
  }

  capturePasses(passes: readonly PassToCapture[]): Promise<CapturedPasses> {
    return captureGpuPasses(this, this.#programs, passes, this.mostWork);
  }

  override runWebGPUProgram(...call: Parameters<WebGPUBackend['runWebGPUProgram']>): TensorInfo {
    return this.#programs.notedStock(...call) ?? super.runWebGPUProgram(...call);
  }

  // Throws before the device would, whose error ends the run.
  override uploadToGPU(dataId: DataId): void {
    assertFits(Float32Array.BYTES_PER_ELEMENT * sizeOf(this.tensorMap.get(dataId).shape), this.mostBytes);
    super.uploadToGPU(dataId);
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

  // Buffers are pooled by size, and the next run has others.
  rest(): void {
    submitPending(this);
    this.#programs.freeConstants();
    this.bufferManager.dispose();
  }

  // On some machines a synchronous GPU read returns zeros or kills the device.
  override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
    if (this.tensorMap.get(dataId).values == null) throw new Error(text.engine.syncRead);
    return super.readSync(dataId);
  }
}
