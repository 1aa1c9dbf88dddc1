import { describe, expect, it } from 'vitest';
import { alarmsOf, cellsOfAlarm, readingOfAlarm } from '../../../src/analysis/gateAlarms.ts';
import { levelHealthOf, sharingHealthOf } from '../../../src/analysis/gateHealth.ts';
import {
  cellWeightsOf,
  groupingByExpert,
  groupingByOwner,
  type LevelStatistics,
  undivergedReplicas,
  weightRangesOf,
  weightsOf,
} from '../../../src/analysis/gateWeights.ts';
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';
import { levelOf, topologyOf as topologyWith } from '../models/topologies.ts';

/** A matrix, such as `0.2 0.8 | 0.5 0.5`. */
const rows = (written: string) => written.split(' | ').map((row) => row.split(' ').map(Number));

const topologyOf = (id: string, options: object = {}, numTasks = 2): Topology =>
  topologyWith(id, options, { numTasks, inputDim: 4 });

/** One repetition per list of gate rows; native weights and norms are 1 unless given. */
const statisticsOf = (
  level: LevelSpec,
  gates: readonly (readonly (readonly number[])[])[],
  { native, rms = level.experts.map(() => 1) }: { native?: readonly number[]; rms?: readonly number[] } = {},
): LevelStatistics => {
  const cells = level.units.length * level.experts.length;
  return {
    gateMean: gates.flat(2),
    native: gates.flatMap(() => native ?? Array.from({ length: cells }, () => 1)),
    expertRms: gates.flatMap(() => rms),
    sparsity: gates.flatMap(() => rms.map(() => 0.5)),
    deadFraction: gates.flatMap(() => rms.map((_, e) => e / 10)),
  };
};

/** AdaTT-sp, 2 tasks with 1 expert each: native weights are fixed at 1 on the diagonal. */
const sp = topologyOf('adattSp');
/** The same without native weights. */
const bare = topologyOf('adattSp', { residual: false });
/** PLE, 2 tasks with 1 expert each and 1 shared: expert 2 is shared; the shared unit comes last. */
const ple = topologyOf('ple');

describe('weightsOf', () => {
  const level = levelOf(sp);
  const statistics = statisticsOf(level, [rows('0.2 0.8 | 0.5 0.5')]);

  it('reads gate, native and their sum; cells that cannot exist are null', () => {
    expect(weightsOf(level, statistics, 0, 'gate')).toEqual(rows('0.2 0.8 | 0.5 0.5'));
    expect(weightsOf(level, statistics, 0, 'native')).toEqual([
      [1, null],
      [null, 1],
    ]);
    expect(weightsOf(level, statistics, 0, 'sum')).toEqual(rows('1.2 0.8 | 0.5 1.5'));
    const rowOfPle = [0.3, 0, 0.7];
    const ofPle = statisticsOf(levelOf(ple), [[rowOfPle, [0, 0.3, 0.7], [0.3, 0.3, 0.4]]]);
    expect(weightsOf(levelOf(ple), ofPle, 0, 'gate')[0]).toEqual([0.3, null, 0.7]);
  });

  it('weighs by output norm, as shares of a unit', () => {
    const tiny = statisticsOf(level, [rows('0.2 0.8 | 0.5 0.5')], { rms: [1, 0.1] });
    const [first] = weightsOf(level, tiny, 0, 'contribution');
    expect(first?.[0]).toBeCloseTo(1.2 / 1.28, 12);
    expect(first?.[1]).toBeCloseTo(0.08 / 1.28, 12);
    const dead = statisticsOf(level, [rows('0.2 0.8 | 0.5 0.5')], { rms: [0, 0] });
    expect(weightsOf(level, dead, 0, 'contribution')).toEqual(rows('0 0 | 0 0'));
  });

  it('averages over repetitions, those that diverged left out', () => {
    const three = statisticsOf(level, [
      rows('0.2 0.8 | 0 1'),
      rows('0.4 0.6 | 1 0'),
      rows('NaN NaN | 0.5 0.5'),
    ]);
    const mean = weightsOf(level, three, 'mean', 'gate');
    expect(mean.flat().map((cell) => Number(cell?.toFixed(12)))).toEqual([0.3, 0.7, 0.5, 0.5]);
  });
});

