/** Tables that break a law are refused with a sentence, before anything is made of them. */
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../src/engine/network/plan.ts';
import type { GateSpec, LevelSpec, Topology, UnitSpec } from '../../../src/models/topology.ts';
import { assertTopology, problemsOfTopology } from '../../../src/models/topologyProblems.ts';
import { topologyOf } from './topologies.ts';

const sound = topologyOf('ple', { numTaskExperts: 2, numSharedExperts: 1 }, { numTasks: 2, inputDim: 3 });

/** The tables with one level changed. */
const withLevel = (index: number, change: (level: LevelSpec) => LevelSpec): Topology => ({
  ...sound,
  levels: sound.levels.map((level, at) => (at === index ? change(level) : level)),
});

const withUnit = (level: number, index: number, change: (unit: UnitSpec) => UnitSpec): Topology =>
  withLevel(level, (spec) => ({
    ...spec,
    units: spec.units.map((unit, at) => (at === index ? change(unit) : unit)),
  }));

const gateOf = (level: number, unit: number): GateSpec => {
  const gate = sound.levels[level]?.units[unit]?.gate;
  if (!gate) throw new Error('PLE has a gate per unit.');
  return gate;
};

describe('tables are refused', () => {
  it.each<[string, Topology, RegExp]>([
    [
      'two units naming one gate',
      withUnit(1, 1, (unit) => ({ ...unit, gate: { ...gateOf(1, 1), linear: gateOf(1, 0).linear } })),
      /^Two parts of the network are named mtl_arch\.gate_weights\.1\.0\.0\.weight: give every gate/,
    ],
    [
      'a row of native weights of two units',
      withLevel(1, (level) => ({
        ...level,
        units: level.units.map((unit) => ({
          ...unit,
          native: { kind: 'learned', experts: [0], tensor: 'native', shape: [2, 1], row: 1 },
        })),
      })),
      /^Two parts of the network are named native\[1\]/,
    ],
    [
      'a stream that no unit makes',
      withUnit(1, 0, (unit) => ({ ...unit, gate: { ...gateOf(1, 0), reads: 7 } })),
      /^Level 2 reads stream 8, but the level before makes 3/,
    ],
    [
      'gates of one level that read the input and streams',
      withUnit(1, 0, (unit) => ({ ...unit, gate: { ...gateOf(1, 0), reads: 'input' } })),
      /^Some gates of level 2 read the raw input and others a stream/,
    ],
    [
      'an expert seen twice',
      withUnit(0, 1, (unit) => ({ ...unit, gate: { ...gateOf(0, 1), sees: [2, 2, 4] } })),
      /^Unit 2 of level 1 mixes an expert twice, or one that is none of the 5/,
    ],
    [
      'an expert that is not there',
      withUnit(0, 1, (unit) => ({ ...unit, gate: { ...gateOf(0, 1), sees: [2, 3, 5] } })),
      /^Unit 2 of level 1 mixes an expert twice, or one that is none of the 5/,
    ],
    [
      'a unit without anything',
      withUnit(0, 1, (unit) => ({ ...unit, gate: null })),
      /^Unit 2 of level 1 has neither a gate nor direct weights/,
    ],
    [
      'widths of hidden layers that gates do not have',
      withLevel(0, (level) => ({ ...level, gateDims: [4] })),
      /^The gate of unit 1 of level 1 has other hidden layers than its level has widths for/,
    ],
    [
      'a gate that adds a stream to the input',
      withLevel(1, (level) => ({
        ...level,
        units: level.units.map((unit, at) => ({
          ...unit,
          gate: { ...gateOf(1, at), reads: 'input', adds: [2] },
        })),
      })),
      /^The gate of unit 1 of level 2 reads the raw input and adds streams to it/,
    ],
    [
      'a sum with a stream that no unit makes',
      withUnit(1, 0, (unit) => ({ ...unit, gate: { ...gateOf(1, 0), adds: [7] } })),
      /^Level 2 reads stream 8, but the level before makes 3/,
    ],
    [
      'a unit that teaches what it does not mix',
      withUnit(0, 1, (unit) => ({ ...unit, teaches: [0] })),
      /^Unit 2 of level 1 teaches an expert that it does not mix/,
    ],
    [
      'layers without a width',
      withLevel(0, (level) => ({ ...level, dims: [8, 4] })),
      /^Expert 1 of level 1 has 1 layers, but its level has 2 widths/,
    ],
    [
      'a last level that makes no stream of a task',
      withLevel(1, (level) => ({ ...level, units: level.units.toReversed() })),
      /^The last level needs one unit per task, in order \(2 tasks\), but its units belong to 1, 0/,
    ],
  ])('with %s', (_, topology, sentence) => {
    expect(problemsOfTopology(topology)[0]).toMatch(sentence);
    expect(() => assertTopology(topology)).toThrow(sentence);
    expect(() => planOf(topology)).toThrow(sentence);
  });

  it('but not as they are', () => {
    expect(problemsOfTopology(sound)).toEqual([]);
  });
});
