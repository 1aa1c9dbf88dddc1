/** The sweep of one setting on a fake session: what it says when things do not go as wished. */
import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setTraining } from '../../../../src/experiment/edit.ts';
import { linkOf, readLink } from '../../../../src/experiment/link/link.ts';
import { writtenStudy } from '../../../../src/studies/savedStudy.ts';
import { sweepAxisOf } from '../../../../src/studies/sweep/axes.ts';
import { type SweepPoint, sweepOf } from '../../../../src/studies/sweep/sweep.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';
import { progress, ready } from '../state/fakeSession.ts';

const { actions, cost, results, setUp, status } = text.sweep;

/** The browser keeps points of a sweep from 0 to 1. */
function keepPoints(link: string, points: readonly SweepPoint[]): string {
  const { experiment } = readLink(link);
  const axis = sweepAxisOf(experiment, 'correlation');
  if (axis === undefined) throw new Error('The correlation can be swept.');
  localStorage.setItem('sweep', writtenStudy({ study: sweepOf(experiment, axis, [0, 1]), points }));
  return linkOf(experiment);
}

/** Parts of the page are loaded when they are first shown. */
const patience = { timeout: 10_000 };

async function openSweep(hash = '#tasks=2&reps=3&steps=20&A=adattSp&B=ple') {
  const app = renderApp(hash);
  // The panel waits for its controller.
  await act(async () => screen.getByRole('tab', { name: text.app.places.sweep }).click());
  await act(async () => screen.getByRole('radio', { name: text.app.tabs.sweep.sweep }).click());
  const form = within(await screen.findByRole('region', { name: setUp.title }, patience));
  return { ...app, form, button: (name: string) => form.getByRole('button', { name }) };
}

it('shows a saved sweep, and the way to it, until there is one of the visitor', async () => {
  const { user, button } = await openSweep();
  const saved = results.saved(text.presets.sweep.title);
  await screen.findByText(saved, {}, patience);
  const rows = () => within(screen.getByRole('table', { name: results.points })).getAllByRole('row');
  expect(rows()).toHaveLength(7);
  // The reference of the sweep has the line of that of the page.
  const lines = [...document.querySelectorAll('[data-series="0"]')].map(({ textContent }) =>
    textContent.trim(),
  );
  expect(lines).toContain('D · AdaTT-sp');
  expect(screen.getByRole('button', { name: results.openSaved })).toBeDefined();
  await user.click(button(actions.start));
  expect(screen.queryByText(saved)).toBeNull();
});

it('knows what a sweep costs from the speed of the run, where one was trained', async () => {
  const { user, emit, form } = await openSweep();
  expect(form.getByText(/^54 trainings\. Time: not known yet/)).toBeDefined();
  expect(form.getByRole('button', { name: cost.measure })).toBeDefined();
  await user.click(screen.getByRole('button', { name: text.app.run.play }));
  emit(ready(1), progress(1, 'paused', 20));
  // 6 points of 20 steps, 100 of them a second.
  expect(form.getByText(/^54 trainings: about \d+ s\.$/)).toBeDefined();
  expect(form.getByText(cost.measuredByRun)).toBeDefined();
  expect(form.queryByRole('button', { name: cost.measure })).toBeNull();
});

it('keeps the points and says why when a sweep fails', async () => {
  const { user, emit, form, button } = await openSweep();
  await user.click(button(actions.start));
  emit(ready(1), { type: 'failed', runId: 1, reason: 'worker', message: 'The worker died.' });
  // Shown, and read aloud.
  expect(await screen.findAllByText(status.failed('The worker died.'))).toHaveLength(2);
  expect(button(actions.start)).toBeDefined();
  expect(form.queryByRole('progressbar')).toBeNull();
});

