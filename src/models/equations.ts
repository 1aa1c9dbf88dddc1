/**
 * Equations of a unit, read off the tables, in the AdaTT paper's notation: x input, f a unit's output, e and
 * E an expert and its output, g and G a gate and its weights, v native weights, h tower, y prediction.
 */
import { text } from '../text/text.ts';
import { assertReads, readByAll, type TopologyReader } from './features.ts';
import {
  call,
  type Equation,
  input,
  isFilled,
  of,
  type Sign,
  signOf,
  stack,
  sumOf,
  type Term,
  weighted,
} from './terms.ts';
import { isNativeRow, type LevelSpec, type Topology, type UnitSpec } from './topology.ts';

export interface UnitPlace {
  readonly level: number;
  readonly unit: number;
}

/** True if equations leave out level indices, and streams are x. */
export const isFlat = ({ levels }: Topology): boolean =>
  levels.length === 1 &&
  levels.every(({ units }) => units.every(({ gate }) => (gate?.reads ?? 'input') === 'input'));

export const equationsReader: TopologyReader = {
  name: text.models.reader.equations,
  reads: [...readByAll],
};

/** Ordered from prediction to input; empty without such a unit. */
export function equationsOf(topology: Topology, place: UnitPlace): readonly Equation[] {
  assertReads(topology, equationsReader);
  const spec = topology.levels[place.level];
  const unit = spec?.units[place.unit];
  if (!spec || !unit) return [];
  return [
    ...predictionOf(topology, unit),
    ...fusionsOf(topology, spec, unit, place),
    ...gateEquations(topology, unit, place),
    ...expertEquations(topology, spec, unit, place),
    ...inputEquations(topology, spec, place),
  ];
}

const outputOf = (level: number, unit: number): Term => call(signOf('f', level, unit), input);

const streamOf = (topology: Topology, level: number, reads: number | 'input'): Term =>
  reads === 'input' || isFlat(topology) ? input : outputOf(level - 1, reads);

function predictionOf({ levels }: Topology, { owner }: UnitSpec): readonly Equation[] {
  if (owner === 'shared') return [];
  const tower = call(signOf('h', levels.length, owner), outputOf(levels.length - 1, owner));
  return [{ kind: 'prediction', sides: [of(signOf('y', levels.length, owner)), tower] }];
}

const oneExpert = (level: number, expert: number): Term =>
  of({ letter: 'E', level, index: expert, experts: [expert], isWhole: false });

const asTaken = ({ teaches }: UnitSpec, expert: number, output: Term): Term =>
  teaches?.includes(expert) === false ? { kind: 'stopped', of: output } : output;

const mixedExpert = (unit: UnitSpec, level: number, expert: number): Term =>
  asTaken(unit, expert, oneExpert(level, expert));

const wholeOf = (letter: 'E' | 'G' | 'v', { level, unit }: UnitPlace, experts: readonly number[]): Term =>
  of({ letter, level, index: unit, experts, isWhole: true });

const weightOf = (letter: 'G' | 'v', { level, unit }: UnitPlace, expert: number): Sign => ({
  letter,
  level,
  index: unit,
  experts: [expert],
  isWhole: false,
});

export const expertsOf = (spec: LevelSpec, { gate, native }: UnitSpec): readonly number[] =>
  spec.experts.flatMap((_, e) => (gate?.sees.includes(e) || native?.experts.includes(e) ? [e] : []));

