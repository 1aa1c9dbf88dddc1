import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Thumbnail } from '../../../../../app/charts/network/AboveTowers.tsx';
import { NetworkDiagram } from '../../../../../app/charts/network/NetworkDiagram.tsx';
import type { StageOptions } from '../../../../../app/charts/network/OnStage.tsx';
import { SURFACE_GRID } from '../../../../../src/data/plane.ts';
import { topologyOf } from '../../../models/topologies.ts';
import { snapshotOf } from '../invented.ts';

const topologyWith = (numTasks: number) =>
  topologyOf('adattSp', { numTaskExperts: 1, levelDims: [[8]] }, { numTasks, inputDim: 32 });

const filled = (at: (point: number) => number): Float32Array =>
  Float32Array.from({ length: SURFACE_GRID.size ** 2 }, (_, point) => at(point));

const thumbnail = (changes: Partial<Thumbnail> = {}): Thumbnail => ({
  prediction: filled((point) => (point % SURFACE_GRID.size) / SURFACE_GRID.size),
  truth: filled(() => -2),
  limit: 2,
  title: (isPair) => (isPair ? 'both' : 'one'),
  ...changes,
});

const falling = [
  [0, 1],
  [1, 0],
] as const;

const look: StageOptions = {
  sparklines: [falling, falling],
  thumbnails: null,
  isFlowing: false,
  row: null,
};

function show(stage: StageOptions, numTasks = 2) {
  const topology = topologyWith(numTasks);
  const diagram = (shown: StageOptions) => (
    <NetworkDiagram
      title="A"
      topology={topology}
      gates={snapshotOf(topology)}
      replica="mean"
      taskNames={Array.from({ length: numTasks }, (_, task) => `Task ${task + 1}`)}
      stage={shown}
    />
  );
  const { rerender } = render(diagram(stage));
  return { change: (next: StageOptions) => rerender(diagram(next)) };
}

const squares = () => [...document.querySelectorAll('[data-thumbnail]')];
const fillsIn = (square: Element | undefined) =>
  [...(square?.querySelectorAll('path') ?? [])].map((path) => path.getAttribute('fill'));
const numPlanesIn = (square: Element) => square.querySelectorAll(':scope > g').length;
const lines = () => document.querySelectorAll('polyline').length;
/** Places of everything that stands whether there are pictures or not. */
const places = () =>
  [...document.querySelectorAll('svg[data-picture], [data-part] rect, [data-part] text')].map((part) =>
    ['x', 'y', 'width', 'height'].map((name) => part.getAttribute(name)).join(' '),
  );

it('shows the loss so far, and prediction and truth in its place once they are known, where nothing else moves', () => {
  const { change } = show(look);
  expect([lines(), squares().length]).toEqual([2, 0]);
  const before = places();
  change({ ...look, thumbnails: [thumbnail(), thumbnail({ truth: null })] });
  expect([lines(), squares().length]).toEqual([0, 2]);
  expect(places()).toEqual(before);
  expect(squares().map((square) => numPlanesIn(square))).toEqual([2, 1]);
  expect(squares().map((square) => square.querySelector('title')?.textContent)).toEqual(['both', 'one']);
});

it('draws again only what has changed', () => {
  const [kept, changed] = [thumbnail(), thumbnail()];
  const { change } = show({ ...look, thumbnails: [kept, changed] });
  const pathsOf = (square: Element | undefined) => [...(square?.querySelectorAll('path') ?? [])];
  const before = squares().map(pathsOf);
  const numbers = vi.spyOn(Number, 'isFinite');
  change({
    ...look,
    thumbnails: [
      { ...kept, title: () => 'later' },
      { ...changed, prediction: filled(() => 1) },
    ],
  });
  // Colours of one plane alone were looked for, twice a point at most.
  expect(numbers.mock.calls.length).toBeLessThan(2.5 * SURFACE_GRID.size ** 2);
  numbers.mockRestore();
  expect(pathsOf(squares()[0])).toEqual(before[0]);
  expect(squares()[0]?.querySelector('title')?.textContent).toBe('later');
  expect(fillsIn(squares()[1])).toHaveLength(2);
});

it('tells whose thumbnail is pressed', () => {
  const onThumbnail = vi.fn();
  show({ ...look, thumbnails: [thumbnail(), thumbnail()], onThumbnail });
  const rect = squares()[1]?.querySelector('rect');
  if (rect == null) throw new Error('There is a frame.');
  fireEvent.click(rect);
  expect(onThumbnail.mock.calls).toEqual([[1]]);
  fireEvent.click(screen.getByRole('application'));
  expect(onThumbnail).toHaveBeenCalledOnce();
});
