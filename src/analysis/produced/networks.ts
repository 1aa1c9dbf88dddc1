/** Networks as a run holds them: checkpoints, weights that come in, networks that go out. Plain data. */
import type { FileEncoding } from '../../data/table/fileEncoding.ts';

/** Everything needed to continue a run elsewhere; opaque to the page. */
export interface Checkpoint {
  readonly step: number;
  /** Batches whose losses are in the sums of the cards. */
  readonly numSummed: number;
  readonly cards: readonly SavedCard[];
}

/** The state of one card: its packed tensors by name, each of all replicas, with both moments of Adam. */
export interface SavedCard {
  readonly cardId: string;
  readonly parameters: Readonly<Record<string, Float32Array>>;
  readonly moment1: Readonly<Record<string, Float32Array>>;
  readonly moment2: Readonly<Record<string, Float32Array>>;
  /** Sum of the losses of the batches since the last evaluation, `[R * T]`. */
  readonly lossSum: Float32Array;
}

/** Values of tensors by their names in a file of weights. */
export type NamedWeights = Readonly<Record<string, Float32Array>>;

/** Weights to begin a run with, instead of random ones. */
export interface GivenWeights {
  readonly cardId: string;
  /** Counted from the first replica of the run; null: all of them. */
  readonly replica: number | null;
  readonly weights: NamedWeights;
}

/** Rows and what the engine makes of them: whoever has the same network gets the same numbers. */
export interface CheckRows {
  /** `[B][I]` */
  readonly inputs: readonly (readonly number[])[];
  /** `[B][T]` each. */
  readonly labels: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
  /** `[T]` */
  readonly losses: readonly number[];
}

/** One network taken out of a run: all that it takes to go on elsewhere. */
export interface ExportedNetwork {
  readonly cardId: string;
  readonly replica: number;
  /** The step that the weights of each task are of, `[T]`. */
  readonly steps: readonly number[];
  readonly weights: NamedWeights;
  readonly moment1: NamedWeights;
  readonly moment2: NamedWeights;
  readonly check: CheckRows;
  /** Numbers of the law of the replica's rows, by name; null where only the page can make such rows. */
  readonly law: Readonly<Record<string, unknown>> | null;
  /** How the file was read that it was trained on; null: on none. */
  readonly file: FileEncoding | null;
}