describe('weightRangesOf', () => {
  const meansOf = (level: LevelSpec, statistics: LevelStatistics, reading: 'gate' | 'native' = 'gate') =>
    weightRangesOf(level, statistics, { replica: 0, reading, grouping: groupingByOwner(level) }).map((row) =>
      row.map((range) => (range === null ? null : Number(range.mean.toFixed(12)))),
    );

  it('sums the weights of each owner’s experts', () => {
    const level = levelOf(topologyOf('adatt', { numTaskExperts: 2, numSharedExperts: 1 }));
    const row = [0.1, 0.2, 0.3, 0.15, 0.25];
    expect(groupingByOwner(level).rows.map(({ owner }) => owner)).toEqual([0, 1, 'shared']);
    expect(groupingByOwner(level).columns.map(({ experts }) => experts)).toEqual([[0, 1], [2, 3], [4]]);
    expect(meansOf(level, statisticsOf(level, [[row, row, row]]))[0]).toEqual([0.3, 0.45, 0.25]);
  });

  it('says what PLE cannot lend, and averages units that belong to nobody', () => {
    const statistics = statisticsOf(levelOf(ple), [rows('0.3 0 0.7 | 0 0.4 0.6 | 0.3 0.3 0.4')]);
    expect(meansOf(levelOf(ple), statistics)).toEqual([
      [0.3, null, 0.7],
      [null, 0.4, 0.6],
      [0.3, 0.3, 0.4],
    ]);
    const level = levelOf(topologyOf('mlmmoe', { numExperts: 2 }));
    const gates = rows('0.2 0.8 | 0.6 0.4');
    expect(meansOf(level, statisticsOf(level, [gates]))).toEqual([[1]]);
  });

  it('says how far repetitions are apart, those that diverged left out', () => {
    const level = levelOf(bare);
    const one = (weight: number) => level.units.map(() => [weight, 1 - weight]);
    const statistics = statisticsOf(level, [one(0.2), one(Number.NaN), one(0.6)]);
    expect(undivergedReplicas(level, statistics)).toEqual([0, 2]);
    const [[first] = []] = weightRangesOf(level, statistics, {
      replica: 'mean',
      reading: 'gate',
      grouping: groupingByExpert(level),
    });
    expect(first).toEqual({ mean: 0.4, low: 0.2, high: 0.6, n: 2 });
  });
});

describe('cellWeightsOf', () => {
  const level = levelOf(topologyOf('adattSp', { numTaskExperts: 2 }));
  const evenly = rows('0.1 0.2 0.3 0.4 | 0.4 0.3 0.2 0.1');
  const reversed = evenly.map((row) => row.toReversed());
  const diverged = evenly.map((row) => row.map(() => Number.NaN));
  const statistics = statisticsOf(level, [evenly, reversed, diverged], { rms: [1, 1, 1, 3] });
  const ofOwners = groupingByOwner(level);
  const cellOf = (row: number, column: number) => ({
    units: ofOwners.rows[row]?.units ?? [],
    experts: ofOwners.columns[column]?.experts ?? [],
  });

  it('has what weightRangesOf averages, in every repetition', () => {
    for (const reading of ['gate', 'sum', 'contribution'] as const) {
      for (const [row, column] of [
        [0, 0],
        [0, 1],
        [1, 0],
      ] as const) {
        const weights = cellWeightsOf(level, statistics, cellOf(row, column), reading);
        const ranges = [0, 1].map(
          (replica) =>
            weightRangesOf(level, statistics, { replica, reading, grouping: ofOwners })[row]?.[column]?.mean,
        );
        expect(weights, `${reading} ${row} ${column}`).toEqual([...ranges, Number.NaN]);
      }
    }
    expect(cellWeightsOf(level, statistics, { units: [0], experts: [3] }, 'gate')).toEqual([
      0.4,
      0.1,
      Number.NaN,
    ]);
  });

  it('is null where a cell cannot exist', () => {
    const ofPle = statisticsOf(levelOf(ple), [rows('0.3 0 0.7 | 0 0.3 0.7 | 0.3 0.3 0.4')]);
    expect(cellWeightsOf(levelOf(ple), ofPle, { units: [0], experts: [1] }, 'sum')).toBeNull();
    expect(cellWeightsOf(level, statistics, { units: [0], experts: [2] }, 'native')).toBeNull();
  });
});

