/** The recorded map on the page: where the experiment stands, and cells that are opened. */
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setData, setMatrix, setNumTasks, setTask } from '../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { withMatrixCell } from '../../../../src/experiment/matrix.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const words = text.map;

async function openMap(hash = '') {
  const app = renderApp(hash);
  await act(async () => screen.getByRole('tab', { name: text.app.places.sweep }).click());
  const figure = screen.getByRole('figure', { name: words.title });
  const { experiments } = app.playground;
  return {
    ...app,
    experiments,
    map: screen.getByRole('application', { name: /^Map: who wins/ }),
    said: () => figure.querySelector('output')?.textContent ?? '',
    mark: () => figure.querySelector('[data-here]')?.getAttribute('transform'),
    edit: (next: ReturnType<typeof experiments.experiment>) => act(() => experiments.edit(next)),
  };
}

it('is what Sweep opens with, and says where the experiment stands as its matrix is edited', async () => {
  const { experiments, said, mark, edit } = await openMap();
  const where = words.here.onAverage(0.3, 10_000);
  expect(said()).toBe(words.here.at(where, [words.here.uneven]));
  const before = mark();
  const experiment = experiments.experiment();
  edit(setMatrix(experiment, 'correlation', withMatrixCell(experiment.data.correlation, 0, 1, 0.6)));
  expect(said()).toBe(words.here.at(words.here.onAverage(0.25, 10_000), [words.here.uneven]));
  expect(mark()).not.toBe(before);
  edit(setTask(experiment, 1, { noise: 0.9 }));
  expect(said()).toBe(words.here.at(where, [words.here.uneven, words.here.otherSettings(1)]));
  edit(setData(experiment, { numTrainRows: 200_000 }));
  expect(said()).toBe(
    words.here.at(words.here.onAverage(0.3, 200_000), [words.here.beyond, words.here.uneven]),
  );
  edit(setNumTasks(experiment, 1));
  expect(said()).toBe(words.here.oneTask);
});

it('opens the experiment of a cell with Enter, says its verdict, and undo brings back the one before', async () => {
  const { experiments, map, said } = await openMap();
  const before = linkOfAll(experiments.experiment());
  fireEvent.focus(map);
  for (const key of ['End', 'ArrowDown', 'ArrowDown', 'ArrowDown']) fireEvent.keyDown(map, { key });
  const cell = said();
  expect(cell).toMatch(/^Correlation 1, 300 labels per task: .+ \(.+ to .+\).* repetitions\.$/);
  act(() => void fireEvent.keyDown(map, { key: 'Enter' }));
  const { data } = experiments.experiment();
  expect(data.correlation.flat().every((value) => value === 1)).toBe(true);
  expect(data.numTrainRows).toBe(300);
  fireEvent.blur(map);
  expect(said()).toBe(words.here.cell(cell));
  act(() => void experiments.undo());
  expect(linkOfAll(experiments.experiment())).toBe(before);
});
