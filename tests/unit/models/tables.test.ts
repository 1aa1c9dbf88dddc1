/** Laws that hold for the tables of every architecture, and what tells those of each apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { architectures } from '../../../src/models/architectures.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import { sharesNothing, type Topology } from '../../../src/models/topology.ts';
import { problemsOfTopology } from '../../../src/models/topologyProblems.ts';
import { ownOptions, setUps, topologyOf } from './topologies.ts';

const numStreamsAt = (topology: Topology, level: number): number =>
  topology.levels[level - 1]?.units.length ?? Infinity;

const nativeRows = (topology: Topology): string[] =>
  topology.levels.flatMap(({ units }) =>
    units.flatMap(({ native }) => (native?.kind === 'learned' ? [`${native.tensor} ${native.row}`] : [])),
  );

const nativeRowsNamed = (topology: Topology): string[] =>
  namedTensorsOf(topology)
    .filter(({ part }) => part === 'native')
    .flatMap(({ name, shape: [rows = 0] }) => Array.from({ length: rows }, (_, row) => `${name} ${row}`));

describe.each(architectures.map(({ id }) => id))('%s', (id) => {
  const forAllSetUps = (check: (topology: Topology) => void) =>
    fc.assert(
      fc.property(setUps, ({ options, context }) => check(topologyOf(id, ownOptions(id, options), context))),
      { numRuns: 60 },
    );

  it('reads only streams and experts that exist', () => {
    forAllSetUps((topology) => {
      for (const [index, level] of topology.levels.entries()) {
        const numStreams = numStreamsAt(topology, index);
        for (const { reads, layers } of level.experts) {
          expect(reads).toBeLessThan(numStreams);
          expect(layers).toHaveLength(level.dims.length);
        }
        for (const { gate, native } of level.units) {
          if (gate !== null && gate.reads !== 'input') expect(gate.reads).toBeLessThan(numStreams);
          for (const seen of [gate?.sees ?? [], native?.experts ?? []]) {
            expect(new Set(seen).size).toBe(seen.length);
            expect(seen.every((expert) => expert in level.experts)).toBe(true);
          }
          expect((gate?.sees.length ?? 0) + (native?.experts.length ?? 0)).toBeGreaterThan(0);
        }
      }
    });
  });

  it('ends with one tower per task, and one unit if there are any', () => {
    forAllSetUps(({ levels, numTasks, towers, towerDims }) => {
      const tasks = Array.from({ length: numTasks }, (_, task) => task);
      expect((levels.at(-1)?.units ?? tasks.map((owner) => ({ owner }))).map(({ owner }) => owner)).toEqual(
        tasks,
      );
      expect(towers.map(({ layers }) => layers.length)).toEqual(tasks.map(() => towerDims.length + 1));
    });
  });

  it('names every tensor once, and every row of native weights belongs to one unit', () => {
    forAllSetUps((topology) => {
      const names = namedTensorsOf(topology).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(nativeRows(topology).toSorted()).toEqual(nativeRowsNamed(topology).toSorted());
    });
  });

  it('has positive sizes, and bounds of one over the root of the fan-in', () => {
    forAllSetUps((topology) => {
      for (const { shape, initBound } of namedTensorsOf(topology)) {
        expect(Math.min(...shape)).toBeGreaterThan(0);
        const fanIn = shape[1];
        if (fanIn !== undefined) expect(initBound).toBe(1 / Math.sqrt(fanIn));
      }
    });
  });

  it('breaks no law that readers rely on', () => {
    forAllSetUps((topology) => {
      expect(problemsOfTopology(topology)).toEqual([]);
    });
  });

  it('can be cloned into a worker', () => {
    forAllSetUps((topology) => {
      expect(structuredClone(topology)).toEqual(topology);
    });
  });
});

describe('rows of the tables', () => {
  const context = { numTasks: 2, inputDim: 3 };
  const owners = (topology: Topology, level: number) =>
    topology.levels[level]?.units.map(({ owner }) => owner);
  const native = (topology: Topology, level: number) =>
    topology.levels[level]?.units.map((unit) => unit.native);

  it('Single-task: a unit passes its own expert on', () => {
    expect(topologyOf('singleTask', {}, context).levels[1]).toEqual({
      dims: [16],
      experts: [0, 1].map((task) => ({
        owner: task,
        reads: task,
        layers: [expect.objectContaining({ weight: `mtl_arch.experts.1.${task}.mlp_net.0.weight` })],
      })),
      units: [0, 1].map((task) => ({ owner: task, gate: null, native: { kind: 'fixed', experts: [task] } })),
    });
  });

  it('Linear: a layer per task, from the input', () => {
    const topology = topologyOf('linear', {}, context);
    expect(topology.levels).toEqual([]);
    expect(namedTensorsOf(topology).map(({ name, shape, part }) => [name, shape, part])).toEqual(
      [0, 1].flatMap((task) => [
        [`task_modules.${task}.1.weight`, [1, 3], 'towers'],
        [`task_modules.${task}.1.bias`, [1], 'towers'],
      ]),
    );
    expect(sharesNothing(topology)).toBe(true);
  });

  it('Shared-Bottom and MMoE: one level with all widths', () => {
    const levelDims = [[8, 7], [6]];
    for (const id of ['sharedBottom', 'mmoe']) {
      expect(topologyOf(id, { levelDims }, context).levels.map(({ dims }) => dims)).toEqual([[8, 7, 6]]);
    }
  });

  it('ML-MMoE: as many units as experts before the last level, all gates read the raw input', () => {
    const topology = topologyOf('mlmmoe', { numExperts: 3 }, context);
    expect(owners(topology, 0)).toEqual(['shared', 'shared', 'shared']);
    expect(owners(topology, 1)).toEqual([0, 1]);
    expect(topology.levels[1]?.experts.map(({ reads }) => reads)).toEqual([0, 1, 2]);
    expect(topology.levels.flatMap(({ units }) => units).every(({ gate }) => gate?.reads === 'input')).toBe(
      true,
    );
  });

  it('PLE: own experts before shared ones; the shared unit sees all and is missing from the last level', () => {
    const topology = topologyOf('ple', { numTaskExperts: [2, 1], numSharedExperts: 2 }, context);
    const [first, second] = topology.levels;
    expect(first?.experts.map(({ owner }) => owner)).toEqual([0, 0, 1, 'shared', 'shared']);
    expect(first?.experts.map(({ reads }) => reads)).toEqual([0, 0, 1, 2, 2]);
    expect(first?.units.map(({ gate }) => gate?.sees)).toEqual([
      [0, 1, 3, 4],
      [2, 3, 4],
      [0, 1, 2, 3, 4],
    ]);
    expect(first?.units.map(({ gate }) => gate?.reads)).toEqual([0, 1, 2]);
    expect(second?.units.map(({ owner }) => owner)).toEqual([0, 1]);
  });

  it('PLE without shared experts: CGC without sharing, a gate per task over its own experts', () => {
    const topology = topologyOf('ple', { numTaskExperts: 2, numSharedExperts: 0 }, context);
    for (const [index, { experts, units }] of topology.levels.entries()) {
      expect(experts.map(({ owner, reads }) => [owner, reads])).toEqual(
        [0, 0, 1, 1].map((task) => [task, task]),
      );
      expect(units.map(({ owner, gate, native }) => [owner, gate?.reads, gate?.sees, native])).toEqual([
        [0, 0, [0, 1], null],
        [1, 1, [2, 3], null],
      ]);
      expect(units.map(({ gate }) => gate?.linear.weight)).toEqual(
        [0, 1].map((unit) => `mtl_arch.gate_weights.${index}.${unit}.0.weight`),
      );
    }
    expect(sharesNothing(topology)).toBe(true);
    expect(sharesNothing(topologyOf('ple', { numSharedExperts: 1 }, context))).toBe(false);
    expect(sharesNothing(topologyOf('adattSp', {}, context))).toBe(false);
  });

  it('AdaTT-sp: native weights fixed with one expert each, learned per level with several, per unit when unequal', () => {
    const one = topologyOf('adattSp', { numTaskExperts: 1 }, context);
    expect(native(one, 1)).toEqual([
      { kind: 'fixed', experts: [0] },
      { kind: 'fixed', experts: [1] },
    ]);
    const two = topologyOf('adattSp', { numTaskExperts: 2 }, context);
    expect(native(two, 1)?.[1]).toEqual({
      kind: 'learned',
      experts: [2, 3],
      tensor: 'mtl_arch.self_exp_weights.1',
      shape: [2, 2],
      row: 1,
    });
    const uneven = topologyOf('adattSp', { numTaskExperts: [1, 2] }, context);
    expect(native(uneven, 1)?.[0]).toEqual({
      kind: 'learned',
      experts: [0],
      tensor: 'mtl_arch.self_exp_weights.0',
      shape: [2, 1],
      row: 1,
    });
    expect(native(topologyOf('adattSp', { residual: false }, context), 0)).toEqual([null, null]);
  });

  it('AdaTT: native weights are fixed only when the shared unit too has one expert', () => {
    const fixed = topologyOf('adatt', { numTaskExperts: 1, numSharedExperts: 1 }, context);
    expect(native(fixed, 0)?.map((spec) => spec?.kind)).toEqual(['fixed', 'fixed', 'fixed']);
    const learned = topologyOf('adatt', { numTaskExperts: 1, numSharedExperts: 2 }, context);
    expect(native(learned, 0)?.map((spec) => spec?.kind)).toEqual(['learned', 'learned', 'learned']);
    const tensors = namedTensorsOf(learned).filter(({ part }) => part === 'native');
    expect(tensors.map(({ name, shape, initBound }) => [name, shape, initBound])).toEqual([
      ['mtl_arch.self_exp_weights.0', [2, 1], 1],
      ['mtl_arch.self_exp_weights.1', [2, 1], 1],
      ['mtl_arch.self_exp_weights.2', [1, 2], 1 / Math.sqrt(2)],
    ]);
  });

  it('AdaTT without shared experts is AdaTT-sp', () => {
    for (const numTaskExperts of [1, 2, [1, 3]]) {
      const general = topologyOf('adatt', { numTaskExperts, numSharedExperts: 0 }, context);
      expect(general).toEqual(topologyOf('adattSp', { numTaskExperts }, context));
    }
  });
});
