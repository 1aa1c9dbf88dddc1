import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { diagramCsvRows } from '../../../../../app/charts/network/DiagramWords.tsx';
import { describe as describeNode } from '../../../../../app/charts/network/describe.ts';
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
  it('draws every part of the tables', () => {
    render(<NetworkDiagram {...props} />);
    expect(document.querySelectorAll('[data-part^="expert"]').length).toBe(8);
    expect(document.querySelectorAll('[data-part^="unit"]').length).toBe(4);
    expect(screen.getByText('input · 32 features')).toBeDefined();
    expect(diagram().getAttribute('aria-label')).toBe('A: diagram of 2 levels and 2 tasks');
  });

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
    expect(readout()).toContain('Like · level 1 = Σ (gate + native) · expert');
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

  it('has edges as thick as their weights', () => {
    render(<NetworkDiagram {...props} />);
    const widthOf = (kind: string) => {
      const path = document.querySelector<SVGPathElement>(`path[data-kind="${kind}"]`);
      return Number(path?.style.strokeWidth);
    };
    // the first gate edge weighs 1/4, the first native edge 1/4 too
    expect(widthOf('gate')).toBeCloseTo(1.25, 6);
    expect(widthOf('native')).toBeCloseTo(1.25, 6);
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

  it('shows the wiring alone before the first evaluation', () => {
    render(<NetworkDiagram {...props} gates={null} />);
    expect(screen.getByText('no weights yet, wiring only')).toBeDefined();
    fireEvent.pointerOver(part('unit 0 0'));
    expect(readout()).toContain('Σ (gate + native)');
  });

  it('explains only the symbols it uses', () => {
    const mmoe = topologyOf('mmoe', {}, { numTasks: 2, inputDim: 4 });
    render(<NetworkDiagram {...props} topology={mmoe} gates={null} />);
    expect(screen.queryByText(/native weights/)).toBeNull();
    expect(screen.getByText(/softmax/)).toBeDefined();
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

describe('a row that is followed', () => {
  const row = { answers: ['−0.85', '1.41'], truths: ['−0.91', '1.52'] };
  const stage = {
    sparklines: [[[0, 0] as const, [1, 1] as const], []],
    thumbnails: null,
    isFlowing: false,
    row,
  };
  const answers = () =>
    [...document.querySelectorAll('text')]
      .filter(({ textContent }) => textContent?.startsWith('answers'))
      .map((answer) => [...answer.querySelectorAll('tspan')].map(({ textContent }) => textContent));
  const tasks = ['Click', 'Like', 'Share', 'Buy', 'Read'];

  it('has its truth beside each answer, and the pictures below', () => {
    render(<NetworkDiagram {...props} stage={stage} />);
    expect(answers()).toEqual([
      ['−0.85', '/\u2009−0.91'],
      ['1.41', '/\u20091.52'],
    ]);
    expect(document.querySelectorAll('polyline')).toHaveLength(1);
  });

  it('has all truths below the answers where one has no room beside, in place of the pictures', () => {
    const many = topologyOf('adattSp', { levelDims: [[8]] }, { numTasks: 5, inputDim: 4 });
    const five = {
      answers: tasks.map(() => '1'),
      truths: tasks.map((_, task) => (task < 4 ? '2' : '−1,234.56789')),
    };
    render(
      <NetworkDiagram
        {...props}
        topology={many}
        gates={null}
        taskNames={tasks}
        stage={{ ...stage, row: five }}
      />,
    );
    expect(answers()).toEqual(tasks.map((_, task) => ['1', `/\u2009${five.truths[task]}`]));
    for (const truth of document.querySelectorAll('text tspan:last-child')) {
      expect(truth.getAttribute('x')).toBe(truth.parentElement?.getAttribute('x'));
      expect(truth.getAttribute('dy')).toBe('13');
    }
    expect(document.querySelectorAll('polyline')).toHaveLength(0);
  });
});
