/**
 * Maps checkpoint tensors to packed tensors: one per dense layer of a level, one per level's native weights.
 */
import { elementwiseGateInputDim, streamDimOf, towerInputDimsOf } from '../../models/namedTensors.ts';
import {
  type ElementwiseGateSpec,
  isNativeRow,
  type LevelSpec,
  type LinearNames,
  type NativeRow,
  passesExpertsOn,
  type Topology,
  type UnitSpec,
} from '../../models/topology.ts';

/** Indices in the named and in the packed tensor. */
type CellVisitor = (source: number, target: number) => void;

interface Piece {
  readonly tensor: string;
  readonly forEachCell: (visit: CellVisitor) => void;
}

/** `shape` is per replica; replicas fold into the first axis. */
export interface PackedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly pieces: readonly Piece[];
  /** Fixed cells, whose gradient is 0, so that Adam keeps them. */
  readonly constants: readonly { readonly target: number; readonly value: number }[];
  /** True for weights and biases, as in `torch.optim.AdamW`; false for log variances and untrained values. */
  readonly decays: boolean;
}

// The executor relies on log variances being last.
export function packedParametersOf(topology: Topology): PackedParameter[] {
  const ofLevels = topology.levels.flatMap((level, l) => {
    const { experts, units, dims } = level;
    const inputDim = streamDimOf(topology, l);
    const layers = experts.map((expert) => expert.layers);
    const hasGates = units.some((unit) => unit.gate !== null);
    const hasNative = units.some((unit) => unit.native !== null) && !passesExpertsOn(level);
    const gateInputDim = gatesReadInput(units) ? topology.inputDim : inputDim;
    return [
      ...mlpParameters(`level${l}.experts`, layers, inputDim, dims),
      ...(hasGates ? gateParameters(l, level, gateInputDim) : []),
      ...(hasNative ? [nativeParameter(l, units, experts.length)] : []),
    ];
  });
  const layers = topology.towers.map((tower) => tower.layers);
  const inputDim = streamDimOf(topology, topology.levels.length);
  return [
    ...ofLevels,
    ...mlpParameters('towers', layers, inputDim, [...topology.towerDims, 1]),
    ...elementwiseGateParameters(topology),
    ...embeddingParameters(topology),
    ...logVarianceParameters(topology),
  ];
}

export function foldedShape({ shape }: PackedParameter, numReplicas: number): [number, ...number[]] {
  const [first = 1, ...rest] = shape;
  return [numReplicas * first, ...rest];
}

// All gates of a level read it, or none (`topologyProblems.ts`).
export const gatesReadInput = (units: readonly UnitSpec[]): boolean =>
  units.some(({ gate }) => gate?.reads === 'input');

/** A packed tensor `[G, I+1, D]` per layer; `groups[g][k]`: layer `k` of group `g`. */
function mlpParameters(
  name: string,
  groups: readonly (readonly LinearNames[])[],
  inputDim: number,
  dims: readonly number[],
): PackedParameter[] {
  return dims.map((outputDim, k) => {
    const layerInputDim = k === 0 ? inputDim : (dims[k - 1] ?? 0);
    const columns = Array.from({ length: outputDim }, (_, j) => j);
    const pieces = groups.flatMap((layers, g) =>
      linearPieces(layers[k], g, layerInputDim, outputDim, columns),
    );
    return {
      name: `${name}.${k}`,
      shape: [groups.length, layerInputDim + 1, outputDim],
      pieces,
      constants: [],
      decays: true,
    };
  });
}

function gateParameters(
  level: number,
  { units, experts, gateDims = [] }: LevelSpec,
  inputDim: number,
): PackedParameter[] {
  const hidden = units.map(({ gate }) => gate?.hidden ?? []);
  return [
    ...mlpParameters(`level${level}.gateLayers`, hidden, inputDim, gateDims),
    gateParameter(level, units, gateDims.at(-1) ?? inputDim, experts.length),
  ];
}

