/** Small pictures above the towers of the stage: whence they come, when they are shown, and what a press opens. */
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ProbeResult } from '../../../../../src/analysis/produced/probe.ts';
import { SURFACE_GRID } from '../../../../../src/data/plane.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import { text } from '../../../../../src/text/text.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { renderApp } from '../../renderApp.tsx';
import { progress, ready } from '../../state/fakeSession.ts';

const opening = recordedRun();
const { numSteps } = opening.experiment.training;

const patience = { timeout: 20_000 };

const surfacesAt = (step: number): ProbeResult => {
  const { tasks } = opening.experiment;
  const numPoints = tasks.length * SURFACE_GRID.size ** 2;
  return {
    step,
    request: {
      ...{ networkIds: ['A', 'C'], replicas: [0], step: null },
      ...{ points: { kind: 'surfaces' }, levels: [], experts: false },
    },
    row: null,
    plane: null,
    surfaces: tasks.map((_, task) => ({ tasks: [task, (task + 1) % 4], plane: 'tasks', columns: null })),
    truth: [tasks.map((_, task) => new Float64Array(numPoints).fill(task))],
    networks: ['A', 'C'].map((networkId) => ({
      networkId,
      logits: [new Float32Array(tasks.length * numPoints).fill(step / numSteps)],
      ...{ towers: [], levels: [] },
    })),
  };
};

const titles = () =>
  [...document.querySelectorAll('[data-thumbnail] title')].map((title) => title.textContent);
const saidAt = (network: string, step: string) =>
  opening.experiment.tasks.map(({ name }) => text.charts.thumbnail(name, network, step, true));
const lines = () => document.querySelectorAll('[data-stage] polyline').length;

function open(saved = opening) {
  const app = renderApp(`#${linkOfAll(saved.experiment)}`);
  act(() => app.playground.run.show(saved, 'page'));
  const give = (step: number) =>
    app.emitPlain({ type: 'probed', runId: 1, topic: 'thumbnails', probed: surfacesAt(step) });
  return { ...app, give };
}

/** Once a background retraining has begun by itself. */
async function openTrained() {
  const app = open();
  expect(app.plainSessions).toHaveLength(0);
  await expect.poll(() => app.plainSessions.length, patience).toBe(1);
  app.emitPlain(ready(1));
  return app;
}

it('come of a background retraining that begins by itself, in place of the losses, and go back with the page', async () => {
  const { playground, plainSessions, emitPlain, give } = await openTrained();
  const [asked] = plainSessions.flatMap(({ commands }) => commands.filter(({ type }) => type === 'probe'));
  expect(asked).toMatchObject({ request: { networkIds: ['A', 'C'], replicas: [0], step: null } });
  expect([titles().length, lines()]).toEqual([0, 8]);
  for (const step of [0, 500]) give(step);
  emitPlain(progress(1, 'finished', numSteps));
  give(numSteps);
  expect(titles()).toEqual([...saidAt('A · AdaTT-sp', '2,000'), ...saidAt('C · Shared-Bottom', '2,000')]);
  expect(lines()).toBe(0);
  act(() => playground.view.setState({ scrubStep: 700 }));
  expect(plainSessions[0]?.commands.at(-1)).toMatchObject({ request: { step: 700 } });
  give(500);
  expect(titles()[0]).toBe(saidAt('A · AdaTT-sp', '500')[0]);
});

it('are not shown of another set-up than that of the page, nor asked for elsewhere', async () => {
  const { playground, plainSessions, emitPlain, give } = await openTrained();
  emitPlain(progress(1, 'finished', numSteps));
  give(numSteps);
  expect(titles()).toHaveLength(8);
  act(() => playground.experiments.edit(setTraining(opening.experiment, { batchSize: 32 })));
  expect(titles()).toHaveLength(0);
  act(() => void playground.experiments.undo());
  expect(titles()).toHaveLength(8);
  act(() => playground.view.setState({ tab: 'gates' }));
  expect(plainSessions[0]?.commands.at(-1)).toMatchObject({ type: 'probe', request: null });
});

it('are opened with the keys as well, by Enter on their tower, and the focus goes along', async () => {
  const { playground, emitPlain, give } = await openTrained();
  const diagram = () => screen.getAllByRole('application', { name: /AdaTT-sp/ })[0] ?? document.body;
  fireEvent.focus(diagram());
  fireEvent.keyDown(diagram(), { key: 'Enter' });
  expect(playground.view.getState().tab).toBe('play');
  emitPlain(progress(1, 'finished', numSteps));
  give(numSteps);
  for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) fireEvent.keyDown(diagram(), { key });
  expect(playground.view.getState().tab).toBe('learned');
  expect(playground.view.getState().learned).toMatchObject({ tasks: [2, 3], plane: 'tasks' });
  expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
});
