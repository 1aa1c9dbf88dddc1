/** Probes of a run's networks: what they compute at given points, at the current step or a past one. */

/** `tasksNegative`: for a negative last input; `switch`: last input against the first task's direction. */
export type PlaneKind = 'tasks' | 'tasksNegative' | 'switch';

export interface PlaneChoice {
  readonly tasks: readonly number[];
  readonly plane: PlaneKind;
  /** Axes of a file's plane; null or unusable: first columns. */
  readonly columns: readonly [string, string] | null;
}

/** `gates`: weights furthest from their mean; `error`: loss difference to the second network, if any. */
export type RowSearch = 'gates' | 'error';

export type RowSelection =
  | { readonly kind: 'test'; readonly index: number }
  | { readonly kind: 'search'; readonly search: RowSearch; readonly rank: number }
  | (PlaneChoice & { readonly kind: 'plane'; readonly at: readonly [number, number] });

export type ProbePoints =
  | RowSelection
  /** The first test rows, with their places in the plane. */
  | (PlaneChoice & { readonly kind: 'testRows' })
  /** All points of the grid `PLANE_GRID`, then of the line `SLICE_POINTS` along each task's direction. */
  | (PlaneChoice & { readonly kind: 'grid' })
  /** The grid `SURFACE_GRID` for each task, in its plane with the most correlated other task. */
  | { readonly kind: 'surfaces' };

export interface ProbeRequest {
  readonly networkIds: readonly string[];
  /** Indices in the run. The points are those of the first. */
  readonly replicas: readonly number[];
  /** Last kept step at or before it; null: the current one. */
  readonly step: number | null;
  readonly points: ProbePoints;
  /** Levels to look inside, in the first replica: experts of different replicas are unrelated. */
  readonly levels: readonly number[] | 'all';
  readonly experts: boolean;
}

export type ProbeTopic = 'row' | 'rows' | 'learned' | 'thumbnails';

export interface ProbedLevel {
  readonly level: number;
  /** `[U, N, E]` */
  readonly gates: Float32Array | null;
  /** As `gates`, before the softmax. */
  readonly gateLogits: Float32Array | null;
  /** `[U, E]`, learned or fixed. */
  readonly native: Float32Array;
  /** `[E, N, D]` */
  readonly experts: Float32Array | null;
  /** `[U, N, D]` */
  readonly streams: Float32Array | null;
}

export interface ProbedNetwork {
  readonly networkId: string;
  /** Standardised predictions or log odds `[T, N]`, one array per requested replica. */
  readonly logits: readonly Float32Array[];
  /** Hidden layers of the towers, `[T, N, H]` each, in the first replica; empty if not requested. */
  readonly towers: readonly Float32Array[];
  readonly levels: readonly ProbedLevel[];
}

interface ProbedRow {
  readonly index: number | null;
  /** Inputs `[I]`, zeros of sparse rows included. */
  readonly features: Float32Array;
  readonly at: readonly [number, number] | null;
  /** Labels on the networks' scale, `[T]`, NaN if missing; null for a point of a plane. */
  readonly labels: readonly number[] | null;
}

export interface PlaneArrow {
  readonly task: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface ProbedPlane {
  readonly arrows: readonly PlaneArrow[];
  /** Cosines of both directions: one, or per sign of the last input; may be empty. */
  readonly cosines: readonly number[];
  readonly columns: readonly string[];
  readonly axes: readonly [string, string] | null;
  /** Training rows in the plane, `[n, 2]`; empty for sparse rows. Or the test rows that were asked for. */
  readonly rows: Float32Array;
  /** Labels of test rows on the networks' scale, `[n][T]`, NaN if missing. */
  readonly labels: readonly (readonly number[])[];
}

export interface ProbeResult {
  readonly step: number;
  readonly request: ProbeRequest;
  readonly row: ProbedRow | null;
  readonly plane: ProbedPlane | null;
  readonly surfaces: readonly PlaneChoice[];
  /** Best possible logits `[T][N]`, per requested replica; null if unknown. */
  readonly truth: readonly (readonly Float64Array[])[] | null;
  readonly networks: readonly ProbedNetwork[];
}
