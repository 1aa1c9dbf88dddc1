import { describe, expect, it } from 'vitest';
import { likeCellOf } from '../../../src/analysis/gateMatrix.ts';
import { byOwner, eachAlone } from '../../../src/analysis/gateWeights.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { topologyOf } from '../models/topologies.ts';

/** Level 1 with 2 tasks. */
function levelOf(id: string, options: object = {}): LevelSpec {
  const level = topologyOf(id, options, { numTasks: 2, inputDim: 4 }).levels[0];
  if (level === undefined) throw new Error(`${id} has no level.`);
  return level;
}

/** Experts 0, 1 of task 1; 2, 3 of task 2. */
const sp = levelOf('adattSp', { numTaskExperts: 2 });
/** Experts 0, 1, 2 of task 1; 3, 4, 5 of task 2; 6 shared. */
const ple = levelOf('ple', { numTaskExperts: 3, numSharedExperts: 1 });
const mmoe = levelOf('mmoe', { numExperts: 4 });

describe('likeCellOf', () => {
  it('finds the cell of the same owners, at the same place among their own', () => {
    const like = likeCellOf({ unit: 0, expert: 3 }, eachAlone(sp), eachAlone(ple));
    expect(like).toEqual({ units: [0], experts: [4] });
    expect(likeCellOf({ unit: 1, expert: 3 }, eachAlone(sp), eachAlone(sp))).toEqual({
      units: [1],
      experts: [3],
    });
  });

  it('takes all of an owner together where maps do', () => {
    expect(likeCellOf({ unit: 0, expert: 3 }, byOwner(sp), byOwner(ple))).toEqual({
      units: [0],
      experts: [3, 4, 5],
    });
  });

  it('finds none where nobody owns as many, or nobody owns any', () => {
    expect(likeCellOf({ unit: 0, expert: 5 }, eachAlone(ple), eachAlone(sp))).toBeNull();
    expect(likeCellOf({ unit: 0, expert: 6 }, eachAlone(ple), eachAlone(sp))).toBeNull();
    expect(likeCellOf({ unit: 0, expert: 0 }, eachAlone(sp), eachAlone(mmoe))).toBeNull();
  });
});
