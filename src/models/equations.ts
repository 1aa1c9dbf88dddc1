/**
 * Equations of a unit, read off the tables, in the AdaTT paper's notation: x input, f a unit's output, e and
 * E an expert and its output, g and G a gate and its weights, v native weights, h tower, y prediction.
 */
import { text } from '../text/text.ts';
import { assertReaderSupports, commonFeatures, type TopologyReader } from './features.ts';
import {
  callTerm,
  type Equation,
  type EquationSymbol,
  type EquationTerm,
  inputTerm,
  isNonEmpty,
  stackTerm,
  sumTerm,
  symbolOf,
  symbolTerm,
  weightedTerm,
} from './terms.ts';
import { isNativeRow, type LevelSpec, type Topology, type UnitSpec } from './topology.ts';

export interface UnitPlace {
  readonly level: number;
  readonly unit: number;
}

/** True if equations leave out level indices, and streams are x. */
export const isSingleLevelEquation = ({ levels }: Topology): boolean =>
  levels.length === 1 &&
  levels.every(({ units }) => units.every(({ gate }) => (gate?.reads ?? 'input') === 'input'));

export const equationsReader: TopologyReader = {
  name: text.models.reader.equations,
  reads: [...commonFeatures],
};

/** Ordered from prediction to input; empty without such a unit. Without levels, `place.unit` is a task. */
export function equationsOf(topology: Topology, place: UnitPlace): readonly Equation[] {
  assertReaderSupports(topology, equationsReader);
  const { levels, numTasks } = topology;
  if (levels.length === 0 && place.unit < numTasks) return [predictionEquation(levels, place.unit)];
  const spec = levels[place.level];
  const unit = spec?.units[place.unit];
  if (!spec || !unit) return [];
  return [
    ...(unit.owner === 'shared' ? [] : [predictionEquation(levels, unit.owner)]),
    ...fusionEquations(topology, spec, unit, place),
    ...gateEquations(topology, unit, place),
    ...expertEquations(topology, spec, unit, place),
    ...inputEquations(topology, spec, place),
  ];
}

const unitOutputTerm = (level: number, unit: number): EquationTerm =>
  callTerm(symbolOf('f', level, unit), inputTerm);

const streamTerm = (topology: Topology, level: number, reads: number | 'input'): EquationTerm =>
  reads === 'input' || isSingleLevelEquation(topology) ? inputTerm : unitOutputTerm(level - 1, reads);

function predictionEquation({ length }: Topology['levels'], task: number): Equation {
  const read = length === 0 ? inputTerm : unitOutputTerm(length - 1, task);
  const tower = callTerm(symbolOf('h', length, task), read);
  return { kind: 'prediction', sides: [symbolTerm(symbolOf('y', length, task)), tower] };
}

const expertTerm = (level: number, expert: number): EquationTerm =>
  symbolTerm({ letter: 'E', level, index: expert, experts: [expert], isWhole: false });

const withStoppedGradient = ({ teaches }: UnitSpec, expert: number, output: EquationTerm): EquationTerm =>
  teaches?.includes(expert) === false ? { kind: 'stopped', of: output } : output;

const mixedExpertTerm = (unit: UnitSpec, level: number, expert: number): EquationTerm =>
  withStoppedGradient(unit, expert, expertTerm(level, expert));

const allExpertsTerm = (
  letter: 'E' | 'G' | 'v',
  { level, unit }: UnitPlace,
  experts: readonly number[],
): EquationTerm => symbolTerm({ letter, level, index: unit, experts, isWhole: true });

const expertWeightTerm = (letter: 'G' | 'v', { level, unit }: UnitPlace, expert: number): EquationSymbol => ({
  letter,
  level,
  index: unit,
  experts: [expert],
  isWhole: false,
});

export const mixedExpertsOf = (spec: LevelSpec, { gate, native }: UnitSpec): readonly number[] =>
  spec.experts.flatMap((_, e) => (gate?.sees.includes(e) || native?.experts.includes(e) ? [e] : []));

