/** Invariants of a topology that every reader may rely on, for any architecture. */
import { text } from '../text/text.ts';
import { namedTensorsOf } from './namedTensors.ts';
import { numInputStreamsOf } from './optionalParts.ts';
import { isNativeRow, type LevelSpec, type Topology, type UnitSpec } from './topology.ts';

const words = text.models.topology;

export const problemsOfTopology = (topology: Topology): readonly string[] => [
  ...topology.levels.flatMap((level, index) => levelProblems(topology, level, index)),
  ...ownerProblems(topology),
  ...elementwiseGateProblems(topology),
  ...embeddingProblems(topology),
  ...nameProblems(topology),
];

export function assertTopology(topology: Topology): void {
  const problems = problemsOfTopology(topology);
  if (problems.length > 0) throw new Error(problems.join(' '));
}

function levelProblems(topology: Topology, level: LevelSpec, index: number): readonly string[] {
  const numStreams = index === 0 ? Number.POSITIVE_INFINITY : (topology.levels[index - 1]?.units.length ?? 0);
  const gates = level.units.flatMap(({ gate }) => gate ?? []);
  const streams = [
    ...level.experts.map(({ reads }) => reads),
    ...gates.flatMap(({ reads, adds = [] }) => [...(reads === 'input' ? [] : [reads]), ...adds]),
  ];
  const missing = streams.filter((stream) => stream >= numStreams);
  const isMixed = new Set(gates.map(({ reads }) => reads === 'input')).size > 1;
  return [
    ...missing.map((stream) => words.stream(index, stream, numStreams)),
    ...(isMixed ? [words.gatesRead(index)] : []),
    ...level.experts.flatMap(({ layers }, expert) =>
      layers.length === level.dims.length
        ? []
        : [words.layers(index, expert, layers.length, level.dims.length)],
    ),
    ...level.units.flatMap((unit, at) => [
      ...gateProblems(level, unit, [index, at]),
      ...unitProblems(level, unit, [index, at]),
    ]),
  ];
}

function gateProblems(
  { gateDims = [] }: LevelSpec,
  { gate }: UnitSpec,
  [level, unit]: readonly [number, number],
): readonly string[] {
  const { reads, adds = [], hidden = [] } = gate ?? {};
  return [
    ...(hidden.length === gateDims.length ? [] : [words.gateLayers(level, unit)]),
    ...(reads === 'input' && adds.length > 0 ? [words.inputSum(level, unit)] : []),
  ];
}

function unitProblems(
  { experts }: LevelSpec,
  { gate, native, teaches = [] }: UnitSpec,
  [level, unit]: readonly [number, number],
): readonly string[] {
  const mixed = [gate?.sees ?? [], native?.experts ?? []];
  if (mixed.flat().length === 0) return [words.mixesNothing(level, unit)];
  const isSound = mixed.every(
    (some) => new Set(some).size === some.length && some.every((expert) => expert in experts),
  );
  if (!isSound) return [words.mixes(level, unit, experts.length)];
  const isTaught = teaches.every((expert) => mixed.some((some) => some.includes(expert)));
  return isTaught ? [] : [words.teaches(level, unit)];
}

// Tower t reads stream t: the last level, if there is any, must have one unit per task.
function ownerProblems({ levels, numTasks }: Topology): readonly string[] {
  const last = levels.at(-1);
  if (last === undefined) return [];
  const owners = last.units.map(({ owner }) => owner);
  return owners.length === numTasks && owners.every((owner, task) => owner === task)
    ? []
    : [words.lastLevel(numTasks, owners.join(', '))];
}

function elementwiseGateProblems({
  elementwiseGates,
  towers,
  towerDims,
  inputDim,
}: Topology): readonly string[] {
  const { numPriors = 0, ppnet } = elementwiseGates ?? {};
  const isWhole =
    ppnet === undefined ||
    (ppnet.length === towers.length && ppnet.every(({ length }) => length === towerDims.length + 1));
  return [
    ...(numPriors > inputDim ? [words.priors(numPriors, inputDim)] : []),
    ...(isWhole ? [] : [words.towerGates(towers.length, towerDims.length + 1)]),
  ];
}

function embeddingProblems(topology: Topology): readonly string[] {
  const { embeddings, levels } = topology;
  if (embeddings === undefined) return [];
  const { tables, numBefore } = embeddings;
  const gatesReadInput = levels.some(({ units }) => units.some(({ gate }) => gate?.reads === 'input'));
  const numStreams = numInputStreamsOf(topology);
  return [
    ...(numBefore < 0 ? [words.ids(topology.inputDim)] : []),
    ...(tables.length === 1 || (tables.length === numStreams && !gatesReadInput)
      ? []
      : [words.tables(numStreams)]),
  ];
}

// Tensors or native rows of the same name would overwrite each other.
function nameProblems(topology: Topology): readonly string[] {
  const rows = topology.levels.flatMap(({ units }) =>
    units.flatMap(({ native }) => (isNativeRow(native) ? [`${native.tensor}[${native.row}]`] : [])),
  );
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of [...namedTensorsOf(topology).map(({ name }) => name), ...rows])
    (seen.has(name) ? repeated : seen).add(name);
  return [...repeated].map(words.namedTwice);
}