/** Short and written-out forms; only one without a gate and learned weights. */
function fusionsOf(
  topology: Topology,
  spec: LevelSpec,
  unit: UnitSpec,
  place: UnitPlace,
): readonly Equation[] {
  const left = outputOf(place.level, place.unit);
  const stacks: Equation[] = [];
  const short: Term[] = [];
  const { gate, native } = unit;
  const stackOf = (kind: 'own' | 'all', experts: readonly number[]): Term => {
    const rows = stack(experts.map((e) => mixedExpert(unit, place.level, e)));
    const isAll = experts.length === spec.experts.length;
    // Omits the stack of all experts, which is the same for every unit, unless some experts are taken
    // without gradient.
    if (kind === 'all' && (!isAll || unit.teaches)) return rows;
    const whole = wholeOf('E', place, experts);
    stacks.push({ kind, sides: [whole, rows] });
    return whole;
  };
  if (gate?.reads === 'input') {
    const rows = gate.sees.map((e) =>
      asTaken(unit, e, call(signOf('e', place.level, e), readBy(topology, spec, place.level, e))),
    );
    short.push(weighted(call(signOf('g', place.level, place.unit), input), stack(rows)));
  } else if (gate) short.push(weighted(wholeOf('G', place, gate.sees), stackOf('all', gate.sees)));
  if (isNativeRow(native)) {
    const kind = native.experts.length === spec.experts.length && !gate ? 'all' : 'own';
    short.push(weighted(wholeOf('v', place, native.experts), stackOf(kind, native.experts)));
  } else if (native) short.push(...native.experts.map((e) => mixedExpert(unit, place.level, e)));
  const written = expertsOf(spec, unit).map((e) => writtenTerm(unit, place, e));
  if (!isFilled(short) || !isFilled(written)) return [];
  const fusion: Equation = { kind: 'fusion', sides: [left, sumOf(short)] };
  if (!gate && native?.kind === 'fixed') return [fusion];
  return [fusion, { kind: 'written', sides: [left, sumOf(written)] }, ...stacks];
}

function writtenTerm(unit: UnitSpec, place: UnitPlace, expert: number): Term {
  const { gate, native } = unit;
  const weights: Term[] = [];
  if (native?.experts.includes(expert)) {
    const sign = weightOf('v', place, expert);
    weights.push(native.kind === 'fixed' ? { kind: 'one', sign } : of(sign));
  }
  if (gate?.sees.includes(expert)) weights.push(of(weightOf('G', place, expert)));
  const output = mixedExpert(unit, place.level, expert);
  return isFilled(weights) ? { kind: 'product', left: sumOf(weights), right: output } : output;
}

function gateEquations(topology: Topology, { gate }: UnitSpec, place: UnitPlace): readonly Equation[] {
  if (!gate) return [];
  const { level, unit } = place;
  const own = streamOf(topology, level, gate.reads);
  const argument = sumOf([own, ...(gate.adds ?? []).map((stream) => streamOf(topology, level, stream))]);
  const isDeep = (gate.hidden ?? []).length > 0;
  const top = isDeep ? call(signOf('m', level, unit), argument) : argument;
  const linear: Term = { kind: 'product', left: of(signOf('W', level, unit)), right: top };
  const scores: Term = { kind: 'sum', terms: [linear, of(signOf('b', level, unit))] };
  const weights = wholeOf('G', place, gate.sees);
  return [
    {
      kind: 'gate',
      sides: [weights, call(signOf('g', level, unit), argument), { kind: 'softmax', of: scores }],
    },
  ];
}

const readBy = (topology: Topology, spec: LevelSpec, level: number, expert: number): Term =>
  streamOf(topology, level, spec.experts[expert]?.reads ?? 'input');

const expertEquations = (
  topology: Topology,
  spec: LevelSpec,
  unit: UnitSpec,
  { level }: UnitPlace,
): readonly Equation[] =>
  expertsOf(spec, unit).map((e) => ({
    kind: 'expert',
    sides: [oneExpert(level, e), call(signOf('e', level, e), readBy(topology, spec, level, e))],
  }));

function inputEquations(topology: Topology, spec: LevelSpec, { level }: UnitPlace): readonly Equation[] {
  if (level > 0 || isFlat(topology)) return [];
  const streams = [...new Set(spec.experts.map(({ reads }) => reads))].map((stream) => outputOf(-1, stream));
  const sides = [...streams, input];
  return isFilled(sides) ? [{ kind: 'input', sides }] : [];
}
