/** Every symbol of every architecture has its value from the tables, and its part of the diagram. */
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Equations, litOf, signValueOf } from '../../../../../app/charts/equations/Equations.tsx';
import { nodeRowsOf } from '../../../../../app/charts/network/diagram.ts';
import { layoutOf } from '../../../../../app/charts/network/layout.ts';
import { gateMatrixOf, valueOfCell } from '../../../../../src/analysis/gateMatrix.ts';
import { architectures } from '../../../../../src/models/architectures.ts';
import { equationsOf } from '../../../../../src/models/equations.ts';
import { signsOf } from '../../../../../src/models/terms.ts';
import type { Topology } from '../../../../../src/models/topology.ts';
import { text } from '../../../../../src/text/text.ts';
import { ownOptions, topologyOf } from '../../../models/topologies.ts';
import { snapshotOf } from '../invented.ts';

const taskNames = ['Click', 'Like'];
const context = { numTasks: 2, inputDim: 8 };
const options = { numTaskExperts: 2, numSharedExperts: 1, numExperts: 3, levelDims: [[6], [4]] };
const builtOf = (id: string): Topology => topologyOf(id, ownOptions(id, options), context);
const spread = [-0.05, 0.05];

const signsIn = (topology: Topology) =>
  topology.levels.flatMap(({ units }, level) =>
    units.flatMap((_, unit) =>
      equationsOf(topology, { level, unit }).flatMap(({ sides }) => sides.flatMap(signsOf)),
    ),
  );

describe.each(architectures.map(({ id }) => id))('%s', (id) => {
  const topology = builtOf(id);
  const gates = snapshotOf(topology, spread);
  const matrices = topology.levels.map((level, at) => gateMatrixOf(level, gates.levels[at] ?? null, 'mean'));
  const subject = { topology, matrices, taskNames, numReplicas: spread.length };

  it('has the value of the tables behind every symbol', () => {
    for (const sign of signsIn(topology)) {
      const said = signValueOf(sign, subject);
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
    const parts = nodeRowsOf(layoutOf(topology, 900))
      .flat()
      .map((node) => node.id);
    for (const sign of signsIn(topology)) expect(parts).toContain(litOf(sign).part);
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

  it('lights the symbols of a part of the diagram', () => {
    render(<Equations {...shown(vi.fn(), 'expert 0 2')} />);
    // E and e of the expert where they are defined, E, v and G written out, E in both stacks
    expect(document.querySelectorAll('[data-lit]').length).toBe(7);
  });

  it('marks what passes no gradient on, and says what the mark means', () => {
    const { rerender } = render(<Equations {...shown()} />);
    expect(sheet().textContent).not.toContain('sg(');
    const backward = topologyOf('adattSp', { taskSpecificBackward: true }, context);
    rerender(<Equations {...shown()} topology={backward} gates={snapshotOf(backward)} />);
    // The expert of the other task, in the short form and written out.
    expect(sheet().textContent.match(/sg\(E/g)).toHaveLength(2);
    expect(screen.getByText(/sg \(stop gradient\)/)).toBeDefined();
  });

  it('says what training does against over-fitting, and nothing where it does nothing', () => {
    render(<Equations {...shown()} />);
    expect(screen.getByText(/probability p = 0\.2, .* \(1 − η · 0\.01\) times/)).toBeDefined();
    expect(text.equations.againstOverFitting(0, 0).trim()).toBe('');
  });

  it('links to the paper and the code in a tab of its own', () => {
    render(<Equations {...shown()} />);
    const links = screen.getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://arxiv.org/abs/2304.04959',
      'https://github.com/facebookresearch/AdaTT/blob/main/mtl_lib.py',
    ]);
    render(<Equations {...shown()} architecture={{ id: 'stem' }} title="B" />);
    expect(screen.getByRole('link', { name: 'The paper of STEM (arXiv)' })).toBeDefined();
    for (const link of links)
      expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer']);
  });
});
