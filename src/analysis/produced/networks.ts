/** Checkpoints, imported weights and exported networks of a run. */
import type { FileEncoding } from '../../data/table/fileEncoding.ts';

export interface Checkpoint {
  readonly step: number;
  /** Number of batches in the cards' loss sums. */
  readonly numSummed: number;
  readonly cards: readonly SavedCard[];
}

/** Each tensor holds all replicas. */
export interface SavedCard {
  readonly cardId: string;
  readonly parameters: Readonly<Record<string, Float32Array>>;
  readonly moment1: Readonly<Record<string, Float32Array>>;
  readonly moment2: Readonly<Record<string, Float32Array>>;
  /** Batch losses since the last evaluation, `[R * T]`. */
  readonly lossSum: Float32Array;
}

/** Tensors named as in a weights file. */
export type NamedWeights = Readonly<Record<string, Float32Array>>;

export interface ImportedWeights {
  readonly cardId: string;
  /** Index of the replica in the run; null for all replicas. */
  readonly replica: number | null;
  readonly weights: NamedWeights;
}

/** Rows with their losses, to check that a copy of the network elsewhere gives the same. */
export interface VerificationRows {
  /** `[B][I]` */
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
  /** Loss per task, `[T]`. */
  readonly losses: readonly number[];
}

export interface PredictedFile {
  readonly problems: readonly string[];
  /** `[T][N]`: probabilities, or numbers as the training file has them. */
  readonly values: readonly Float64Array[];
}

export interface ExportedNetwork {
  readonly cardId: string;
  readonly replica: number;
  /** Step from which each task's weights are, `[T]`. */
  readonly steps: readonly number[];
  readonly weights: NamedWeights;
  readonly moment1: NamedWeights;
  readonly moment2: NamedWeights;
  readonly check: VerificationRows;
  /** Constants of the data-generating process; null if only the page can make such rows. */
  readonly dataProcess: Readonly<Record<string, unknown>> | null;
  readonly file: FileEncoding | null;
  readonly predicted: PredictedFile | null;
}
