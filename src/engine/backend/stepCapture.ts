/** A training step that is captured once and then replayed without its JavaScript: the contract. Loads no backend. */
import { text } from '../../text/text.ts';
import type { Tensor } from '../tf/tf.ts';

/** A step that changes tensors in place: `state` becomes what `compute` returns for it. */
export interface StepToCapture {
  readonly state: readonly Tensor[];
  /** Slowest axis of what the step computes for them; a backend may take them one after the other. */
  readonly numReplicas: number;
  /** Tensors that the step reads and `overwrite` may change between steps. Every other one it reads is taken to be constant. */
  readonly inputs: readonly Tensor[];
  /**
   * The next state, in the order of `state`: new tensors of the same shapes, each computed from scratch, or the tensor
   * itself where it does not change or is written over. A pure function otherwise; run without executing anything, and what it
   * allocates is freed.
   */
  readonly compute: () => readonly Tensor[];
}

/** The step runs kernels that are not ours, whose work cannot be captured: it can only be run as it is. */
export class NotCapturable extends Error {
  override readonly name = 'NotCapturable';
  readonly kernelNames: readonly string[];

  constructor(kernelNames: readonly string[]) {
    super(`A step that runs ${kernelNames.join(', ')} cannot be captured.`);
    this.kernelNames = kernelNames;
  }
}

/** The device cannot take the step: it binds less memory in one piece, or compiles for too long. Its message is a sentence for people. */
export class StepDoesNotFit extends Error {
  override readonly name = 'StepDoesNotFit';
}

/**
 * A step ready to be replayed. Its creator alone disposes it. While it lives, its state and inputs must live too, and nothing but it
 * and `overwrite` may change them.
 */
export interface CapturedStep {
  /** Dispatches of one step; on WebAssembly, calls. */
  readonly numDispatches: number;
  /** Bytes of its own buffers on the device. */
  readonly numBytes: number;
  /** Queues so many steps in one submission, or takes them at once. The state's tensors hold the result for whatever is queued after it. */
  readonly replay: (numSteps: number) => void;
  /** Idempotent. */
  readonly dispose: () => void;
}

/** Tensors computed of `inputs` alone, of which the first, the rows, are others in every run. */
export interface PassToCapture extends Pick<StepToCapture, 'compute'> {
  readonly inputs: readonly [rows: Tensor, ...others: Tensor[]];
}

/**
 * Passes ready to run, in memory that they use in turn. Their creator alone disposes them. While they live, their inputs must live too,
 * but for the rows.
 */
export interface CapturedPasses {
  /** Bytes of their own buffers on the device. */
  readonly numBytes: number;
  /**
   * Runs passes, each on rows that are repeated as often as they go into its input. Reads the tensors of each, then `others`, all in one
   * submission, which is made at once, and one readback.
   */
  readonly run: (
    runs: readonly { readonly pass: PassToCapture; readonly rows: Tensor }[],
    others: readonly Tensor[],
  ) => Promise<readonly (readonly Float32Array[])[]>;
  /** Idempotent. */
  readonly dispose: () => void;
}

/** The ability of a backend to capture steps. */
export interface StepCapture {
  /** True where capturing takes its time, since programs are compiled for it. */
  readonly compiles: boolean;
  /** Bytes of the largest tensor that a step may read. */
  readonly mostBytes: number;
  /**
   * Compiles what the step needs, then captures it; the state keeps its values. Rejects when a program does not compile, and
   * with `NotCapturable` and `StepDoesNotFit`.
   */
  readonly captureStep: (step: StepToCapture) => Promise<CapturedStep>;
  /** `captureStep` for passes; absent where steps do as well. */
  readonly capturePasses?: (passes: readonly PassToCapture[]) => Promise<CapturedPasses>;
  /** Queues an overwrite of a tensor's first values. */
  readonly overwrite: (tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>) => void;
  /** Resolves when everything queued is done. */
  readonly settle: () => Promise<void>;
}

/** Throws `StepDoesNotFit` where a device cannot have so many bytes in one piece. */
export function assertFits(numBytes: number, mostBytes: number): void {
  if (numBytes > mostBytes) throw new StepDoesNotFit(text.engine.stepTooLarge(numBytes, mostBytes));
}

/** The ability of a TensorFlow.js backend to capture steps, or null when it has none. */
export function stepCaptureOf(backend: object): StepCapture | null {
  return 'captureStep' in backend ? (backend as StepCapture) : null;
}