it('shows what it trains, and that a cancel needs no answer of the session', async () => {
  const { user, emit, form, button, sessions } = await openSweep();
  await user.click(button(actions.start));
  expect(form.getByText(/^point 1 of 6 · Correlation −1 · step 0 of 20$/)).toBeDefined();
  emit(ready(1));
  expect(sessions.at(-1)?.types()).toEqual(['start', 'play']);
  await user.click(button(actions.cancel));
  expect(sessions.at(-1)?.isDisposed()).toBe(true);
  expect(screen.getByText(results.none)).toBeDefined();
});

it('has no line of the architecture that gains are over, from the start', async () => {
  const { user, button } = await openSweep('#tasks=2&reps=3&steps=20&A=adattSp&B=singleTask&C=singleTask');
  await user.click(button(actions.start));
  const table = within(screen.getByRole('table', { name: results.points }));
  const [, , ...names] = table.getAllByRole('columnheader').map(({ textContent }) => textContent.trim());
  expect(names).toEqual(['A · AdaTT-sp', 'C · Single-task']);
});

it('goes on with the experiment it began with when another one is edited', async () => {
  const { user, form, button, playground } = await openSweep();
  await user.click(button(actions.start));
  expect(form.queryByText(status.experimentChanged)).toBeNull();
  const { experiments } = playground;
  act(() => experiments.edit(setTraining(experiments.experiment(), { batchSize: 32 })));
  expect(form.getByText(status.experimentChanged)).toBeDefined();
});

it('shows kept points of another experiment as what they are, and opens it', async () => {
  const gain = { mean: 0.1, low: 0.05, high: 0.15, n: 3, numLeftOut: 0 };
  const gains = [{ cardId: 'A', overall: gain, perTask: [gain, gain], baselineLosses: [1, 1] }];
  const config = keepPoints('tasks=2&reps=4&A=mmoe', [{ key: 0, gains, measuredCorrelation: 0.2 }]);
  const { user, button, playground } = await openSweep();
  expect(screen.getByText('▲ +10 %')).toBeDefined();
  expect(screen.getByText(status.otherSetUp)).toBeDefined();
  expect(button(actions.start)).toBeDefined();
  await user.click(screen.getByRole('button', { name: actions.openSetUp }));
  expect(linkOf(playground.experiments.experiment())).toBe(config);
  expect(screen.queryByText(status.otherSetUp)).toBeNull();
  expect(button(actions.goOnWith(1))).toBeDefined();
});

it('waits with its start until a run is set up', async () => {
  const { user, emit, button } = await openSweep();
  await user.click(screen.getByRole('button', { name: text.app.run.play }));
  const isBlocked = () => button(actions.start).matches(':disabled');
  expect(isBlocked()).toBe(true);
  emit(ready(1));
  expect(isBlocked()).toBe(false);
});

it('is drawn over the label correlation that was measured, where that is known', async () => {
  const gain = { mean: 0.1, low: 0.05, high: 0.15, n: 3, numLeftOut: 0 };
  const pointAt = (key: number, measuredCorrelation: number) => ({
    key,
    gains: [{ cardId: 'A', overall: gain, perTask: [gain, gain], baselineLosses: [1, 1] }],
    measuredCorrelation,
  });
  keepPoints('tasks=2&A=mmoe', [pointAt(0, -0.031), pointAt(1, 0.874)]);
  const { user } = await openSweep();
  const figure = (label: string) => screen.queryByRole('figure', { name: results.title(label, null) });
  expect(figure(text.experiment.fields.correlation.label)).not.toBeNull();
  const points = within(screen.getByRole('table', { name: results.points }));
  const cells = points.getAllByRole('row').map((row) => within(row).queryAllByRole('cell')[0]?.textContent);
  expect(cells.filter(Boolean)).toEqual(['−0.03', '0.87']);
  await user.click(screen.getByRole('radio', { name: results.abscissas.measured }));
  expect(figure(results.measured)).not.toBeNull();
  expect(screen.getByText('0.874: A · MMoE +10 %')).toBeDefined();
});
