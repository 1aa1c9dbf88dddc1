/** Findings of the check of a GPU, part by part: plain data, which the page and the command show. Loads nothing of the engine. */

/** The parts of the check, in their order: what is soon known and matters most comes first. */
export const gpuCheckParts = [
  'numbers',
  'kernels',
  'isolation',
  'networks',
  'alone',
  'chain',
  'vectors',
  'order',
  'memory',
  'training',
  'pipelines',
  'speed',
  'largest',
  'loss',
] as const;

export type GpuCheckPart = (typeof gpuCheckParts)[number];

/**
 * `right`: all that was compared agrees as it must. `differs`: it does not, within what the standard of WebGPU leaves open, and nothing
 * here depends on it. `wrong`: results cannot be trusted. `measured`: there is nothing to compare with. `skipped`: not done.
 */
export type GpuCheckOutcome = 'right' | 'differs' | 'wrong' | 'measured' | 'skipped';

/** Figures by name, whose words the catalogue has. */
export type GpuCheckFigure =
  | 'worst'
  | 'gpuError'
  | 'wasmError'
  | 'expUlp'
  | 'logUlp'
  | 'steps'
  | 'firstStep'
  | 'lastStep'
  | 'slowestMs'
  | 'totalMs'
  | 'heardMs';

/** A part that has ended. */
export interface GpuCheckResult {
  readonly part: GpuCheckPart;
  readonly outcome: GpuCheckOutcome;
  readonly ms: number;
  readonly checked: number;
  /** Names of what is wrong or differs, or why the part was skipped. */
  readonly problems: readonly string[];
  readonly figures: Readonly<Partial<Record<GpuCheckFigure, number>>>;
  /** Pairs of what was asked and what came out, where a part has a list of them. */
  readonly table: readonly (readonly [string, string])[];
}

/** The adapter as it names itself, and the limits that a run may meet. */
export interface CheckedGpu {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly limits: Readonly<Record<string, number>>;
}

/** Messages of the check while it runs. */
export type GpuCheckEvent =
  | { readonly type: 'gpu'; readonly gpu: CheckedGpu }
  | { readonly type: 'began'; readonly part: GpuCheckPart }
  | { readonly type: 'ended'; readonly result: GpuCheckResult }
  /** The last event; `failure`: a sentence that says why nothing more could be checked. */
  | { readonly type: 'done'; readonly failure: string | null };

/** The settings of a check. */
export interface GpuCheckStart {
  /** Each part may take so many times its seconds, for a GPU that the processor emulates. */
  readonly patience: number;
  /** Absent: all parts. */
  readonly only?: readonly GpuCheckPart[];
}

/** The name of a worker that checks the GPU instead of training. */
export const gpuCheckWorkerName = 'gpu-check';
