/** The one walk over a network's dense layers: stacks with their names, widths, and what each reads. */
import type { ElementwiseGateSpec, LevelSpec, LinearNames, Topology, UnitSpec } from './topology.ts';

interface LayerGroup {
  /** One per width of the stack. */
  readonly names: readonly LinearNames[];
  /** Streams, which are added. */
  readonly reads: readonly number[];
  /** Its outputs among those of the stack's last layer; all if absent. */
  readonly columns?: readonly number[];
}

/** Groups of the same widths, computed together and packed into a tensor per layer. */
export interface LayerStack {
  readonly part: 'experts' | 'gates' | 'towers';
  /** Streams of the level, or the raw input. */
  readonly reads: 'streams' | 'input';
  readonly numStreams: number;
  readonly inputDim: number;
  readonly dims: readonly number[];
  readonly endsInRelu: boolean;
  readonly groups: readonly (LayerGroup | null)[];
}

export interface LevelLayers {
  readonly level: LevelSpec;
  readonly experts: LayerStack;
  readonly gates: LayerStack | null;
  /** False if all experts pass on unmixed, or no unit has native weights. */
  readonly hasNative: boolean;
}

/** True if each unit passes the expert of its index on unmixed. */
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

const streamDimOf = ({ inputDim, levels }: Topology, level: number): number =>
  level === 0 ? inputDim : (levels[level - 1]?.dims.at(-1) ?? inputDim);

export const elementwiseGateInputDim = ({ inputDim, elementwiseGates }: Topology): number =>
  (elementwiseGates?.numPriors ?? 0) + inputDim;

export const towerInputDimsOf = (topology: Topology): readonly number[] => [
  streamDimOf(topology, topology.levels.length),
  ...topology.towerDims,
];

// All gates of a level read the raw input, or none (`topologyProblems.ts`).
const readsInput = ({ gate }: UnitSpec): boolean => gate?.reads === 'input';

/** Streams that a level, or the towers above the last one, can read; `streamOf` is where one of them stands. */
function streamsBelow({ embeddings, levels }: Topology, l: number) {
  const numInputs = embeddings?.tables.length ?? 1;
  return {
    numStreams: l === 0 ? numInputs : (levels[l - 1]?.units.length ?? 1),
    // Without vectors per stream all streams of level 0 are the input.
    streamOf: (stream: number): number => (l === 0 && numInputs === 1 ? 0 : stream),
  };
}

function layersOfLevel(topology: Topology, level: LevelSpec, l: number): LevelLayers {
  const { experts, units, dims, gateDims = [] } = level;
  const { numStreams, streamOf } = streamsBelow(topology, l);
  const inputDim = streamDimOf(topology, l);
  const readInput = units.some(readsInput);
  const gates = units.map(({ gate }) =>
    gate === null
      ? null
      : {
          names: [...(gate.hidden ?? []), gate.linear],
          reads: gate.reads === 'input' ? [0] : [gate.reads, ...(gate.adds ?? [])].map(streamOf),
          columns: gate.sees,
        },
  );
  const isMixed = !passesExpertsOn(level) && units.some(({ native }) => native !== null);
  return {
    level,
    experts: {
      part: 'experts',
      reads: 'streams',
      numStreams,
      inputDim,
      dims,
      endsInRelu: level.isLinear !== true,
      groups: experts.map(({ layers: names, reads }) => ({ names, reads: [streamOf(reads)] })),
    },
    gates: gates.every((gate) => gate === null)
      ? null
      : {
          part: 'gates',
          reads: readInput ? 'input' : 'streams',
          numStreams: readInput ? 1 : numStreams,
          inputDim: readInput ? topology.inputDim : inputDim,
          dims: [...gateDims, experts.length],
          endsInRelu: false,
          groups: gates,
        },
    hasNative: isMixed,
  };
}

const elementwiseStack = (
  topology: Topology,
  gates: readonly ElementwiseGateSpec[],
  width: number,
): LayerStack => ({
  part: 'gates',
  reads: 'input',
  numStreams: 1,
  inputDim: elementwiseGateInputDim(topology),
  dims: [width, width],
  endsInRelu: false,
  groups: gates.map(({ hidden, linear }) => ({ names: [hidden, linear], reads: [0] })),
});

/** Every dense layer once, in the order in which packed tensors stand. */
export function layersOf(topology: Topology) {
  const { elementwiseGates, inputDim } = topology;
  const { epnet, ppnet } = elementwiseGates ?? {};
  const towerInputDims = towerInputDimsOf(topology);
  const { numStreams, streamOf } = streamsBelow(topology, topology.levels.length);
  const towers: LayerStack = {
    part: 'towers',
    reads: 'streams',
    numStreams,
    inputDim: streamDimOf(topology, topology.levels.length),
    dims: [...topology.towerDims, 1],
    endsInRelu: false,
    groups: topology.towers.map(({ layers: names }, task) => ({ names, reads: [streamOf(task)] })),
  };
  return {
    levels: topology.levels.map((level, l) => layersOfLevel(topology, level, l)),
    towers,
    epnet: epnet === undefined ? null : elementwiseStack(topology, [epnet], inputDim),
    /** A stack per layer of the towers, with a group per task. */
    ppnet:
      ppnet === undefined
        ? null
        : towerInputDims.map((width, k) =>
            elementwiseStack(
              topology,
              ppnet.flatMap((gates) => gates[k] ?? []),
              width,
            ),
          ),
  };
}
