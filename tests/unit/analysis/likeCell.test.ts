import { describe, expect, it } from 'vitest';
import { correspondingCellOf } from '../../../src/analysis/gateMatrix.ts';
import { groupingByExpert, groupingByOwner } from '../../../src/analysis/gateWeights.ts';
import { levelOf, topologyOf } from '../models/topologies.ts';

const context = { numTasks: 2, inputDim: 4 };

/** Experts 0, 1 of task 1; 2, 3 of task 2. */
const sp = levelOf(topologyOf('adattSp', { numTaskExperts: 2 }, context));
/** Experts 0, 1, 2 of task 1; 3, 4, 5 of task 2; 6 shared. */
const ple = levelOf(topologyOf('ple', { numTaskExperts: 3, numSharedExperts: 1 }, context));
const mmoe = levelOf(topologyOf('mmoe', { numExperts: 4 }, context));

describe('likeCellOf', () => {
  it('finds the cell of the same owners, at the same place among their own', () => {
    const like = correspondingCellOf({ unit: 0, expert: 3 }, groupingByExpert(sp), groupingByExpert(ple));
    expect(like).toEqual({ units: [0], experts: [4] });
    expect(correspondingCellOf({ unit: 1, expert: 3 }, groupingByExpert(sp), groupingByExpert(sp))).toEqual({
      units: [1],
      experts: [3],
    });
  });

  it('takes all of an owner together where maps do', () => {
    expect(correspondingCellOf({ unit: 0, expert: 3 }, groupingByOwner(sp), groupingByOwner(ple))).toEqual({
      units: [0],
      experts: [3, 4, 5],
    });
  });

  it('finds none where nobody owns as many, or nobody owns any', () => {
    expect(
      correspondingCellOf({ unit: 0, expert: 5 }, groupingByExpert(ple), groupingByExpert(sp)),
    ).toBeNull();
    expect(
      correspondingCellOf({ unit: 0, expert: 6 }, groupingByExpert(ple), groupingByExpert(sp)),
    ).toBeNull();
    expect(
      correspondingCellOf({ unit: 0, expert: 0 }, groupingByExpert(sp), groupingByExpert(mmoe)),
    ).toBeNull();
  });
});
