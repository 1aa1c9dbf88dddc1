/** Symbols in words: meaning, value at the step shown, and part of the diagram. */
import type { Range } from '../../../src/analysis/statistics.ts';
import type { Sign } from '../../../src/models/terms.ts';
import type { GateSpec } from '../../../src/models/topology.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { expertName, ownerName, unitName } from '../base/names.ts';
import type { LitPart } from '../network/DiagramEdges.tsx';
import type { Subject } from '../network/describe.ts';

const words = text.equations;

export function litOf(sign: Sign): LitPart {
  const unit = `unit ${sign.level} ${sign.index}`;
  switch (sign.letter) {
    case 'x':
      return { part: 'input', edges: null };
    case 'f':
      return { part: sign.level < 0 ? 'input' : unit, edges: null };
    case 'e':
      return { part: `expert ${sign.level} ${sign.index}`, edges: null };
    case 'E':
      return sign.isWhole
        ? { part: unit, edges: { kinds: ['gate', 'native'], experts: sign.experts } }
        : { part: `expert ${sign.level} ${sign.index}`, edges: null };
    case 'g':
    case 'm':
    case 'W':
    case 'b':
      return { part: unit, edges: { kinds: ['gateInput', 'gate'], experts: null } };
    case 'G':
      return { part: unit, edges: { kinds: ['gate'], experts: sign.experts } };
    case 'v':
      return { part: unit, edges: { kinds: ['native'], experts: sign.experts } };
    case 'h':
    case 'y':
      return { part: `tower ${sign.index}`, edges: null };
  }
}

/** True for the symbol's own part, and the expert that a weight is for. */
export const isLitBy = (sign: Sign, part: string | null): boolean =>
  part !== null &&
  (litOf(sign).part === part ||
    (!sign.isWhole && sign.experts.some((expert) => part === `expert ${sign.level} ${expert}`)));

function placeOf(sign: Sign, { topology, taskNames }: Subject): string {
  const { letter, level, index } = sign;
  const spec = topology.levels[level];
  if (letter === 'x' || level < 0) return text.charts.input(topology.inputDim);
  if (letter === 'h' || letter === 'y' || !spec) return ownerName(index, taskNames);
  const unit = unitName(spec.units, index, taskNames);
  const ofExpert = (expert: number) => expertName(spec.experts, expert, taskNames);
  if (letter === 'e' || (letter === 'E' && !sign.isWhole)) return words.atLevel(ofExpert(index), level);
  const [expert] = sign.experts;
  if (!sign.isWhole && expert !== undefined) return words.forExpert(unit, ofExpert(expert), level);
  return words.ofUnit(unit, level);
}

function printedWeight(range: Range | null | undefined, numReplicas: number): string {
  if (!range || Number.isNaN(range.mean)) return text.charts.cellUnknown;
  const mean = formatWeight(range.mean);
  const { low, high } = range;
  return numReplicas > 1 && low !== high
    ? text.charts.valueAndRange(mean, text.charts.range(formatWeight(low), formatWeight(high)))
    : mean;
}

function weightsOf(sign: Sign, { matrices, numReplicas }: EquationSubject): string {
  const reading = sign.letter === 'v' ? 'native' : 'gate';
  const cells = sign.experts.map((expert) => matrices[sign.level]?.[sign.index]?.[expert]);
  if (sign.letter === 'v' && cells.every((cell) => cell?.fixed === true)) return text.charts.fixedAtOne;
  const ranges = cells.map((cell) => cell?.weights[reading]);
  if (ranges.every((range) => !range || Number.isNaN(range.mean))) return text.charts.cellUnknown;
  const printed = ranges.map((range) => printedWeight(range, sign.isWhole ? 1 : numReplicas)).join(', ');
  return sign.letter === 'G' ? `${printed} · ${words.meanOverRows}` : printed;
}

export interface EquationSubject extends Subject {
  readonly numReplicas: number;
}

const widthBelow = ({ topology }: Subject, level: number): number =>
  topology.levels[level - 1]?.dims.at(-1) ?? topology.inputDim;

const gateInputDim = ({ reads }: GateSpec, subject: Subject, level: number): number =>
  reads === 'input' ? subject.topology.inputDim : widthBelow(subject, level);

const gateShape = (gate: GateSpec, subject: Subject, level: number): readonly [number, number] => [
  gate.sees.length,
  subject.topology.levels[level]?.gateDims?.at(-1) ?? gateInputDim(gate, subject, level),
];

/** The current value of weights, the shape of anything else. */
export function signValueOf(sign: Sign, subject: EquationSubject): string {
  const { topology } = subject;
  const { letter, level, index } = sign;
  const dims = topology.levels[level]?.dims ?? [topology.inputDim];
  const width = dims.at(-1) ?? topology.inputDim;
  const gate = topology.levels[level]?.units[index]?.gate;
  switch (letter) {
    case 'G':
    case 'v':
      return weightsOf(sign, subject);
    case 'x':
      return words.numbers(topology.inputDim);
    case 'f':
      return words.numbers(width);
    case 'E':
      return sign.isWhole ? words.shape(sign.experts.length, width) : words.numbers(width);
    case 'e':
      return topology.levels[level]?.isLinear === true
        ? words.layersToLinear([widthBelow(subject, level), ...dims])
        : words.layers([widthBelow(subject, level), ...dims]);
    case 'm':
      return gate
        ? words.layers([gateInputDim(gate, subject, level), ...(topology.levels[level]?.gateDims ?? [])])
        : '';
    case 'W':
      return gate ? words.shape(...gateShape(gate, subject, level)) : '';
    case 'b':
    case 'g':
      return words.numbers(gate?.sees.length ?? 0);
    case 'h':
      return words.layersToLinear([widthBelow(subject, topology.levels.length), ...topology.towerDims, 1]);
    case 'y':
      return words.numbers(1);
  }
}

/** "G: weights of a gate … unit of Task 1, level 1", and the value. */
export const describeSign = (
  sign: Sign,
  subject: EquationSubject,
): { readonly meaning: string; readonly value: string } => ({
  meaning: `${words.letters[sign.letter]} · ${placeOf(sign, subject)}`,
  value: signValueOf(sign, subject),
});
