/** What a run produces: losses, gate statistics, checkpoints. Plain data, shared by trainer, session and page. */

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** Which of the engine's operations a backend has kernels of its own for. */
export interface KernelCoverage {
  /** All operations it may be asked to run. */
  readonly numOperations: number;
  /** Names of those it runs as compositions of stock TensorFlow.js operations. */
  readonly fallBacks: readonly string[];
}

/** Everything needed to continue a run elsewhere; opaque to the page. */
export interface Checkpoint {
  readonly step: number;
  readonly cards: readonly {
    readonly cardId: string;
    /** Parameters and both Adam moments of every packed tensor, in order, then the sum of the batch losses, `[R*T]`. */
    readonly tensors: readonly Float32Array[];
  }[];
}

/** Held-out losses of one card at one step, each `[R * T]`, replica-major; NaN for a diverged replica. */
export interface LossPoint {
  readonly step: number;
  /** Mean loss of the training batches since the point before; empty when there was none. */
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
  /** Area under the ROC curve on the test rows; NaN for tasks that are not binary, too. */
  readonly auc: readonly number[];
}

/**
 * Statistics of one level, replica-major: of its gates over all test rows `[R * U * E]`, where cells that a unit does not see
 * are 0, and of its experts over the first 512 of them `[R * E]`.
 */
export interface LevelGates {
  readonly gateMean: Float32Array;
  /** Standard deviation over the rows. */
  readonly gateSpread: Float32Array;
  readonly native: Float32Array;
  /** Root mean square of an expert's outputs: a large weight on a tiny output is not importance. */
  readonly expertRms: Float32Array;
  /** Share of an expert's activations (rows x output units) that are 0. */
  readonly zeroShare: Float32Array;
  /** Share of an expert's output units that are 0 on every row. */
  readonly deadShare: Float32Array;
}

export interface GateSnapshot {
  readonly step: number;
  readonly levels: readonly LevelGates[];
}

/** Tensors and bytes alive in the backend. */
export interface MemoryReport {
  readonly numTensors: number;
  readonly numBytes: number;
}

/** A held-out evaluation of one network at one step. */
export interface Evaluation {
  readonly loss: LossPoint;
  readonly gates: GateSnapshot;
}

/** One card's held-out evaluation at one step. */
export interface CardEvaluation extends Evaluation {
  readonly cardId: string;
}
