import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { diagramCsvRows } from '../../../../../app/charts/network/DiagramWords.tsx';
import { describeDiagramNode as describeNode } from '../../../../../app/charts/network/describe.ts';
import {
  NetworkDiagram,
  type NetworkDiagramProps,
} from '../../../../../app/charts/network/NetworkDiagram.tsx';
import { text } from '../../../../../src/text/text.ts';
import { topologyOf } from '../../../models/topologies.ts';
import { snapshotOf } from '../invented.ts';

const topology = topologyOf(
  'adattSp',
  { numTaskExperts: 2, levelDims: [[8], [4]] },
  { numTasks: 2, inputDim: 32 },
);
const props: NetworkDiagramProps = {
  title: 'A',
  topology,
  gates: snapshotOf(topology),
  replica: 'mean',
  taskNames: ['Click', 'Like'],
};
const diagram = () => screen.getByRole('application');
const readout = () => screen.getByRole('status').textContent;
const part = (id: string) => document.querySelector(`[data-part="${id}"]`) ?? document.body;
const lit = () =>
  [...document.querySelectorAll('path[data-lit]')].map((path) => path.getAttribute('data-kind'));

describe('network diagram', () => {
  it('lights up the edges of the part pointed at, and says what it does', () => {
    render(<NetworkDiagram {...props} />);
    expect(lit()).toEqual([]);
    fireEvent.pointerOver(part('unit 0 1'));
    // 4 gate edges, 2 native, 2 joins, what the gate looks at, and the stream into both experts above
    expect(lit().toSorted()).toEqual([
      ...Array(4).fill('gate'),
      'gateInput',
      'join',
      'join',
      'native',
      'native',
      'read',
      'read',
    ]);
    expect(readout()).toContain('Like · level 1 = Σ (gate + direct) · expert');
    fireEvent.pointerLeave(diagram());
    expect(lit()).toEqual([]);
  });

  it('tells paths that pass no gradient back, in the picture, its legend, its table and its words', () => {
    const legend = text.charts.legendForwardOnly;
    render(<NetworkDiagram {...props} />);
    expect(screen.queryByText(legend)).toBeNull();
    const options = { numTaskExperts: 2, levelDims: [[8], [4]], taskSpecificBackward: true };
    const taught = topologyOf('adattSp', options, { numTasks: 2, inputDim: 32 });
    render(<NetworkDiagram {...props} topology={taught} gates={snapshotOf(taught)} />);
    expect(screen.getByText(legend)).toBeDefined();
    const dashed = [...document.querySelectorAll<SVGPathElement>('path[data-edge]')]
      .filter(({ style }) => style.strokeDasharray.startsWith('9 '))
      .map(({ dataset }) => dataset['edge']);
    expect(dashed.slice(0, 2)).toEqual(['gate unit 0 0 expert 0 2', 'gate unit 0 0 expert 0 3']);
    expect(dashed).toHaveLength(8);
    const rows = diagramCsvRows({ topology: taught, matrices: [], taskNames: props.taskNames });
    expect(rows[0]?.at(-1)).toBe(text.charts.gradient);
    const node = { kind: 'unit', level: 0, index: 1 } as const;
    const { sentence } = describeNode(node, { topology: taught, matrices: [], taskNames: props.taskNames });
    expect(sentence).toContain(text.charts.unitTeaches(2));
  });

  it('moves edges to weights between two moments, and leaves every number where it was', () => {
    const widths = () =>
      [...document.querySelectorAll<SVGPathElement>('path[data-kind="gate"]')].map(
        ({ style }) => style.strokeWidth,
      );
    const { rerender } = render(<NetworkDiagram {...props} />);
    fireEvent.click(screen.getByRole('button', { name: /^Save / }));
    fireEvent.click(screen.getByText(text.saving.table));
    fireEvent.pointerOver(part('unit 0 1'));
    const [still, words, numbers] = [widths(), readout(), screen.getByRole('table').textContent];
    rerender(<NetworkDiagram {...props} moving={snapshotOf(topology, [0.3])} />);
    expect(widths()).not.toEqual(still);
    expect(readout()).toBe(words);
    expect(screen.getByRole('table').textContent).toBe(numbers);
    rerender(<NetworkDiagram {...props} moving={null} />);
    expect(widths()).toEqual(still);
  });

  it('is walked with the arrow keys', () => {
    render(<NetworkDiagram {...props} />);
    fireEvent.focus(diagram());
    expect(readout()).toContain('The tower of Click');
    fireEvent.keyDown(diagram(), { key: 'ArrowDown' });
    expect(readout()).toContain('The unit of Click at level 2');
    fireEvent.keyDown(diagram(), { key: 'ArrowRight' });
    expect(readout()).toContain('The unit of Like at level 2');
  });

  it('forgets a part that the next configuration does not have', () => {
    const { rerender } = render(<NetworkDiagram {...props} />);
    fireEvent.pointerOver(part('expert 1 3'));
    const small = topologyOf(
      'adattSp',
      { numTaskExperts: 1, levelDims: [[8]] },
      { numTasks: 2, inputDim: 4 },
    );
    rerender(<NetworkDiagram {...props} topology={small} gates={null} />);
    expect(readout()).toBe('');
  });
});
