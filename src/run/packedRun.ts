/** The form of a saved run: names and numbers as they stand in its JSON. `savedRun.ts` writes it, `readSavedRun.ts` reads it. */
import type { PackedFacts } from './packedFacts.ts';
import type { PackedRows } from './packing.ts';
import type { RanOn } from './produced/backend.ts';
import type { LevelGates } from './produced/evaluation.ts';
import type { Divergence } from './run.ts';

/** Lists of numbers by name, each packed over several records that have them. */
export type Packed<K extends string> = Readonly<Record<K, string>>;

/** Losses of every evaluation. */
export const LOSSES = ['validation', 'test', 'auc'] as const;
/** Losses at the steps that may be reported. */
export const CHOSEN = ['steps', 'scores', 'test', 'auc'] as const;

/** One network of a saved run. */
export interface PackedNetwork {
  readonly id: string;
  /** Losses of several steps, each as float32 `[steps, R * T]`. */
  readonly losses: Packed<(typeof LOSSES)[number]> & { readonly steps: readonly number[] };
  /** Training losses of the steps after the first, which has none. */
  readonly train: string;
  /** Learned weights of the losses; absent where there are none. */
  readonly weights?: string;
  readonly levels: readonly Readonly<Record<keyof LevelGates, PackedRows>>[];
  /** Losses at the best steps, then at the last, each as `[2, R * T]`; then the scores of early steps. */
  readonly kept: Packed<(typeof CHOSEN)[number] | 'early'> & {
    /** Losses and predictions of tasks after others at both steps, of each population; see `FunnelLosses`. Absent: there are none. */
    readonly ofRows?: string;
    /** Areas within groups at both steps, then bins at the best ones; absent: none were measured. */
    readonly gauc?: string;
    readonly calibration?: string;
  };
  /** Absent: none did. */
  readonly diverged?: readonly Divergence[];
}

/** A run as it is written. */
export interface PackedRun extends RanOn, PackedFacts {
  readonly config: string;
  /** Losses of validation rows, then of test rows, then the floor. */
  readonly knownLosses: string;
  /** Those of tasks after others: of validation rows, then null losses and true probabilities of each population. */
  readonly knownFunnel?: string;
  /** Null: not known. */
  readonly measuredCorrelation: readonly (readonly (number | null)[])[];
  readonly networks: readonly PackedNetwork[];
}

/** Bytes of each statistic: those that may be read off as numbers keep more digits. */
export const BYTES: Readonly<Record<keyof LevelGates, 1 | 2>> = {
  gateMean: 2,
  gateStd: 1,
  native: 2,
  expertRms: 1,
  sparsity: 1,
  deadFraction: 1,
};

/** Statistics of a level by name. */
export const STATISTICS = Object.keys(BYTES) as readonly (keyof LevelGates)[];
