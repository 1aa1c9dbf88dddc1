import { describe, expect, it } from 'vitest';
import { multiplyAddCountsOf, paramCountsOf } from '../../../src/models/counts.ts';
import { topologyOf } from './topologies.ts';

const context = { numTasks: 4, inputDim: 32 };
const dims = { levelDims: [[64], [32]], towerDims: [16] };

describe('parameters', () => {
  it.each([
    ['adattSp', { numTaskExperts: 2 }, 38_868],
    ['adatt', { numTaskExperts: 2, numSharedExperts: 2 }, 48_368],
    ['ple', { numTaskExperts: 2, numSharedExperts: 2 }, 45_998],
    ['mlmmoe', { numExperts: 2 }, 10_960],
    ['crossStitch', {}, 18_980],
    ['sharedBottom', {}, 6_372],
  ])('%s', (id, options, total) => {
    expect(paramCountsOf(topologyOf(id, { ...dims, ...options }, context)).total).toBe(total);
  });
});

describe('multiply-adds', () => {
  const towers = 4 * (32 * 16 + 16);

  it('of AdaTT-sp: every unit weighs every expert', () => {
    const experts = 8 * (32 * 64 + 64 * 32);
    const gates = 4 * (32 * 8 + 64 * 8) + 4 * 8 * (64 + 32);
    expect(multiplyAddCountsOf(topologyOf('adattSp', { ...dims, numTaskExperts: 2 }, context))).toEqual({
      experts,
      gates,
      towers,
      total: experts + gates + towers,
    });
  });

  it('of PLE: a task weighs what it sees', () => {
    const gates = 4 * (4 * 32 + 4 * 64) + 10 * 32 + (4 * 4 + 10) * 64 + 4 * 4 * 32;
    const counts = multiplyAddCountsOf(
      topologyOf('ple', { ...dims, numTaskExperts: 2, numSharedExperts: 2 }, context),
    );
    expect(counts.gates).toBe(gates);
  });

  it('of Cross-Stitch: mixing alone', () => {
    expect(multiplyAddCountsOf(topologyOf('crossStitch', dims, context)).gates).toBe(4 * 4 * (64 + 32));
  });

  it('of Linear: one per input and task', () => {
    const counts = { experts: 0, gates: 0, towers: 4 * 32, total: 4 * 32 };
    const topology = topologyOf('linear', {}, context);
    expect(multiplyAddCountsOf(topology)).toEqual(counts);
    expect(paramCountsOf(topology)).toEqual({ ...counts, towers: 4 * 33, total: 4 * 33 });
  });

  it('of a unit that passes one expert on: none', () => {
    expect(multiplyAddCountsOf(topologyOf('singleTask', dims, context))).toEqual({
      experts: 4 * 4096,
      gates: 0,
      towers,
      total: 4 * 4096 + towers,
    });
    expect(multiplyAddCountsOf(topologyOf('sharedBottom', dims, context)).experts).toBe(4096);
  });
});