/** `[U, I+1, E]`; columns of unseen experts stay 0, since the softmax passes them no gradient. */
function gateParameter(
  level: number,
  units: readonly UnitSpec[],
  inputDim: number,
  numExperts: number,
): PackedParameter {
  const pieces = units.flatMap(({ gate }, u) =>
    gate === null ? [] : linearPieces(gate.linear, u, inputDim, numExperts, gate.sees),
  );
  const shape = [units.length, inputDim + 1, numExperts];
  return { name: `level${level}.gates`, shape, pieces, constants: [], decays: true };
}

/** `[U, E]` */
function nativeParameter(level: number, units: readonly UnitSpec[], numExperts: number): PackedParameter {
  const natives = units.map((unit) => unit.native);
  const pieces = natives.flatMap((native, u) =>
    isNativeRow(native) ? [nativePiece(native, u, numExperts)] : [],
  );
  const constants = natives.flatMap((native, u) =>
    native?.kind === 'fixed' ? native.experts.map((e) => ({ target: u * numExperts + e, value: 1 })) : [],
  );
  const shape = [units.length, numExperts];
  const decays = constants.length === 0 && natives.every((native) => native?.kind !== 'untrained');
  return { name: `level${level}.native`, shape, pieces, constants, decays };
}

function elementwiseGateParameters(topology: Topology): PackedParameter[] {
  const { epnet, ppnet } = topology.elementwiseGates ?? {};
  const layersOf = (name: string, gates: readonly (ElementwiseGateSpec | undefined)[], width: number) =>
    mlpParameters(
      name,
      gates.flatMap((gate) => (gate === undefined ? [] : [[gate.hidden, gate.linear]])),
      elementwiseGateInputDim(topology),
      [width, width],
    );
  const ofTowers = towerInputDimsOf(topology).map((width, layer) =>
    layersOf(`ppnet.${layer}`, ppnet?.map((gates) => gates[layer]) ?? [], width),
  );
  return [
    ...(epnet === undefined ? [] : layersOf('epnet', [epnet], topology.inputDim)),
    ...(ppnet === undefined ? [] : ofTowers.flat()),
  ];
}

/** `[S*V, D]`: columns table by table. */
function embeddingParameters({ embeddings }: Topology): PackedParameter[] {
  if (embeddings === undefined) return [];
  const { tables, numVectors, dim } = embeddings;
  let numBefore = 0;
  const pieces = tables.flatMap((names) =>
    names.map((tensor, column) => {
      const first = numBefore * dim;
      const size = (numVectors[column] ?? 0) * dim;
      numBefore += numVectors[column] ?? 0;
      return wholePiece(tensor, first, size);
    }),
  );
  return [{ name: 'embeddings', shape: [numBefore, dim], pieces, constants: [], decays: true }];
}

/** `[T]` */
function logVarianceParameters({ logVariances: tensor, numTasks }: Topology): PackedParameter[] {
  if (tensor === undefined) return [];
  const pieces = [wholePiece(tensor, 0, numTasks)];
  return [{ name: 'logVariances', shape: [numTasks], pieces, constants: [], decays: false }];
}

const wholePiece = (tensor: string, first: number, size: number): Piece => ({
  tensor,
  forEachCell: (visit) => {
    for (let i = 0; i < size; i++) visit(i, first + i);
  },
});

function nativePiece(native: NativeRow, unit: number, numExperts: number): Piece {
  const { tensor, row, shape, experts } = native;
  return {
    tensor,
    forEachCell: (visit) => {
      for (const [j, e] of experts.entries()) visit(row * shape[1] + j, unit * numExperts + e);
    },
  };
}

/** Weight `[out, in]` and bias `[out]` in group `g` of `[G, I+1, D]`. */
function linearPieces(
  names: LinearNames | undefined,
  g: number,
  inputDim: number,
  outputDim: number,
  columns: readonly number[],
): Piece[] {
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
