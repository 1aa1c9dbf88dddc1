/**
 * The equations of a unit as data, read off the tables, in the notation of the AdaTT paper: x the input, f what a unit passes on, e
 * an expert and E its output, g a gate and G its weights, v native weights, h a tower, y its prediction. Knows no architecture's
 * name, no picture and no value.
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

/** A unit of a level. */
export interface UnitPlace {
  readonly level: number;
  readonly unit: number;
}

/** One level whose gates, if any, read the input: indices of levels would say nothing, and streams below it are x. */
export const isFlat = ({ levels }: Topology): boolean =>
  levels.length === 1 &&
  levels.every(({ units }) => units.every(({ gate }) => (gate?.reads ?? 'input') === 'input'));

/** The equations, which have no sign for a tensor without elements and need none. */
export const equationsReader: TopologyReader = {
  name: text.models.reader.equations,
  reads: [...readByAll],
};

/** The equations behind one unit, from its task's prediction down to the input. Empty where there is no such unit. */
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

/** The output of an expert as a unit takes it: without gradient where the unit does not teach the expert. */
const asTaken = ({ teaches }: UnitSpec, expert: number, output: Term): Term =>
  teaches?.includes(expert) === false ? { kind: 'stopped', of: output } : output;

const mixedExpert = (unit: UnitSpec, level: number, expert: number): Term =>
  asTaken(unit, expert, oneExpert(level, expert));

/** Weights (G, v) or outputs (E) of several experts at once, as a unit uses them. */
const wholeOf = (letter: 'E' | 'G' | 'v', { level, unit }: UnitPlace, experts: readonly number[]): Term =>
  of({ letter, level, index: unit, experts, isWhole: true });

const weightOf = (letter: 'G' | 'v', { level, unit }: UnitPlace, expert: number): Sign => ({
  letter,
  level,
  index: unit,
  experts: [expert],
  isWhole: false,
});

/** The experts that a unit weighs, in the order of the table. */
export const expertsOf = (spec: LevelSpec, { gate, native }: UnitSpec): readonly number[] =>
  spec.experts.flatMap((_, e) => (gate?.sees.includes(e) || native?.experts.includes(e) ? [e] : []));

/** The output in short and written out; what has neither gate nor learned weights has only the latter. */
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
    // A stack of all is the same for every unit; where a unit takes some of it without gradient, it is written out.
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

/** The part that a unit takes of one expert: its weights, added up, times its output. */
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

/** That the streams below the first level are the input. */
function inputEquations(topology: Topology, spec: LevelSpec, { level }: UnitPlace): readonly Equation[] {
  if (level > 0 || isFlat(topology)) return [];
  const streams = [...new Set(spec.experts.map(({ reads }) => reads))].map((stream) => outputOf(-1, stream));
  const sides = [...streams, input];
  return isFilled(sides) ? [{ kind: 'input', sides }] : [];
}
