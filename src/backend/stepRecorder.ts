/** A training step that is recorded once and then repeated without its JavaScript. Says what, not how; loads no backend. */
import type { Tensor } from '../tf/tf.ts';

/** A step that changes tensors in place: `state` becomes what `compute` returns for it. */
export interface StepToRecord {
  readonly state: readonly Tensor[];
  /** Slowest axis of what the step computes for them; a recorder may take them one after the other. */
  readonly numReplicas: number;
  /** What the step reads and `overwrite` may change between steps. Every other tensor it reads is taken to be constant. */
  readonly inputs: readonly Tensor[];
  /**
   * The next state, in the order of `state`: new tensors of the same shapes, each computed from scratch, or the tensor
   * itself where it does not change or is written over. A pure function otherwise; run without executing anything, and what it
   * allocates is freed.
   */
  readonly compute: () => readonly Tensor[];
}

/** The step runs kernels that are not ours, whose work cannot be recorded: it can only be run as it is. */
export class NotRecordable extends Error {
  override readonly name = 'NotRecordable';
  readonly kernelNames: readonly string[];

  constructor(kernelNames: readonly string[]) {
    super(`A step that runs ${kernelNames.join(', ')} cannot be recorded.`);
    this.kernelNames = kernelNames;
  }
}

/** Only its creator disposes it. While it lives, its state and inputs must live too and may be changed by it and `overwrite` alone. */
export interface Recording {
  /** Of one step; on WebAssembly, calls. */
  readonly numDispatches: number;
  /** What its own buffers take on the device. */
  readonly numBytes: number;
  /** Queues so many steps in one submission, or takes them at once. The state's tensors hold the result for whatever is queued after it. */
  readonly replay: (numSteps: number) => void;
  /** Idempotent. */
  readonly dispose: () => void;
}

/** A backend that can record steps. */
export interface StepRecorder {
  /** Whether recording takes its time, since programs are compiled for it. */
  readonly compiles: boolean;
  /**
   * Compiles what the step needs, then records it; the state keeps its values. Rejects when a program does not compile, and
   * with `NotRecordable`.
   */
  readonly recordStep: (step: StepToRecord) => Promise<Recording>;
  /** Queues an overwrite of a tensor's first values. */
  readonly overwrite: (tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>) => void;
  /** Resolves when everything queued is done. */
  readonly settle: () => Promise<void>;
}

/** The recorder that a TensorFlow.js backend is, or null when it is none. */
export function stepRecorderOf(backend: object): StepRecorder | null {
  return 'recordStep' in backend ? (backend as StepRecorder) : null;
}
