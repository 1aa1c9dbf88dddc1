import { describe, expect, it } from 'vitest';
import { learnedPlanesOf, relianceOf } from '../../../../../app/charts/plane/learned.ts';
import type { ProbeResult } from '../../../../../src/analysis/produced/probe.ts';
import { PLANE_GRID, SLICE_POINTS } from '../../../../../src/data/plane.ts';
import { topologyOf } from '../../../models/topologies.ts';

const numPoints = PLANE_GRID.size ** 2;
const numRows = numPoints + 2 * SLICE_POINTS.size;
const topology = topologyOf('adattSp', { numTaskExperts: 2, levelDims: [[8]] }, { numTasks: 3, inputDim: 4 });
const [level] = topology.levels;
if (level === undefined) throw new Error('There is a level.');
const [numUnits, numExperts] = [level.units.length, level.experts.length];

/** Row n of task t in replica r is 1000 r + 100 t, and 1 more on its first line, 2 on the second. */
const valuesOf = (replica: number) =>
  Float32Array.from({ length: 3 * numRows }, (_, index) => {
    const row = index % numRows;
    const line = row < numPoints ? 0 : 1 + Math.floor((row - numPoints) / SLICE_POINTS.size);
    return 1000 * replica + 100 * Math.floor(index / numRows) + line;
  });

const probed: ProbeResult = {
  step: 5,
  request: {
    networkIds: ['A'],
    replicas: [2, 0, 1],
    step: null,
    points: { kind: 'grid', tasks: [2, 0], plane: 'tasks', columns: null },
    levels: [0],
    experts: false,
  },
  row: null,
  plane: { arrows: [], cosines: [], columns: [], axes: null, rows: new Float32Array(), labels: [] },
  surfaces: [],
  truth: [2, 0, 1].map((replica) =>
    [0, 1, 2].map((task) => Float64Array.from(valuesOf(replica)).slice(task * numRows, (task + 1) * numRows)),
  ),
  networks: [
    {
      networkId: 'A',
      logits: [2, 0, 1].map(valuesOf),
      towers: [],
      levels: [
        {
          level: 0,
          // The second expert of each unit's own task.
          gates: Float32Array.from({ length: numUnits * numRows * numExperts }, (_, index) =>
            Number(index % numExperts === 1 + 2 * Math.floor(index / (numRows * numExperts))),
          ),
          native: new Float32Array(numUnits * numExperts),
          ...{ gateLogits: null, experts: null, streams: null },
        },
      ],
    },
  ],
};

describe('what was learned over a plane', () => {
  it('is the first replica on the plane, and all in the order of the run on the lines', () => {
    const learned = learnedPlanesOf(probed, false, () => topology);
    expect([learned?.step, learned?.replica, learned?.networks.length]).toEqual([5, 2, 1]);
    for (const { planes, slices } of [learned?.truth, learned?.networks[0]].filter((one) => one != null)) {
      expect(planes.map((plane) => [plane.length, plane[7]])).toEqual([
        [numPoints, 2200],
        [numPoints, 2000],
      ]);
      const ends = slices.map((slice) => [0, 1, 2].map((replica) => slice[replica * SLICE_POINTS.size]));
      expect(ends).toEqual([
        [201, 1201, 2201],
        [2, 1002, 2002],
      ]);
    }
  });

  it('is the mean of the replicas that have not diverged', () => {
    expect(learnedPlanesOf(probed, true, () => topology)).toMatchObject({ replica: null });
    const [network] = probed.networks;
    if (network === undefined) throw new Error('There is a network.');
    const diverged = {
      ...network,
      logits: [new Float32Array(3 * numRows).fill(Number.NaN), ...network.logits.slice(1)],
    };
    for (const [networks, mean] of [
      [[network], 1200],
      [[diverged], 700],
    ] as const)
      expect(
        learnedPlanesOf({ ...probed, networks }, true, () => topology)?.networks[0]?.planes[0]?.[7],
      ).toBe(mean);
  });

  it('is nothing where no grid was probed', () => {
    expect(learnedPlanesOf({ ...probed, plane: null }, true, () => topology)).toBeNull();
  });
});

describe('what a task relies on', () => {
  it('are the experts of each owner by the weights of its gate', () => {
    const [reliance] = learnedPlanesOf(probed, false, () => topology)?.networks[0]?.reliance ?? [];
    expect(reliance?.isGated).toBe(true);
    const places = reliance?.sources.map(({ owner }) => owner) ?? [];
    for (const [place, owner] of places.entries())
      expect(reliance?.shares[place * numPoints + 9]).toBe(owner === 2 ? 1 : 0);
  });

  it('are the sizes of native weights without a gate, and each expert alone where there is one owner', () => {
    const stitched = topologyOf('crossStitch', {}, { numTasks: 2, inputDim: 4 }).levels[0];
    if (stitched === undefined) throw new Error('There is a level.');
    const native = Float32Array.of(0.75, -0.25, 0.5, 0.5);
    const reliance = relianceOf(stitched, { gates: null, native }, 0, 3);
    expect(reliance?.isGated).toBe(false);
    expect([...(reliance?.shares ?? [])]).toEqual([0.75, 0.75, 0.75, 0.25, 0.25, 0.25]);
    expect(relianceOf(stitched, { gates: null, native }, 5, 3)).toBeNull();
  });
});
