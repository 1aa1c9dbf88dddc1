/**
 * An architecture as the rest of the program sees it: tables of experts and units per fusion level, then one tower per
 * task. Knows no mathematics and no tensor library; every reader (executor, counts, diagram, heat map, checkpoint) works
 * from these tables alone.
 *
 * Source: Li et al., "AdaTT", KDD 2023 (arXiv 2304.04959), equations 1-13, written as one form for all architectures.
 */

/** Who an expert or a unit belongs to: a task (its index) or nobody in particular. */
export type Owner = number | 'shared';

/** Checkpoint names of one Linear layer. Weights are stored `[out, in]`, biases `[out]`. */
export interface LinearNames {
  readonly weight: string;
  readonly bias: string;
}

/** An MLP that reads one stream of its level: Linear + ReLU for each layer, the last one too unless the level says otherwise. */
export interface ExpertSpec {
  readonly owner: Owner;
  /** Index of the stream read. At level 0 every stream is the raw input. */
  readonly reads: number;
  /** Names of the layers, as many as the level's `dims`, which are the widths of all its experts. */
  readonly layers: readonly LinearNames[];
}

/** A softmax gate over the experts it sees. */
export interface GateSpec {
  /** The stream the gate reads, or the raw input whatever the level: all gates of a level read the input, or none does. */
  readonly reads: number | 'input';
  /** Streams that are added to the one it reads. Absent: none. */
  readonly adds?: readonly number[];
  /** Expert indices in checkpoint order: output `j` of the gate's Linear weighs expert `sees[j]`. */
  readonly sees: readonly number[];
  /** Layers below `linear`, Linear + ReLU each, as many as the level's `gateDims`. Absent: none. */
  readonly hidden?: readonly LinearNames[];
  readonly linear: LinearNames;
}

/** The streams that a gate reads and adds; none where it reads the raw input. */
export const streamsOfGate = (gate: GateSpec | null): readonly number[] =>
  gate === null || gate.reads === 'input' ? [] : [gate.reads, ...(gate.adds ?? [])];

/** Input-independent weights of a unit: fixed at 1, learned (may become negative), or left at their random start, untrained. */
export type NativeSpec =
  | { readonly kind: 'fixed'; readonly experts: readonly number[] }
  | {
      readonly kind: 'learned' | 'untrained';
      /** `experts[j]` is weighed by element `j` of the row. */
      readonly experts: readonly number[];
      readonly tensor: string;
      /** Shape of the whole checkpoint tensor; this unit owns one row of it. */
      readonly shape: readonly [rows: number, columns: number];
      readonly row: number;
    };

/** Native weights that are a row of a tensor. */
export type NativeRow = Exclude<NativeSpec, { readonly kind: 'fixed' }>;

/** True of native weights that are a row of a tensor, learned or not. */
export const isNativeRow = (native: NativeSpec | null): native is NativeRow =>
  native !== null && native.kind !== 'fixed';

/** Produces one output stream: `sum over e of (gate[e] + native[e]) * expert[e]`. */
export interface UnitSpec {
  readonly owner: Owner;
  readonly gate: GateSpec | null;
  readonly native: NativeSpec | null;
  /** Those of the experts it mixes that get its gradient; the others lend their output alone. Absent: all of them get it. */
  readonly teaches?: readonly number[];
}

/** One fusion level: its experts read the streams of the level before, its units produce the streams of the next. */
export interface LevelSpec {
  /** Output width of each dense layer of each expert; the last is the width of the streams produced. */
  readonly dims: readonly number[];
  /** True if no ReLU follows the last layer of its experts; absent: one does. */
  readonly isLinear?: boolean;
  /**
   * The weights that do not begin at random: `native` ones begin at one over their number; `all`: experts are copies of the first
   * besides, and gates even.
   */
  readonly startsAlike?: 'native' | 'all';
  /** Widths of the hidden layers of all its gates. Absent: gates have none. */
  readonly gateDims?: readonly number[];
  readonly experts: readonly ExpertSpec[];
  readonly units: readonly UnitSpec[];
}

/** A gate of its own for each of the numbers that it scales: Linear + ReLU, Linear, twice the sigmoid. Both layers are as wide as these. */
export interface ElementwiseGateSpec {
  readonly hidden: LinearNames;
  readonly linear: LinearNames;
}

/**
 * Elementwise gates (Chang et al., KDD 2023, "PEPNet"). They read the prior and, without gradient, the input; those of PPNet what EPNet
 * makes of it, where there is one.
 */
export interface ElementwiseGatesSpec {
  /** So many of the last inputs of a row are the prior. */
  readonly numPriors: number;
  /** Scales the input, for all that reads it. Absent: nothing does. */
  readonly epnet?: ElementwiseGateSpec;
  /** Scale what each layer of each tower reads, `[task][layer]`, the output layer's too. Absent: nothing does. */
  readonly ppnet?: readonly (readonly ElementwiseGateSpec[])[];
}

/** Columns of ids, each value of which has a vector that is learned and takes its place in the input. See `kernels/embedding`. */
export interface EmbeddingsSpec {
  /** Inputs of a row before those vectors. */
  readonly numBefore: number;
  /** Length of a vector. */
  readonly dim: number;
  /** Vectors of each column. The first is that of values that were rare or never seen. */
  readonly numVectors: readonly number[];
  /**
   * Names of the tensors, `[V, dim]` each, by table and column. There is one table, or one for each stream of the first level, which is
   * then no longer the same input for all of them.
   */
  readonly tables: readonly (readonly string[])[];
}

/**
 * A whole network as data. The units of a level are ordered by task, shared ones last. The last level has one per task and
 * no other; levels before it may have several shared units, or none of a task (ML-MMoE).
 */
export interface Topology {
  /** Numbers that the first level reads; ids of a row count as long as their vectors. */
  readonly inputDim: number;
  readonly numTasks: number;
  readonly levels: readonly LevelSpec[];
  readonly towerDims: readonly number[];
  /** Heads of the tasks: Linear + ReLU per tower width, then a Linear to one logit. Tower `t` reads stream `t` of the last level. */
  readonly towers: readonly { readonly layers: readonly LinearNames[] }[];
  /**
   * Name of the tensor `[T]` of the log variances by which the tasks' losses learn their weights, see `uncertainty.ts`; absent: these
   * weights are fixed.
   */
  readonly logVariances?: string;
  readonly embeddings?: EmbeddingsSpec;
  readonly elementwiseGates?: ElementwiseGatesSpec;
  /** True if ids have vectors of their own for each stream of the first level. Absent: where tasks share nothing. */
  readonly embedsApart?: boolean;
  /** Tensors without elements that the reference library writes besides, which its strict reading asks for. */
  readonly emptyTensors?: readonly { readonly name: string; readonly shape: readonly [number, number] }[];
}

/** True if tasks have no weight in common: every unit mixes experts of its own task alone, which read that task's streams. */
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

/** True if a level passes its experts' outputs on unmixed, every unit that of its own number. */
export const passesExpertsOn = ({ units, experts }: LevelSpec): boolean =>
  units.length === experts.length &&
  units.every(
    ({ gate, native, teaches }, unit) =>
      gate === null &&
      teaches === undefined &&
      native?.kind === 'fixed' &&
      native.experts.length === 1 &&
      native.experts[0] === unit,
  );
