/**
 * Questions about the networks of a run, and their answers: functions that they have learned of their inputs, small pictures of these, and
 * one row followed through them. Plain data.
 */
import type { Owner } from '../../models/topology.ts';
import type { GateSnapshot } from './evaluation.ts';

/**
 * Which plane of the inputs is looked at. `tasks`: that of two tasks' directions; `tasksNegative`: the same where the last input
 * is negative, whose sign turns the tasks; `switch`: from there to where it is positive, against the direction of the first task.
 */
export type PlaneKind = 'tasks' | 'tasksNegative' | 'switch';

/** Request to a run. */
export interface LearnedRequest {
  readonly networkIds: readonly string[];
  /** One or two tasks, whose functions are looked at. */
  readonly tasks: readonly number[];
  readonly plane: PlaneKind;
  /** Columns that are the axes where rows are of a file; null, or one that is no axis: the first there are. */
  readonly columns: readonly [string, string] | null;
  /** The repetition whose functions are shown; `mean`: their mean, where all have the same tasks, else the first. */
  readonly replica: number | 'mean';
  /**
   * The moment looked at: of one repetition the last one kept at or before it, the run as it stands where none was; of their mean,
   * and where it is null, as it stands.
   */
  readonly step: number | null;
  /** Fusion level of the gates. */
  readonly level: number;
}

/** A task's direction in a plane, in its coordinates. */
export interface PlaneArrow {
  readonly task: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Whose experts are relied on: all of an owner, or one of those that all have the same owner. */
export interface Lender {
  readonly owner: Owner;
  readonly expert: number | null;
}

/** How the units of a task weigh the experts over a plane, in one repetition: experts of others have nothing to do with them. */
export interface Reliance {
  readonly lenders: readonly Lender[];
  /** `[lenders, N]`, of weights that add to 1. */
  readonly shares: Float32Array;
  /** The weights depend on the row: they are those of a gate. */
  readonly isGated: boolean;
}

/** Functions that one network has learned, per task of the request. Logits: standardised targets, or log odds. */
export interface LearnedNetwork {
  readonly networkId: string;
  /** Values over the plane, `[N]` each. */
  readonly planes: readonly Float32Array[];
  /** Null: the level has no unit of that task. */
  readonly reliance: readonly (Reliance | null)[];
  /** Values along the lines, `[R, M]` each. */
  readonly slices: readonly Float32Array[];
}

/** The answer. Points of planes and lines as of `data/plane.ts`. */
export interface Learned {
  readonly step: number;
  readonly request: LearnedRequest;
  /** The repetition whose plane it is, counted from the first; null: the mean of all. */
  readonly replica: number | null;
  readonly arrows: readonly PlaneArrow[];
  /** Some of the training rows, where they lie above the plane: `[n, 2]`. Empty where rows are sparse. */
  readonly rows: Float32Array;
  /** Cosines of the directions of the two tasks: one, or those of positive and of negative last inputs; none where there are none. */
  readonly cosines: readonly number[];
  /** Columns of a file that can be axes, and those that are. */
  readonly columns: readonly string[];
  readonly axes: readonly [string, string] | null;
  /** Fusion levels of the network that has most. */
  readonly numLevels: number;
  /** The truth per task of the request, as of a network; null: nobody knows. */
  readonly truth: Pick<LearnedNetwork, 'planes' | 'slices'> | null;
  readonly networks: readonly LearnedNetwork[];
}

/**
 * Which of the first test rows is looked for: `gates`: the one whose gate weights are furthest from the mean of all, over the
 * networks of the request; `error`: the one where the first network errs most beyond the second, if there is one, in the sum of
 * the tasks' losses.
 */
export type RowSearch = 'gates' | 'error';

/** A place where a row can be had. */
export type RowPlace =
  /** A row of the test split of the repetition. */
  | { readonly kind: 'test'; readonly index: number }
  /** The test row found; rank 0 is the most extreme. */
  | { readonly kind: 'search'; readonly search: RowSearch; readonly rank: number }
  /** A point of the plane of a `LearnedRequest`, in the coordinates of that plane. */
  | (Pick<LearnedRequest, 'tasks' | 'plane' | 'columns'> & {
      readonly kind: 'plane';
      readonly at: readonly [number, number];
    });

/** Request to a run. */
export interface FollowRequest {
  readonly networkIds: readonly string[];
  /** The repetition whose networks, and whose row, it is, counted from the first. */
  readonly replica: number;
  /** The moment looked at: the last one kept at or before it, the run as it stands where none was; null: as it stands. */
  readonly step: number | null;
  readonly row: RowPlace;
}

/** A row as networks see it. */
export interface FollowedRow {
  /** Its place among the test rows; null: it is none of them. */
  readonly index: number | null;
  /** `[I]`; of sparse rows with all their zeros. */
  readonly features: Float32Array;
  /** Its place in the plane; null: it was not looked for there. */
  readonly at: readonly [number, number] | null;
}

/** Numbers of one row in one network. */
export interface RowInNetwork {
  readonly networkId: string;
  /** Those of this row and repetition alone: weights as `gateMean`, 0 as `gateStd`. */
  readonly gates: GateSnapshot;
  /** `[T]`, standardised targets or log odds. */
  readonly logits: Float32Array;
}

/** The answer. */
export interface Followed {
  /** The step that the weights are of, whatever step was asked for. */
  readonly step: number;
  readonly request: FollowRequest;
  readonly row: FollowedRow;
  /** The best prediction of every task, `[T]`, as of a network; null: nobody knows. */
  readonly truth: readonly number[] | null;
  /** Labels as networks are told them, `[T]`, NaN where one is missing; null: a point of a plane has none. */
  readonly labels: readonly number[] | null;
  /** Those of the request that there are. */
  readonly networks: readonly RowInNetwork[];
}

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