describe('levelHealthOf', () => {
  it('measures evenness, use and output', () => {
    const level = levelOf(topologyOf('mmoe', { numExperts: 4 }));
    const even = [0.25, 0.25, 0.25, 0.25];
    const statistics = statisticsOf(level, [[even, [1, 0, 0, 0]]], { rms: [1, 2, 3, 4] });
    const { units, experts } = levelHealthOf(level, statistics, 0);
    expect(units[0]?.entropy?.mean).toBeCloseTo(1, 12);
    expect(units[0]?.effectiveExperts?.mean).toBeCloseTo(4, 12);
    expect([units[1]?.entropy?.mean, units[1]?.effectiveExperts?.mean, units[1]?.numSeen]).toEqual([0, 1, 4]);
    expect(experts.map(({ utilisation }) => utilisation?.mean)).toEqual([0.625, 0.125, 0.125, 0.125]);
    const last = experts[3];
    expect([last?.rms.mean, last?.sparsity?.mean, last?.deadFraction?.mean]).toEqual([4, 0.5, 0.3]);
  });

  it('averages what was found in each repetition, not the weights', () => {
    const level = levelOf(topologyOf('mmoe', { numExperts: 2 }));
    const opposite = statisticsOf(level, [rows('1 0 | 1 0'), rows('0 1 | 0 1')]);
    const { units, experts } = levelHealthOf(level, opposite, 'mean');
    expect(units.map(({ entropy }) => entropy?.mean)).toEqual([0, 0]);
    expect(experts[0]?.utilisation).toEqual({ mean: 0.5, low: 0, high: 1, n: 2 });
  });

  it('has no entropy without gates', () => {
    const level = levelOf(topologyOf('singleTask'));
    const { units, experts } = levelHealthOf(level, statisticsOf(level, [rows('0 0 | 0 0')]), 'mean');
    expect(units[0]).toEqual({ entropy: null, effectiveExperts: null, numSeen: 0 });
    expect(experts[0]?.utilisation).toBeNull();
  });
});

describe('sharingHealthOf', () => {
  const level = levelOf(topologyOf('mmoe', { numExperts: 4 }));
  const even = [0.25, 0.25, 0.25, 0.25];
  const one = [0, 0, 1, 0];
  const unknown = even.map(() => Number.NaN);

  it('tells in every repetition how many experts are used, and how much the most used one', () => {
    const statistics = statisticsOf(level, [
      [even, even],
      [one, one],
      [even, one],
      [unknown, unknown],
    ]);
    const health = sharingHealthOf(level, statistics);
    const expected = { effectiveExperts: [4, 1, 2.5], largestUse: [0.25, 1, 0.625] };
    for (const measure of ['effectiveExperts', 'largestUse'] as const) {
      expected[measure].forEach((value, replica) => {
        expect(health?.[measure][replica], `${measure} ${replica}`).toBeCloseTo(value, 12);
      });
      expect(health?.[measure][3]).toBeNaN();
    }
  });

  it('agrees with the health of units', () => {
    const statistics = statisticsOf(level, [[[0.1, 0.2, 0.3, 0.4], even]]);
    const { units, experts } = levelHealthOf(level, statistics, 0);
    const health = sharingHealthOf(level, statistics);
    const means = units.map(({ effectiveExperts }) => effectiveExperts?.mean ?? Number.NaN);
    expect(health?.effectiveExperts[0]).toBeCloseTo(
      means.reduce((sum, value) => sum + value / means.length, 0),
    );
    expect(health?.largestUse[0]).toBe(Math.max(...experts.map(({ utilisation }) => utilisation?.mean ?? 0)));
  });

  it('is null without gates', () => {
    const bottom = levelOf(topologyOf('sharedBottom'));
    expect(sharingHealthOf(bottom, statisticsOf(bottom, [[[0]]]))).toBeNull();
  });
});

