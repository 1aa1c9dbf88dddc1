/** Almost AdaTT: rivals that pass for AdaTT in public code, each with one defect in AdaTT's tables. */
import type { PerTask } from '../core/schema/listFields.ts';
import { choiceField } from '../core/schema/plainFields.ts';
import { text } from '../text/text.ts';
import { adatt } from './adatt.ts';
import type { Architecture } from './architecture.ts';
import { nativeName } from './names.ts';
import { levelDims, numSharedExperts, taskExpertsField, towerDims } from './options.ts';
import { indicesBelow } from './rows.ts';
import type { LevelSpec, Topology, UnitSpec } from './topology.ts';

const words = text.models.almost;

type AlmostDefect = keyof typeof words.defects;

const defect = choiceField<AlmostDefect>({
  linkKey: 'defect',
  defaultValue: 'untrained',
  choices: words.defects,
})(words.defect);

// Two experts per task, since with one there are no native weights to be wrong.
const options = { defect, numTaskExperts: taskExpertsField(2), numSharedExperts, levelDims, towerDims };

type TopologyChange = (network: Topology) => Topology;

const withLevels =
  (levelOf: (level: LevelSpec, index: number) => LevelSpec): TopologyChange =>
  (network) => ({ ...network, levels: network.levels.map(levelOf) });

const withUnits = (unitOf: (unit: UnitSpec, level: LevelSpec) => UnitSpec): TopologyChange =>
  withLevels((level) => ({ ...level, units: level.units.map((unit) => unitOf(unit, level)) }));

const withoutEmptyTensors = ({ emptyTensors: _, ...network }: Topology): Topology => network;

const defects: Readonly<Record<AlmostDefect, TopologyChange>> = {
  untrained: withUnits((unit) =>
    unit.native?.kind === 'learned' ? { ...unit, native: { ...unit.native, kind: 'untrained' } } : unit,
  ),
  missing: (network) => withUnits((unit) => ({ ...unit, native: null }))(withoutEmptyTensors(network)),
  sharedGate: withUnits(withNarrowedGate),
  static: (network) => withLevels(withoutGates)(withoutEmptyTensors(network)),
  averaged: withLevels((level) => ({ ...level, isLinear: true, startsAlike: 'native' })),
  alike: withLevels((level) => ({ ...level, startsAlike: 'all' })),
};

// Narrows a unit's gate: that of the shared unit sees only shared experts.
function withNarrowedGate(unit: UnitSpec, { experts }: LevelSpec): UnitSpec {
  const { owner, gate } = unit;
  if (owner !== 'shared' || gate === null) return unit;
  return {
    ...unit,
    gate: { ...gate, sees: gate.sees.filter((expert) => experts[expert]?.owner === 'shared') },
  };
}

function withoutGates(level: LevelSpec, index: number): LevelSpec {
  const { units, experts } = level;
  const tensor = { tensor: nativeName(index), shape: [units.length, experts.length] } as const;
  const nativeOf = (row: number) =>
    ({ kind: 'learned', experts: indicesBelow(experts.length), ...tensor, row }) as const;
  return { ...level, units: units.map((unit, row) => ({ ...unit, gate: null, native: nativeOf(row) })) };
}

const hasOneExpertEach = (numTaskExperts: PerTask, numShared: number): boolean =>
  [numTaskExperts].flat().every((count) => count === 1) && numShared <= 1;

const correctOptions = { residual: true, taskSpecificBackward: false };

export const almostAdatt: Architecture<typeof options> = {
  id: 'almostAdatt',
  label: words.label,
  options,
  variants: 'defect',
  role: 'impostor',
  problemsOf: (values, context) => adatt.problemsOf({ ...values, ...correctOptions }, context),
  notesOf: ({ defect, numTaskExperts, numSharedExperts, levelDims }) => {
    const hasSharedUnit = numSharedExperts > 0 && levelDims.length > 1;
    if (defect === 'sharedGate' && !hasSharedUnit) return [words.noSharedGate];
    return defect === 'untrained' && hasOneExpertEach(numTaskExperts, numSharedExperts)
      ? [words.noNativeRows]
      : [];
  },
  topologyOf: ({ defect, ...values }, context) =>
    defects[defect](adatt.topologyOf({ ...values, ...correctOptions }, context)),
};
