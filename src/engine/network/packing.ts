/** Maps checkpoint tensors to packed tensors: dense layers and native weights by level. */
import type { LayerStack } from '../../models/layers.ts';
import { indicesBelow } from '../../models/rows.ts';
import {
  type EmbeddingsSpec,
  isNativeRow,
  type LevelSpec,
  type LinearNames,
  type NativeRow,
} from '../../models/topology.ts';

type CellVisitor = (source: number, target: number) => void;

interface PackedPiece {
  readonly tensor: string;
  readonly forEachCell: (visit: CellVisitor) => void;
}

/** `shape` is per replica; replicas fold into the first axis. */
export interface PackedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly pieces: readonly PackedPiece[];
  /** Fixed cells, whose gradient is 0, so that Adam keeps them. */
  readonly constants: readonly { readonly target: number; readonly value: number }[];
  /** True for weights and biases, as in `torch.optim.AdamW`; false for log variances and untrained values. */
  readonly decays: boolean;
}

export function foldedShape({ shape }: PackedParameter, numReplicas: number): [number, ...number[]] {
  const [first = 1, ...rest] = shape;
  return [numReplicas * first, ...rest];
}

/** Packs layers, each as `[G, I+1, D]`; weights of gates for unseen experts stay 0. */
export function packedLayers(
  name: string,
  { inputDim, dims, groups }: LayerStack,
): readonly PackedParameter[] {
  return dims.map((outputDim, k) => {
    const layerInputDim = k === 0 ? inputDim : (dims[k - 1] ?? 0);
    const pieces = groups.flatMap((group, g) => {
      const columns = k === dims.length - 1 ? group?.columns : undefined;
      return group === null
        ? []
        : linearPieces(group.names[k], g, layerInputDim, outputDim, columns ?? indicesBelow(outputDim));
    });
    const shape = [groups.length, layerInputDim + 1, outputDim];
    return { name: `${name}.${k}`, shape, pieces, constants: [], decays: true };
  });
}

/** Packs native weights, `[U, E]`. */
export function packedNative(name: string, { units, experts }: LevelSpec): PackedParameter {
  const numExperts = experts.length;
  const natives = units.map((unit) => unit.native);
  const pieces = natives.flatMap((native, u) =>
    isNativeRow(native) ? [nativePiece(native, u, numExperts)] : [],
  );
  const constants = natives.flatMap((native, u) =>
    native?.kind === 'fixed' ? native.experts.map((e) => ({ target: u * numExperts + e, value: 1 })) : [],
  );
  const shape = [units.length, numExperts];
  const decays = constants.length === 0 && natives.every((native) => native?.kind !== 'untrained');
  return { name, shape, pieces, constants, decays };
}

/** `[S*V, D]`: columns table by table. */
export function packedEmbeddings({ tables, numVectors, dim }: EmbeddingsSpec): PackedParameter {
  let numBefore = 0;
  const pieces = tables.flatMap((names) =>
    names.map((tensor, column) => {
      const first = numBefore * dim;
      const size = (numVectors[column] ?? 0) * dim;
      numBefore += numVectors[column] ?? 0;
      return wholePiece(tensor, first, size);
    }),
  );
  return { name: 'embeddings', shape: [numBefore, dim], pieces, constants: [], decays: true };
}

/** Packs log variances, `[T]`. */
export const packedLogVariances = (tensor: string, numTasks: number): PackedParameter => ({
  name: 'logVariances',
  shape: [numTasks],
  pieces: [wholePiece(tensor, 0, numTasks)],
  constants: [],
  decays: false,
});

const wholePiece = (tensor: string, first: number, size: number): PackedPiece => ({
  tensor,
  forEachCell: (visit) => {
    for (let i = 0; i < size; i++) visit(i, first + i);
  },
});

function nativePiece(native: NativeRow, unit: number, numExperts: number): PackedPiece {
  const { tensor, row, shape, experts } = native;
  return {
    tensor,
    forEachCell: (visit) => {
      for (const [j, e] of experts.entries()) visit(row * shape[1] + j, unit * numExperts + e);
    },
  };
}

/** Packs weight `[out, in]` and bias `[out]` as group `g` of `[G, I+1, D]`. */
function linearPieces(
  names: LinearNames | undefined,
  g: number,
  inputDim: number,
  outputDim: number,
  columns: readonly number[],
): PackedPiece[] {
  if (names === undefined) throw new Error(`Group ${g} has no layer of ${outputDim} outputs.`);
  const start = g * (inputDim + 1) * outputDim;
  return [
    {
      tensor: names.weight,
      forEachCell: (visit) => {
        columns.forEach((column, j) => {
          for (let i = 0; i < inputDim; i++) visit(j * inputDim + i, start + i * outputDim + column);
        });
      },
    },
    {
      tensor: names.bias,
      forEachCell: (visit) => {
        for (const [j, column] of columns.entries()) visit(j, start + inputDim * outputDim + column);
      },
    },
  ];
}
