/** Results of the check of a GPU, as every stack reports them. */

// In this order: quick and important parts first.
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
  'largest',
  'loss',
] as const;

export type GpuCheckPart = (typeof gpuCheckParts)[number];

/** `differs`: not equal, within what the WebGPU standard allows, without effect here. `wrong`: results cannot be trusted. */
export type GpuCheckOutcome = 'right' | 'differs' | 'wrong' | 'skipped';

export interface GpuCheckResult {
  readonly part: GpuCheckPart;
  readonly outcome: GpuCheckOutcome;
  readonly ms: number;
  readonly checked: number;
  readonly problems: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
  /** Pairs of input and output. */
  readonly table: readonly (readonly [string, string])[];
}

export interface CheckedGpu {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly limits: Readonly<Record<string, number>>;
}

export type GpuCheckEvent =
  | { readonly type: 'gpu'; readonly gpu: CheckedGpu }
  | { readonly type: 'began'; readonly part: GpuCheckPart }
  | { readonly type: 'ended'; readonly result: GpuCheckResult }
  /** `failure`: why nothing more could be checked. */
  | { readonly type: 'done'; readonly failure: string | null };

export interface GpuCheckStart {
  /** Factor on time limits, for an emulated GPU. */
  readonly patience: number;
  readonly only?: readonly GpuCheckPart[];
}
