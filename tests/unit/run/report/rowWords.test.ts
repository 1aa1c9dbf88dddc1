import { expect, it } from 'vitest';
import type { GateSnapshot } from '../../../../src/analysis/produced/evaluation.ts';
import { comparedRows, type FollowedNetwork } from '../../../../src/run/report/rowWords.ts';
import { topologyOf } from '../../models/topologies.ts';

const frame = { numTasks: 2, inputDim: 4 };
const tasks = [
  { name: 'Click', kind: 'binary' },
  { name: 'Price', kind: 'regression' },
] as const;

/** AdaTT-sp with two experts a task, whose gates at its only level are these, unit by unit. */
function networkOf(gates: readonly number[]): FollowedNetwork {
  const topology = topologyOf('adattSp', { numTaskExperts: 2, levelDims: [[8]] }, frame);
  const zeros = new Float32Array(gates.length);
  const level = {
    gateMean: Float32Array.from(gates),
    gateStd: zeros,
    native: zeros,
    expertRms: new Float32Array(4),
    sparsity: new Float32Array(4),
    deadFraction: new Float32Array(4),
  };
  const snapshot: GateSnapshot = { step: 7, levels: [level] };
  return {
    name: 'A · AdaTT-sp',
    topology,
    gates: snapshot,
  };
}

const even = networkOf([0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]);
const split = networkOf([0.5, 0.25, 0.125, 0.125, 0.02, 0.02, 0.48, 0.48]);

it('tells how far two rows are apart at the task whose gate moves most', () => {
  expect(comparedRows([even], [split], ['test row 1', 'test row 2'], tasks)).toEqual([
    'A · AdaTT-sp: between test row 1 and test row 2, the gate of Price moves 46 points.',
  ]);
});
