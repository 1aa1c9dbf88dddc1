/** Reads from a network's tables which parts its program needs, without knowledge of architectures. */
import { UserError } from '../../core/errors.ts';
import { assertReaderSupports, commonFeatures, type TopologyReader } from '../../models/features.ts';
import { numInputStreamsOf } from '../../models/optionalParts.ts';
import {
  isNativeRow,
  type LevelSpec,
  type NativeSpec,
  type Topology,
  type UnitSpec,
} from '../../models/topology.ts';
import { text } from '../../text/text.ts';
import type { TemplateFacts } from './template.ts';

type NativeWeightKind =
  | 'none'
  | 'fixed'
  /** One learned tensor per level, a row per unit. */
  | 'perLevel'
  /** One learned tensor per unit, a row per level. */
  | 'perUnit'
  /** One learned square matrix per level, over the experts of all tasks. */
  | 'stitch';

interface GatePart {
  readonly list: 'gate_weights' | 'gates';
  readonly readsInput: boolean;
  readonly seesAll: boolean;
  readonly readsSums: boolean;
  readonly dims: readonly number[];
}

export type NetworkParts = ReturnType<typeof networkPartsOf>;

export function factsOfParts({
  hasLevels,
  hasBottom,
  hasLinear,
  hasTaught,
  gate,
  native,
  nativeShapes,
  isUntrained,
  startsAlike,
}: NetworkParts): TemplateFacts {
  return {
    hasLevels,
    hasBottom,
    hasLinear,
    hasTaught,
    hasGates: gate !== null,
    isGateFirst: gate?.list === 'gate_weights' && gate.dims.length === 0,
    isGateDeep: (gate?.dims.length ?? 0) > 0,
    readsSums: gate?.readsSums === true,
    readsStreams: gate !== null && !gate.readsSums,
    isGateSecond: gate?.list === 'gates',
    seesAll: gate?.seesAll === true,
    seesSome: gate?.seesAll === false,
    hasNative: native !== 'none',
    hasOwn: hasLearnedNative(native),
    isFixed: native === 'fixed',
    isPerLevel: native === 'perLevel',
    isPerUnit: native === 'perUnit',
    isStitched: native === 'stitch',
    hasNativeLists: native === 'perLevel' || native === 'perUnit',
    isUntrained,
    startsEven: startsAlike !== undefined,
    startsAsCopies: startsAlike === 'all',
    hasEmptyTensors: nativeShapes.some((shape) => shape.includes(0)),
  };
}

export const hasLearnedNative = (native: NativeWeightKind): boolean =>
  native !== 'none' && native !== 'stitch';

const nativeAddresses = {
  bottom: /^mtl_arch\.bottom_projection\.mlp_net\.\d+\.weight$/,
  experts: /^mtl_arch\.experts\.\d+\.\d+\.mlp_net\.\d+\.weight$/,
  gate_weights: /^mtl_arch\.gate_weights\.\d+\.\d+\.\d+\.weight$/,
  gates: /^mtl_arch\.gates\.\d+\.\d+\.1\.weight$/,
  native: /^mtl_arch\.self_exp_weights\.\d+$/,
  stitch: /^mtl_arch\.stitchs\.\d+\.weight$/,
} as const;

export const programReader: TopologyReader = {
  name: text.models.reader.program,
  reads: [...commonFeatures],
};