/** Short and written-out forms; only one without a gate and learned weights. */
function fusionEquations(
  topology: Topology,
  spec: LevelSpec,
  unit: UnitSpec,
  place: UnitPlace,
): readonly Equation[] {
  const left = unitOutputTerm(place.level, place.unit);
  const stacks: Equation[] = [];
  const short: EquationTerm[] = [];
  const { gate, native } = unit;
  const stackOf = (kind: 'own' | 'all', experts: readonly number[]): EquationTerm => {
    const rows = stackTerm(experts.map((e) => mixedExpertTerm(unit, place.level, e)));
    const isAll = experts.length === spec.experts.length;
    // Omits the stack of all experts, the same for every unit, unless some are taken without gradient.
    if (kind === 'all' && (!isAll || unit.teaches)) return rows;
    const whole = allExpertsTerm('E', place, experts);
    stacks.push({ kind, sides: [whole, rows] });
    return whole;
  };
  if (gate?.reads === 'input') {
    const rows = gate.sees.map((e) =>
      withStoppedGradient(
        unit,
        e,
        callTerm(symbolOf('e', place.level, e), streamReadByExpert(topology, spec, place.level, e)),
      ),
    );
    short.push(weightedTerm(callTerm(symbolOf('g', place.level, place.unit), inputTerm), stackTerm(rows)));
  } else if (gate) short.push(weightedTerm(allExpertsTerm('G', place, gate.sees), stackOf('all', gate.sees)));
  if (isNativeRow(native)) {
    const kind = native.experts.length === spec.experts.length && !gate ? 'all' : 'own';
    short.push(weightedTerm(allExpertsTerm('v', place, native.experts), stackOf(kind, native.experts)));
  } else if (native) short.push(...native.experts.map((e) => mixedExpertTerm(unit, place.level, e)));
  const written = mixedExpertsOf(spec, unit).map((e) => writtenOutTerm(unit, place, e));
  if (!isNonEmpty(short) || !isNonEmpty(written)) return [];
  const fusion: Equation = { kind: 'fusion', sides: [left, sumTerm(short)] };
  if (!gate && native?.kind === 'fixed') return [fusion];
  return [fusion, { kind: 'written', sides: [left, sumTerm(written)] }, ...stacks];
}

function writtenOutTerm(unit: UnitSpec, place: UnitPlace, expert: number): EquationTerm {
  const { gate, native } = unit;
  const weights: EquationTerm[] = [];
  if (native?.experts.includes(expert)) {
    const sign = expertWeightTerm('v', place, expert);
    weights.push(native.kind === 'fixed' ? { kind: 'one', sign } : symbolTerm(sign));
  }
  if (gate?.sees.includes(expert)) weights.push(symbolTerm(expertWeightTerm('G', place, expert)));
  const output = mixedExpertTerm(unit, place.level, expert);
  return isNonEmpty(weights) ? { kind: 'product', left: sumTerm(weights), right: output } : output;
}

function gateEquations(topology: Topology, { gate }: UnitSpec, place: UnitPlace): readonly Equation[] {
  if (!gate) return [];
  const { level, unit } = place;
  const own = streamTerm(topology, level, gate.reads);
  const argument = sumTerm([own, ...(gate.adds ?? []).map((stream) => streamTerm(topology, level, stream))]);
  const isDeep = (gate.hidden ?? []).length > 0;
  const top = isDeep ? callTerm(symbolOf('m', level, unit), argument) : argument;
  const linear: EquationTerm = { kind: 'product', left: symbolTerm(symbolOf('W', level, unit)), right: top };
  const scores: EquationTerm = { kind: 'sum', terms: [linear, symbolTerm(symbolOf('b', level, unit))] };
  const weights = allExpertsTerm('G', place, gate.sees);
  return [
    {
      kind: 'gate',
      sides: [weights, callTerm(symbolOf('g', level, unit), argument), { kind: 'softmax', of: scores }],
    },
  ];
}

const streamReadByExpert = (
  topology: Topology,
  spec: LevelSpec,
  level: number,
  expert: number,
): EquationTerm => streamTerm(topology, level, spec.experts[expert]?.reads ?? 'input');

const expertEquations = (
  topology: Topology,
  spec: LevelSpec,
  unit: UnitSpec,
  { level }: UnitPlace,
): readonly Equation[] =>
  mixedExpertsOf(spec, unit).map((e) => ({
    kind: 'expert',
    sides: [
      expertTerm(level, e),
      callTerm(symbolOf('e', level, e), streamReadByExpert(topology, spec, level, e)),
    ],
  }));

function inputEquations(topology: Topology, spec: LevelSpec, { level }: UnitPlace): readonly Equation[] {
  if (level > 0 || isSingleLevelEquation(topology)) return [];
  const streams = [...new Set(spec.experts.map(({ reads }) => reads))].map((stream) =>
    unitOutputTerm(-1, stream),
  );
  const sides = [...streams, inputTerm];
  return isNonEmpty(sides) ? [{ kind: 'input', sides }] : [];
}
