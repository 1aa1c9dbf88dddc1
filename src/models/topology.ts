/** Architectures as tables (equations 1-13 of Li et al., "AdaTT", KDD 2023, arXiv 2304.04959, generalised). */

/** Owner of an expert or a unit: a task by its index, or shared. */
export type ExpertOwner = number | 'shared';

/** Names of weights `[out, in]` and biases `[out]`. */
export interface LinearNames {
  readonly weight: string;
  readonly bias: string;
}

/** Linear + ReLU per layer, also the last unless `isLinear`. */
export interface ExpertSpec {
  readonly owner: ExpertOwner;
  readonly reads: number;
  readonly layers: readonly LinearNames[];
}

export interface GateSpec {
  /** All gates of a level read the raw input, or none. */
  readonly reads: number | 'input';
  /** Further streams, whose sum with the first one the gate reads. */
  readonly adds?: readonly number[];
  /** Indices of the experts that the gate weights: output `j` is for `sees[j]`. */
  readonly sees: readonly number[];
  readonly hidden?: readonly LinearNames[];
  readonly linear: LinearNames;
}

export const streamsOfGate = (gate: GateSpec | null): readonly number[] =>
  gate === null || gate.reads === 'input' ? [] : [gate.reads, ...(gate.adds ?? [])];

/** Input-independent weights: fixed at 1, learned (perhaps negative), or kept at random. */
export type NativeSpec =
  | { readonly kind: 'fixed'; readonly experts: readonly number[] }
  | {
      readonly kind: 'learned' | 'untrained';
      /** Indices of the weighted experts: element `j` of the row is for `experts[j]`. */
      readonly experts: readonly number[];
      readonly tensor: string;
      /** Whole tensor, of which this unit owns one row. */
      readonly shape: readonly [rows: number, columns: number];
      readonly row: number;
    };

export type NativeRow = Exclude<NativeSpec, { readonly kind: 'fixed' }>;

export const isNativeRow = (native: NativeSpec | null): native is NativeRow =>
  native !== null && native.kind !== 'fixed';

/** Produces one stream: `sum over e of (gate[e] + native[e]) * expert[e]`. */
export interface UnitSpec {
  readonly owner: ExpertOwner;
  readonly gate: GateSpec | null;
  readonly native: NativeSpec | null;
  /** Experts that get the unit's gradient; all if absent. */
  readonly teaches?: readonly number[];
}

export interface LevelSpec {
  /** Widths of each expert's layers; the last is that of its streams. */
  readonly dims: readonly number[];
  readonly isLinear?: boolean;
  /** Not random: `native` weights start at one over their number; `all`: also equal experts, even gates. */
  readonly startsAlike?: 'native' | 'all';
  readonly gateDims?: readonly number[];
  readonly experts: readonly ExpertSpec[];
  readonly units: readonly UnitSpec[];
}

/** Linear + ReLU, Linear, twice the sigmoid, all as wide as the scaled vector. */
export interface ElementwiseGateSpec {
  readonly hidden: LinearNames;
  readonly linear: LinearNames;
}

/** PEPNet's gates (Chang et al., KDD 2023) read the prior and, without gradient, the input (PPNet: after EPNet). */
export interface ElementwiseGatesSpec {
  /** Number of last inputs that are the prior. */
  readonly numPriors: number;
  /** Gate that scales the input of everything that reads it. */
  readonly epnet?: ElementwiseGateSpec;
  /** Gates that scale the inputs of tower layers, output layers too: `[task][layer]`. */
  readonly ppnet?: readonly (readonly ElementwiseGateSpec[])[];
}

/** Learned vectors replace ids in the input; see `kernels/embedding`. */
export interface EmbeddingsSpec {
  readonly numBefore: number;
  readonly dim: number;
  /** Vectors per column; the first is for rare or unseen values. */
  readonly numVectors: readonly number[];
  /** Tensor names `[V, dim]` by table and column; one table, or one per first-level stream. */
  readonly tables: readonly (readonly string[])[];
}

/**
 * Units are ordered by task, shared ones last. The last level has one per task; others may have
 * several shared units, or none of a task (ML-MMoE). Without levels all streams are the raw input.
 */
export interface Topology {
  /** Number of inputs; an id counts by the length of its vector. */
  readonly inputDim: number;
  readonly numTasks: number;
  readonly levels: readonly LevelSpec[];
  readonly towerDims: readonly number[];
  /** Linear + ReLU per width, then one logit. Tower `t` reads stream `t` of the last level. */
  readonly towers: readonly { readonly layers: readonly LinearNames[] }[];
  /** Tensor `[T]` of log variances that learn loss weights (`uncertainty.ts`). */
  readonly logVariances?: string;
  readonly embeddings?: EmbeddingsSpec;
  readonly elementwiseGates?: ElementwiseGatesSpec;
  /** Vectors per first-level stream; if absent only where tasks share nothing. */
  readonly embedsApart?: boolean;
  /** Tensors without elements that the library's strict loading requires. */
  readonly emptyTensors?: readonly { readonly name: string; readonly shape: readonly [number, number] }[];
}

/** True if every unit mixes experts of its own task only. */
export const sharesNothing = ({ numTasks, levels, elementwiseGates, embeddings }: Topology): boolean =>
  elementwiseGates?.epnet === undefined &&
  (numTasks === 1 || embeddings?.tables.length !== 1) &&
  levels.every(({ experts, units }) =>
    units.every(({ owner, gate, native }) =>
      [...(gate?.sees ?? []), ...(native?.experts ?? [])].every(
        (expert) => owner !== 'shared' && experts[expert]?.owner === owner,
      ),
    ),
  );