/** Throws a `UserError` for tables without a template. */
export function networkPartsOf(topology: Topology) {
  assertReaderSupports(topology, programReader);
  const { levels } = topology;
  const units = levels.flatMap((level) => level.units);
  const expertNames = levels.flatMap(({ experts }) => experts.flatMap(({ layers }) => layers));
  const hasLevels = levels.length > 0;
  const hasBottom = hasLevels && expertNames.every(({ weight }) => nativeAddresses.bottom.test(weight));
  if (!hasBottom && !expertNames.every(({ weight }) => nativeAddresses.experts.test(weight)))
    throw unknownTablesError();
  if (hasBottom && (levels.length > 1 || units.some(({ teaches }) => teaches))) throw unknownTablesError();
  return {
    hasLevels,
    /** One MLP for all, in place of experts per level. */
    hasBottom,
    hasLinear: levels.some(({ isLinear }) => isLinear === true),
    hasTaught: units.some(({ teaches }) => teaches !== undefined),
    gate: gatePartOf(levels),
    native: nativeKindOf(levels, units),
    numInputStreams: numInputStreamsOf(topology),
    isUntrained: units.some(({ native }) => native?.kind === 'untrained'),
    startsAlike: levels[0]?.startsAlike,
    /** Shapes of `perUnit` tensors, including empty ones. */
    nativeShapes: nativeShapesOf(topology, units),
  };
}

const unknownTablesError = () => new UserError(text.pytorch.unknownTables);

function gatePartOf(levels: readonly LevelSpec[]): GatePart | null {
  const gates = levels.flatMap(({ units, experts }) =>
    units.map(({ gate }) => ({ gate, numExperts: experts.length })),
  );
  const present = gates.flatMap(({ gate, numExperts }) => (gate === null ? [] : [{ ...gate, numExperts }]));
  if (present.length === 0) return null;
  if (present.length < gates.length) throw unknownTablesError();
  const list = (['gate_weights', 'gates'] as const).find((name) =>
    present.every(({ linear }) => nativeAddresses[name].test(linear.weight)),
  );
  const readsInput = present.every(({ reads }) => reads === 'input');
  if (list === undefined || (!readsInput && !levels.every(readsOwnStreams))) throw unknownTablesError();
  const dims = levels.map(({ gateDims = [] }) => gateDims);
  if (new Set(dims.map(String)).size > 1 || (list === 'gates' && dims.flat().length > 0))
    throw unknownTablesError();
  return {
    list,
    readsInput,
    seesAll: present.every(({ sees, numExperts }) => sees.length === numExperts),
    readsSums: present.some(({ adds = [] }) => adds.length > 0),
    dims: dims[0] ?? [],
  };
}

// The templates let unit u read stream u.
const readsOwnStreams = ({ units }: LevelSpec): boolean => units.every(({ gate }, u) => gate?.reads === u);

function nativeKindOf(levels: readonly LevelSpec[], units: readonly UnitSpec[]): NativeWeightKind {
  const natives = units.flatMap(({ native }) => (native === null ? [] : [native]));
  if (natives.length === 0) return 'none';
  if (natives.length < units.length) throw unknownTablesError();
  if (natives.every(({ kind }) => kind === 'fixed')) return 'fixed';
  const rows = natives.filter(isNativeRow);
  if (rows.length < units.length || new Set(rows.map(({ kind }) => kind)).size > 1)
    throw unknownTablesError();
  if (rows.every(({ tensor }) => nativeAddresses.stitch.test(tensor))) return 'stitch';
  if (!rows.every(({ tensor }) => nativeAddresses.native.test(tensor))) throw unknownTablesError();
  const isPerLevel = levels.every((level, l) =>
    level.units.every(({ native }, u) => isNativeAddress(native, l, u)),
  );
  return isPerLevel ? 'perLevel' : 'perUnit';
}

const isNativeAddress = (native: NativeSpec | null, tensor: number, row: number): boolean =>
  isNativeRow(native) && native.tensor.endsWith(`.${tensor}`) && native.row === row;

function nativeShapesOf(topology: Topology, units: readonly UnitSpec[]): readonly (readonly number[])[] {
  const shapes = new Map<string, readonly number[]>();
  for (const { native } of units) if (isNativeRow(native)) shapes.set(native.tensor, native.shape);
  for (const { name, shape } of topology.emptyTensors ?? []) shapes.set(name, shape);
  return [...shapes.values()];
}
