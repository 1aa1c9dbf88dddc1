/** Small pictures of what networks predict for every task: the request to a run, and its answer. Plain data. */
import type { LearnedRequest } from './learned.ts';

/** Request to a run. */
export interface SurfacesRequest {
  readonly networkIds: readonly string[];
  /** The repetition whose functions are shown, counted from the first. */
  readonly replica: number;
  /** The moment looked at: the last one kept at or before it, the run as it stands where none was; null: as it stands. */
  readonly step: number | null;
}

/** Values over the plane of each task, `[T]` of `[N]` each; points as of `SURFACE`. Logits: standardised targets, or log odds. */
type SurfaceOfTasks = readonly Float32Array[];

/** The answer. */
export interface Surfaces {
  readonly step: number;
  readonly request: SurfacesRequest;
  /** The plane of each task: the task, and the one that is nearest to it if there are others. */
  readonly planes: readonly Pick<LearnedRequest, 'tasks' | 'plane' | 'columns'>[];
  /** Null: nobody knows. */
  readonly truth: SurfaceOfTasks | null;
  /** Those of the request that there are. */
  readonly networks: readonly { readonly networkId: string; readonly surfaces: SurfaceOfTasks }[];
}
