/** Questions about a run's networks, and answers: functions, pictures, one followed row. */
import type { Owner } from '../../models/topology.ts';
import type { GateSnapshot } from './evaluation.ts';

/**
 * `tasks`: plane of two tasks' directions; `tasksNegative`: for a negative last input, whose sign
 * turns tasks; `switch`: last input against the first task's direction.
 */
export type PlaneKind = 'tasks' | 'tasksNegative' | 'switch';

export interface LearnedRequest {
  readonly networkIds: readonly string[];
  readonly tasks: readonly number[];
  readonly plane: PlaneKind;
  /** Axes of a file's plane; null or unusable: first columns. */
  readonly columns: readonly [string, string] | null;
  /** `mean`: over replicas that share their tasks, else the first. */
  readonly replica: number | 'mean';
  /** Last kept moment at or before the step. `mean` or null: the current one. */
  readonly step: number | null;
  readonly level: number;
}

export interface PlaneArrow {
  readonly task: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** All experts of an owner, or its only one. */
export interface Lender {
  readonly owner: Owner;
  readonly expert: number | null;
}

/** Weights of a task's units in one replica: experts of replicas are unrelated. */
export interface Reliance {
  readonly lenders: readonly Lender[];
  /** `[lenders, N]`, summing to 1. */
  readonly shares: Float32Array;
  /** The weights depend on the row. */
  readonly isGated: boolean;
}

/** Logits: standardised targets or log odds. */
export interface LearnedNetwork {
  readonly networkId: string;
  /** `[N]` per requested task. */
  readonly planes: readonly Float32Array[];
  /** Null: no unit of the task. */
  readonly reliance: readonly (Reliance | null)[];
  /** `[R, M]` per requested task. */
  readonly slices: readonly Float32Array[];
}

export interface Learned {
  readonly step: number;
  readonly request: LearnedRequest;
  /** Index of the plane's replica; null: mean of all. */
  readonly replica: number | null;
  readonly arrows: readonly PlaneArrow[];
  /** Training rows in the plane, `[n, 2]`; empty for sparse rows. */
  readonly rows: Float32Array;
  /** Cosines of both directions: one, or per sign of the last input; may be empty. */
  readonly cosines: readonly number[];
  readonly columns: readonly string[];
  readonly axes: readonly [string, string] | null;
  readonly numLevels: number;
  /** True functions; null if unknown. */
  readonly truth: Pick<LearnedNetwork, 'planes' | 'slices'> | null;
  readonly networks: readonly LearnedNetwork[];
}

/**
 * Searches the first test rows. `gates`: weights furthest from their mean; `error`: loss difference
 * to the second network, if any.
 */
export type RowSearch = 'gates' | 'error';

export type RowPlace =
  | { readonly kind: 'test'; readonly index: number }
  | { readonly kind: 'search'; readonly search: RowSearch; readonly rank: number }
  /** In coordinates of the request's plane. */
  | (Pick<LearnedRequest, 'tasks' | 'plane' | 'columns'> & {
      readonly kind: 'plane';
      readonly at: readonly [number, number];
    });

export interface FollowRequest {
  readonly networkIds: readonly string[];
  readonly replica: number;
  /** See `LearnedRequest`. */
  readonly step: number | null;
  readonly row: RowPlace;
}

export interface FollowedRow {
  /** Null if not a test row. */
  readonly index: number | null;
  /** `[I]`, with the zeros of sparse rows. */
  readonly features: Float32Array;
  readonly at: readonly [number, number] | null;
}

export interface RowInNetwork {
  readonly networkId: string;
  /** Gates of this row alone: weights in `gateMean`, 0 in `gateStd`. */
  readonly gates: GateSnapshot;
  /** `[T]`, standardised targets or log odds. */
  readonly logits: Float32Array;
}

export interface Followed {
  readonly step: number;
  readonly request: FollowRequest;
  readonly row: FollowedRow;
  /** Best possible prediction per task, `[T]`; null if unknown. */
  readonly truth: readonly number[] | null;
  /** Labels as networks see them, `[T]`, NaN if missing; null for a point of a plane. */
  readonly labels: readonly number[] | null;
  readonly networks: readonly RowInNetwork[];
}

export interface SurfacesRequest {
  readonly networkIds: readonly string[];
  readonly replica: number;
  readonly step: number | null;
}

/** `[N]` per task at the points of `SURFACE`: standardised targets or log odds. */
type SurfaceOfTasks = readonly Float32Array[];

export interface Surfaces {
  readonly step: number;
  readonly request: SurfacesRequest;
  /** Each task with its most correlated other, if any. */
  readonly planes: readonly Pick<LearnedRequest, 'tasks' | 'plane' | 'columns'>[];
  /** Null if unknown. */
  readonly truth: SurfaceOfTasks | null;
  readonly networks: readonly { readonly networkId: string; readonly surfaces: SurfaceOfTasks }[];
}
