import { describe, expect, it } from 'vitest';
import { edgeStrokeOf, edgeWeight } from '../../../../../app/charts/network/DiagramEdges.tsx';
import {
  type DiagramSubject,
  describeDiagramNode as describePart,
} from '../../../../../app/charts/network/describe.ts';
import { diagramLayoutOf } from '../../../../../app/charts/network/layout.ts';
import { gateMatrixOf } from '../../../../../src/analysis/gateMatrix.ts';
import type { GateSnapshot } from '../../../../../src/analysis/produced/evaluation.ts';
import type { Topology } from '../../../../../src/models/topology.ts';
import { topologyOf } from '../../../models/topologies.ts';
import { cellOf, snapshotOf } from '../invented.ts';

const taskNames = ['Click', 'Like'];
const context = { numTasks: 2, inputDim: 32 };

function subjectOf(topology: Topology, gates: GateSnapshot | null): DiagramSubject {
  const matrices = topology.levels.map((level, at) => gateMatrixOf(level, gates?.levels[at] ?? null, 'mean'));
  return { topology, matrices, taskNames };
}

const adattSp = topologyOf('adattSp', { numTaskExperts: 2, levelDims: [[8], [4]] }, context);
const known = subjectOf(adattSp, snapshotOf(adattSp));

describe('parts in words', () => {
  it('a unit has its equation, and its terms with weights, largest first', () => {
    const { sentence, formula, terms } = describePart({ kind: 'unit', level: 0, index: 1 }, known);
    expect(sentence).toBe(
      'The unit of Like at level 1 mixes experts. Gate: weights that add to 1, for each row, from the raw input. Direct weights: the same for every row.',
    );
    expect(formula).toBe('Like · level 1 = Σ (gate + direct) · expert');
    // gates 1/4 each; natives of task 2's experts 0.75 and 1
    expect(terms.map(({ words }) => words)).toEqual([
      '1.25 · Like expert 2',
      '+ 1.00 · Like expert 1',
      '+ 0.25 · Click expert 1',
      '+ 0.25 · Click expert 2',
    ]);
  });

  it('subtracts negative terms and counts those left out', () => {
    const matrix = [[0.9, -0.8, 0.3, -0.2, 0.1, 0.1].map((native) => cellOf({ native }))];
    const topology = topologyOf('crossStitch', { levelDims: [[4]] }, { numTasks: 6, inputDim: 2 });
    const { terms } = describePart(
      { kind: 'unit', level: 0, index: 0 },
      { topology, matrices: [matrix], taskNames: [] },
    );
    expect(terms.map(({ words }) => words)).toEqual([
      '0.90 · task 1 expert',
      '− 0.80 · task 2 expert',
      '+ 0.30 · task 3 expert',
      '− 0.20 · task 4 expert',
      '+ 2 more',
    ]);
  });
});

describe('edges', () => {
  it('of gate and native of one expert add up to the sum reading', () => {
    const edges = diagramLayoutOf(adattSp, 500).edges.filter(
      ({ level, unit, experts }) => level === 0 && unit === 1 && experts[0] === 3,
    );
    const weights = edges.map((edge) => edgeWeight(edge, known.matrices) ?? 0);
    expect(edges.map(({ kind }) => kind)).toEqual(['gate', 'native']);
    expect(weights[0]).toBeCloseTo(0.25, 6);
    expect(weights[1]).toBeCloseTo(1, 6);
  });

  it('of a bundle carry the sum over its experts', () => {
    const big = topologyOf('adattSp', { numTaskExperts: 8, levelDims: [[4]] }, { numTasks: 4, inputDim: 8 });
    const subject = subjectOf(big, snapshotOf(big));
    const bundles = diagramLayoutOf(big, 500).edges.filter(({ kind, unit }) => kind === 'gate' && unit === 0);
    expect(bundles.length).toBe(4);
    for (const bundle of bundles) expect(edgeWeight(bundle, subject.matrices)).toBeCloseTo(8 / 32, 5);
  });

  it('are as thick as their weight, dashed when negative, plain when unknown', () => {
    expect(edgeStrokeOf(1).width).toBeCloseTo(2 * edgeStrokeOf(0.5).width, 12);
    expect(edgeStrokeOf(-0.5)).toEqual({ ...edgeStrokeOf(0.5), isDashed: true });
    expect(edgeStrokeOf(50).width).toBeLessThan(10);
    expect(edgeStrokeOf(Number.NaN).isDashed).toBe(false);
  });
});
