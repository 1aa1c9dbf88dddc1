import { describe, expect, it } from 'vitest';
import { experimentOfSize, type NetworkSize } from '../../../src/experiment/derived/measuredNetworks.ts';
import { operationsPerStep } from '../../bench/operationCount.ts';
import { sizes } from '../../bench/sizes.ts';
import { benchTopologyOf } from '../../bench/start.ts';

/** Level by level: experts and gates, then mixing; then the towers. Level 0 has no gradient for what it reads. */
function byHand({ numTasks, numTaskExperts, inputDim, levelDims, batchSize }: NetworkSize): number {
  const numExperts = numTasks * numTaskExperts;
  let total = 0;
  let inDim = inputDim;
  for (const [level, [dim = 0]] of levelDims.entries()) {
    const passes = level === 0 ? 2 : 3;
    total += passes * (numExperts * inDim * dim + numTasks * inDim * numExperts);
    total += 3 * numTasks * numExperts * dim;
    inDim = dim;
  }
  total += 3 * numTasks * (inDim * 16 + 16);
  return 2 * batchSize * total;
}

const countOf = (size: NetworkSize) =>
  operationsPerStep(benchTopologyOf(experimentOfSize(size, 1)), size.batchSize);

describe('operations of a step', () => {
  it('are 54 million for the reference', () => {
    expect(countOf(sizes.reference) / 1e6).toBeCloseTo(54, 0);
  });

  it.each(Object.entries(sizes))('are those counted by hand: %s', (_, size) => {
    expect(countOf(size)).toBe(byHand(size));
  });
});
