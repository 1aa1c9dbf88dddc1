/** Functions that networks have learned of their inputs: the request to a run, and its answer. Plain data. */
import type { Owner } from '../../models/topology.ts';

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
