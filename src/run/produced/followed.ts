/** One row followed through networks: the request to a run, and its answer. Plain data. */
import type { GateSnapshot } from './evaluation.ts';
import type { LearnedRequest } from './learned.ts';

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