describe('alarmsOf', () => {
  const alarms = (
    topology: Topology,
    gates: readonly (readonly (readonly number[])[])[],
    options: { native?: readonly number[] } = {},
    atStart: typeof gates = [],
  ) =>
    alarmsOf(
      { ...topology, levels: [levelOf(topology)] },
      [statisticsOf(levelOf(topology), gates, options)],
      atStart.length === 0 ? [] : [statisticsOf(levelOf(topology), atStart, options)],
    );

  it('finds an expert that has taken over every task, whichever it is in a repetition', () => {
    const mmoe = topologyOf('mmoe', { numExperts: 3 });
    const on = (expert: number) => [0, 1].map(() => [0, 1, 2].map((e) => (e === expert ? 0.92 : 0.04)));
    expect(alarms(mmoe, [on(0), on(2), on(1)])).toEqual([
      {
        kind: 'collapse',
        level: 0,
        task: null,
        numReplicas: 3,
        replicas: [0, 2, 1].map((expert, replica) => ({
          replica,
          cells: [
            { level: 0, unit: 0, expert },
            { level: 0, unit: 1, expert },
          ],
        })),
      },
    ]);
    const [alarm] = alarms(mmoe, [on(0), on(2), on(0)]);
    if (alarm === undefined) throw new Error('There is no alarm.');
    expect(readingOfAlarm(alarm)).toBe('gate');
    expect(cellsOfAlarm(alarm, 1).map(({ expert }) => expert)).toEqual([2, 2]);
    // Where repetitions disagree, the cells of most of them.
    expect(cellsOfAlarm(alarm, 'mean').map(({ unit, expert }) => [unit, expert])).toEqual(rows('0 0 | 1 0'));
    const healthy = rows('0.4 0.3 0.3 | 0.2 0.5 0.3');
    expect(alarms(mmoe, [on(0), on(2), healthy])).toHaveLength(1);
    expect(alarms(mmoe, [on(0), healthy])).toEqual([]);
    expect(alarms(mmoe, [healthy])).toEqual([]);
  });

  it('finds a shared expert that one task has to itself', () => {
    const [alarm, ...others] = alarms(ple, [rows('0.5 0 0.5 | 0 0.98 0.02 | 0.3 0.3 0.4')]);
    expect(others).toEqual([]);
    expect(alarm?.kind).toBe('degradation');
    expect(alarm?.replicas).toEqual([{ replica: 0, cells: [{ level: 0, unit: 0, expert: 2 }] }]);
    // Hardly used by anyone is another matter.
    expect(alarms(ple, [rows('0.9 0 0.1 | 0 0.999 0.001 | 0.3 0.3 0.4')])).toEqual([]);
  });

  it('finds a task that hardly uses its own experts, native weights counted', () => {
    const gates = [rows('0.05 0.95 | 0.5 0.5')];
    expect(alarms(bare, gates)).toEqual([
      {
        kind: 'underFitting',
        level: 0,
        task: 0,
        numReplicas: 1,
        replicas: [{ replica: 0, cells: [{ level: 0, unit: 0, expert: 0 }] }],
      },
    ]);
    expect(alarms(sp, gates)).toEqual([]);
    const cancelled = topologyOf('adattSp', { numTaskExperts: 2 });
    const even = [0.04, 0.04, 0.46, 0.46];
    const native = [-0.04, -0.04, 0, 0, 0, 0, 1, 1];
    expect(alarms(cancelled, [[even, even]], { native }).map(({ kind, task }) => [kind, task])).toEqual([
      ['underFitting', 0],
    ]);
  });

  it('tells the expert that training made an alarm from one that was so before', () => {
    const mmoe = topologyOf('mmoe', { numExperts: 3 });
    const on = (expert: number) => [0, 1].map(() => [0, 1, 2].map((e) => (e === expert ? 0.92 : 0.04)));
    expect(alarms(mmoe, [on(2)], {}, [on(2)])).toEqual([]);
    expect(alarms(mmoe, [on(2)], {}, [on(0)])).toHaveLength(1);
  });

  it('says nothing of what a repetition showed before training already', () => {
    const neglected = rows('0.05 0.95 | 0.5 0.5');
    const even = rows('0.5 0.5 | 0.5 0.5');
    const from = (atStart: readonly (readonly (readonly number[])[])[]) =>
      alarms(bare, [neglected, neglected, neglected], {}, atStart).map(({ replicas }) => replicas.length);
    expect(from([even, even, even])).toEqual([3]);
    expect(from([even, even, neglected])).toEqual([2]);
    expect(from([even, neglected, neglected])).toEqual([]);
  });

  it('says nothing of units without a choice, of one task, or of diverged repetitions', () => {
    const one = topologyOf('mmoe', { numExperts: 1 });
    expect(alarms(one, [[[1], [1]]])).toEqual([]);
    const shared = topologyOf('sharedBottom');
    expect(alarms(shared, [[[0], [0]]])).toEqual([]);
    const diverged = rows('NaN NaN | NaN NaN');
    expect(alarms(bare, [diverged])).toEqual([]);
    expect(alarms(bare, [rows('0.05 0.95 | 0.5 0.5'), diverged])).toHaveLength(1);
  });
});
