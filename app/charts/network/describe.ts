/** Describes a part of the network in words, with its term of the fusion equation. */
import { type GateMatrix, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { GateSpec, LevelSpec, Topology, UnitSpec } from '../../../src/models/topology.ts';
import { capitalised, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { expertName, ownerName, unitName } from '../base/names.ts';
import type { DiagramNode } from './diagram.ts';

interface PartDescription {
  readonly sentence: string;
  readonly formula: string | null;
  /** Largest first; empty while unknown. */
  readonly terms: readonly WeightedTerm[];
}

interface WeightedTerm {
  /** Null: `words` counts the experts left out. */
  readonly expert: number | null;
  readonly words: string;
}

export interface DiagramSubject {
  readonly topology: Topology;
  readonly matrices: readonly GateMatrix[];
  readonly taskNames: readonly string[];
}

const NUM_TERMS = 4;
const NO_FORMULA = { formula: null, terms: [] } as const;
const EMPTY_DESCRIPTION: PartDescription = { sentence: '', ...NO_FORMULA };

export function describeDiagramNode(
  node: Pick<DiagramNode, 'kind' | 'level' | 'index'>,
  subject: DiagramSubject,
): PartDescription {
  switch (node.kind) {
    case 'input':
      return describeInput(subject);
    case 'tower':
      return describeTower(node.index, subject);
    case 'expert':
      return describeExpert(node.level, node.index, subject);
    case 'unit':
      return describeUnit(node.level, node.index, subject);
  }
}

function describeInput({ topology }: DiagramSubject): PartDescription {
  const { inputSentence, vectorsSentence, scaledInput } = text.charts;
  const { inputDim, elementwiseGates, embeddings, levels } = topology;
  const sentence = text.punctuation.sentences([
    inputSentence(inputDim, levels.length > 0),
    ...(embeddings
      ? [vectorsSentence(embeddings.numVectors.length, embeddings.dim, embeddings.tables.length > 1)]
      : []),
    ...(elementwiseGates?.epnet === undefined ? [] : [scaledInput]),
  ]);
  return { sentence, ...NO_FORMULA };
}

function describeTower(task: number, { topology, taskNames }: DiagramSubject): PartDescription {
  const scaled = topology.elementwiseGates?.ppnet === undefined ? [] : [text.charts.scaledTower];
  const { towerDims, inputDim } = topology;
  const name = ownerName(task, taskNames);
  const sentence =
    towerDims.length === 0
      ? text.charts.linearTower(name, inputDim)
      : text.charts.towerSentence(name, towerDims.join(' → '));
  return { sentence: text.punctuation.sentences([sentence, ...scaled]), ...NO_FORMULA };
}

function describeExpert(level: number, expert: number, subject: DiagramSubject): PartDescription {
  const { topology, taskNames } = subject;
  const spec = topology.levels[level];
  if (!spec) return EMPTY_DESCRIPTION;
  const name = expertName(spec.experts, expert, taskNames);
  const reads = streamName(topology, level, spec.experts[expert]?.reads ?? 0, taskNames);
  const sentence = text.charts.expertSentence(
    capitalised(name),
    text.charts.level(level),
    reads,
    spec.dims.join(' → '),
  );
  const linear = spec.isLinear === true ? [text.charts.linearExpert] : [];
  return {
    sentence: text.punctuation.sentences([
      sentence,
      ...linear,
      ...expertReaderWords(spec, level, expert, subject),
    ]),
    ...NO_FORMULA,
  };
}

function expertReaderWords(
  spec: LevelSpec,
  level: number,
  expert: number,
  { matrices, taskNames }: DiagramSubject,
): readonly string[] {
  const weights = (matrices[level] ?? []).map((cells) =>
    cells[expert] ? valueOfCell(cells[expert], 'sum') : null,
  );
  const used = weights.flatMap((weight, unit) => (weight === null ? [] : [{ unit, weight }]));
  const known = used.filter(({ weight }) => Number.isFinite(weight)).toSorted((a, b) => b.weight - a.weight);
  const count = text.charts.expertReaders(used.length);
  const top = known.length > 1 ? known[0] : undefined;
  if (!top) return [count];
  const unit = capitalised(unitName(spec.units, top.unit, taskNames));
  return [count, text.charts.expertTopReader(unit, formatWeight(top.weight))];
}

function streamName(
  topology: Topology,
  level: number,
  reads: number | 'input',
  taskNames: readonly string[],
): string {
  const below = topology.levels[level - 1];
  if (reads === 'input' || !below) return text.charts.rawInput;
  return text.charts.stream(unitName(below.units, reads, taskNames));
}

// At level 0, a sum of streams is a multiple of the input.
function gateInputWords(
  topology: Topology,
  level: number,
  { reads, adds = [] }: GateSpec,
  taskNames: readonly string[],
): string {
  const { sumOfStreams, timesInput } = text.charts;
  if (level === 0 && adds.length > 0) return timesInput(1 + adds.length);
  const names = [reads, ...adds].map((stream) => streamName(topology, level, stream, taskNames));
  return names.length === 1 ? (names[0] ?? '') : sumOfStreams(names.join(' + '));
}

function describeUnit(level: number, index: number, subject: DiagramSubject): PartDescription {
  const { topology, taskNames } = subject;
  const spec = topology.levels[level];
  const unit = spec?.units[index];
  if (!spec || !unit) return EMPTY_DESCRIPTION;
  const name = unitName(spec.units, index, taskNames);
  const words = [text.charts.theUnit(name), text.charts.level(level)] as const;
  const terms = weightedTerms(spec, level, index, subject);
  const left = text.charts.termLeft(name, level);
  const hidden = spec.gateDims?.length ? [text.charts.gateLayers(spec.gateDims.join(' → '))] : [];
  const teaching = [...hidden, ...stoppedGradientWords(spec, unit)];
  const of = (sentence: string, right: string) => ({
    sentence: text.punctuation.sentences([sentence, ...teaching]),
    formula: `${left} = ${right}`,
    terms,
  });
  if (unit.gate) {
    const reads = gateInputWords(topology, level, unit.gate, taskNames);
    if (unit.native) return of(text.charts.unitBoth(...words, reads), text.charts.termBoth);
    return of(text.charts.unitGate(...words, reads), text.charts.termGate);
  }
  if (unit.native?.kind === 'fixed') return of(text.charts.unitPass(...words), text.charts.termPass);
  return of(text.charts.unitNative(...words), text.charts.termNative);
}

function stoppedGradientWords({ experts }: LevelSpec, unit: UnitSpec): readonly string[] {
  const { gate, native, teaches } = unit;
  const mixed = experts.flatMap((_, e) => (gate?.sees.includes(e) || native?.experts.includes(e) ? [e] : []));
  const numUntaught = mixed.filter((expert) => teaches?.includes(expert) === false).length;
  return numUntaught === 0 ? [] : [text.charts.unitTeaches(numUntaught)];
}

function weightedTerms(
  spec: LevelSpec,
  level: number,
  unit: number,
  subject: DiagramSubject,
): readonly WeightedTerm[] {
  const cells = subject.matrices[level]?.[unit] ?? [];
  const terms = cells.flatMap((cell, expert) => {
    const weight = valueOfCell(cell, 'sum');
    return weight !== null && Number.isFinite(weight) ? [{ expert, weight }] : [];
  });
  terms.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const shown = terms.slice(0, NUM_TERMS).map(({ expert, weight }, place) => {
    const name = expertName(spec.experts, expert, subject.taskNames);
    return { expert, words: `${weightSignOf(weight, place)}${formatWeight(Math.abs(weight))} · ${name}` };
  });
  const numMore = terms.length - shown.length;
  return numMore > 0 ? [...shown, { expert: null, words: `+ ${text.charts.more(numMore)}` }] : shown;
}

function weightSignOf(weight: number, place: number): string {
  if (place === 0) return weight < 0 ? '−' : '';
  return weight < 0 ? '− ' : '+ ';
}
