/** The contract of captured training steps, replayed without their JavaScript; loads no backend. */
import { text } from '../../text/text.ts';
import type { Tensor } from '../tf/tf.ts';

/** Changes tensors in place: `state` becomes the result of `compute`. */
export interface StepToCapture {
  readonly state: readonly Tensor[];
  /** Slowest axis of computed tensors; a backend may run replicas one by one. */
  readonly numReplicas: number;
  /** Tensors `overwrite` may change; all others the step reads are taken as constant. */
  readonly inputs: readonly Tensor[];
  /** Pure. Next state in the order of `state`; a tensor itself if unchanged or overwritten. */
  readonly compute: () => readonly Tensor[];
}

/** Thrown if the step runs TensorFlow.js's own kernels, which cannot be captured. */
export class NotCapturable extends Error {
  override readonly name = 'NotCapturable';
  readonly kernelNames: readonly string[];

  constructor(kernelNames: readonly string[]) {
    super(`A step that runs ${kernelNames.join(', ')} cannot be captured.`);
    this.kernelNames = kernelNames;
  }
}

/** The step needs too large a binding, or compiles for too long. Message for users. */
export class StepDoesNotFit extends Error {
  override readonly name = 'StepDoesNotFit';
}

/** Until it is disposed, its state and inputs must live and change only by it and `overwrite`. */
export interface CapturedStep {
  /** GPU dispatches per step; on WebAssembly, function calls. */
  readonly numDispatches: number;
  readonly numBytes: number;
  /** Queues or runs steps; commands queued later find the result in the state's tensors. */
  readonly replay: (numSteps: number) => void;
  readonly dispose: () => void;
}

/** Tensors computed from `inputs` alone; the rows differ in every run. */
export interface PassToCapture extends Pick<StepToCapture, 'compute'> {
  readonly inputs: readonly [rows: Tensor, ...others: Tensor[]];
}

/** Only their creator disposes them. Until then all inputs except the rows must not be disposed. */
export interface CapturedPasses {
  readonly numBytes: number;
  /** Reads the passes' tensors and `others` in one submission; rows are repeated to fill the inputs. */
  readonly run: (
    runs: readonly { readonly pass: PassToCapture; readonly rows: Tensor }[],
    others: readonly Tensor[],
  ) => Promise<readonly (readonly Float32Array[])[]>;
  readonly dispose: () => void;
}

export interface StepCapture {
  readonly compiles: boolean;
  /** Largest size of a tensor that programs can read, in bytes. */
  readonly mostBytes: number;
  /** Rejects with `NotCapturable`, `StepDoesNotFit`, or if a program does not compile. */
  readonly captureStep: (step: StepToCapture) => Promise<CapturedStep>;
  readonly capturePasses?: (passes: readonly PassToCapture[]) => Promise<CapturedPasses>;
  /** Queues a write of `values` to the beginning of the tensor. */
  readonly overwrite: (tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>) => void;
  readonly settle: () => Promise<void>;
}

export function assertFits(numBytes: number, mostBytes: number): void {
  if (numBytes > mostBytes) throw new StepDoesNotFit(text.engine.stepTooLarge(numBytes, mostBytes));
}

export function stepCaptureOf(backend: object): StepCapture | null {
  return 'captureStep' in backend ? (backend as StepCapture) : null;
}
