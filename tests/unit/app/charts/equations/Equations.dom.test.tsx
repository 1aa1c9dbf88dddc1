/** Every symbol of every architecture has its value from the tables, and its part of the diagram. */
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import {
  Equations,
  litPartOfSymbol,
  symbolValueText,
} from '../../../../../app/charts/equations/Equations.tsx';
import { nodeRowsOf } from '../../../../../app/charts/network/diagram.ts';
import { diagramLayoutOf } from '../../../../../app/charts/network/layout.ts';
import { gateMatrixOf, valueOfCell } from '../../../../../src/analysis/gateMatrix.ts';
import { architectures } from '../../../../../src/models/architectures.ts';
import { equationsOf } from '../../../../../src/models/equations.ts';
import { symbolsIn } from '../../../../../src/models/terms.ts';
import type { Topology } from '../../../../../src/models/topology.ts';
import { text } from '../../../../../src/text/text.ts';
import { ownOptions, topologyOf } from '../../../models/topologies.ts';
import { snapshotOf } from '../invented.ts';

const taskNames = ['Click', 'Like'];
const context = { numTasks: 2, inputDim: 8 };
const options = { numTaskExperts: 2, numSharedExperts: 1, numExperts: 3, levelDims: [[6], [4]] };
const builtOf = (id: string): Topology => topologyOf(id, ownOptions(id, options), context);
const spread = [-0.05, 0.05];

/** Without levels, places are tasks. */
const signsIn = ({ levels, ...rest }: Topology) =>
  (levels.length === 0 ? [{ units: rest.towers }] : levels).flatMap(({ units }, level) =>
    units.flatMap((_, unit) =>
      equationsOf({ levels, ...rest }, { level, unit }).flatMap(({ sides }) => sides.flatMap(symbolsIn)),
    ),
  );

describe.each(architectures.map(({ id }) => id))('%s', (id) => {
  const topology = builtOf(id);
  const gates = snapshotOf(topology, spread);
  const matrices = topology.levels.map((level, at) => gateMatrixOf(level, gates.levels[at] ?? null, 'mean'));
  const subject = { topology, matrices, taskNames, numReplicas: spread.length };

  it('has the value of the tables behind every symbol', () => {
    for (const sign of signsIn(topology)) {
      const said = symbolValueText(sign, subject);
      expect(said).not.toBe('');
      expect(said).not.toContain(text.charts.cellUnknown);
      if (sign.letter !== 'G' && sign.letter !== 'v') continue;
      const cells = sign.experts.map((expert) => matrices[sign.level]?.[sign.index]?.[expert]);
      const reading = sign.letter === 'G' ? 'gate' : 'native';
      for (const cell of cells) {
        const value = cell ? valueOfCell(cell, reading) : null;
        expect(said).toContain(
          cell?.fixed && reading === 'native' ? text.charts.fixedAtOne : value?.toFixed(2),
        );
      }
      if (sign.letter === 'G' && !sign.isWhole) expect(said).toMatch(/\(\d\.\d\d to \d\.\d\d\)/);
    }
  });

  it('has a part of the diagram for every symbol', () => {
    const parts = nodeRowsOf(diagramLayoutOf(topology, 900))
      .flat()
      .map((node) => node.id);
    for (const sign of signsIn(topology)) expect(parts).toContain(litPartOfSymbol(sign).part);
  });
});

describe('the equations on the page', () => {
  const topology = builtOf('adattSp');
  const shown = (onLit = vi.fn(), part: string | null = null) => ({
    title: 'A',
    architecture: { id: 'adattSp', libraryClass: 'AdaTTSp' },
    wordsId: 'adattSp',
    topology,
    gates: snapshotOf(topology),
    replica: 'mean' as const,
    numReplicas: 1,
    taskNames,
    place: { level: 0, unit: 1 },
    onPlace: vi.fn(),
    training: [text.equations.againstOverFitting(0.01, 0.2)],
    part,
    onLit,
  });
  const sheet = () => screen.getByRole('group', { name: text.equations.area('A') });

  it('is walked with the arrow keys, each step lights a part and says a value', () => {
    const onLit = vi.fn();
    render(<Equations {...shown(onLit)} />);
    fireEvent.focus(sheet());
    expect(onLit).toHaveBeenLastCalledWith({ part: 'tower 1', edges: null });
    fireEvent.keyDown(sheet(), { key: 'ArrowDown' });
    fireEvent.keyDown(sheet(), { key: 'ArrowRight' });
    fireEvent.keyDown(sheet(), { key: 'ArrowRight' });
    expect(onLit.mock.lastCall?.[0]).toMatchObject({ part: 'unit 0 1', edges: { kinds: ['gate'] } });
    expect(screen.getByRole('status').textContent).toContain('0.25, 0.25, 0.25, 0.25');
    fireEvent.blur(sheet());
    expect(onLit).toHaveBeenLastCalledWith(null);
  });
});
