/** Tools that the parts of a check share: the backend that runs now, time, and what a part has found. */

import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import type { RunningBackend } from '../../../../src/engine/backend/engineBackend.ts';
import { createTrainer, type Trainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { GpuChange } from './changedGpu.ts';
import type { GpuCheckOutcome, GpuCheckResult } from './results.ts';

/** A vector file by its name. */
export interface VectorFile {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
}

export interface CheckTools {
  /** Activates the GPU or WebAssembly, opened where they are not yet; a GPU with a change is always a new one. */
  readonly open: (name: 'webgpu' | 'wasm', change?: GpuChange) => Promise<RunningBackend>;
  /** The device of the GPU opened last. */
  readonly device: () => GPUDevice;
  /** True when a part has had its share of time: it ends with what it has. */
  readonly isLate: () => boolean;
  /** Lets messages pass. */
  readonly pause: () => Promise<void>;
  readonly vectors: readonly VectorFile[];
}

/** The finding of a part; the time is taken by whoever runs it. */
export type Found = Omit<GpuCheckResult, 'part' | 'ms'>;

/** Runs one part. */
export type CheckPart = (tools: CheckTools) => Promise<Found>;

/** Comparisons counted as they are made. */
export function createTally() {
  let checked = 0;
  let numWrong = 0;
  const problems = new Set<string>();
  return {
    /** One more comparison, named where it fails; null: a table of the part says what differs. */
    note: (isRight: boolean, name: string | null) => {
      checked += 1;
      if (isRight) return;
      numWrong += 1;
      if (name !== null) problems.add(name);
    },
    /** The finding; without a comparison the part was skipped. */
    found: (figures: Found['figures'] = {}, failing: GpuCheckOutcome = 'wrong'): Found => ({
      outcome: checked === 0 ? 'skipped' : numWrong > 0 ? failing : 'right',
      checked,
      problems: [...problems],
      figures,
      table: [],
    }),
  };
}

/** The finding of a part that is not checked, and why. */
export const skipped = (why: string): Found => ({ ...createTally().found(), problems: [why] });

/** Trains with a trainer that goes when `use` ends. */
export async function withTrainer<T>(
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  use: (trainer: Trainer) => Promise<T>,
): Promise<T> {
  const trainer = await createTrainer(experiment, checkpoint);
  try {
    return await use(trainer);
  } finally {
    trainer.dispose();
  }
}
