/** The sweep of one setting on a fake session: what it says when things do not go as wished. */
import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { studyText } from '../../../../src/studies/savedStudy.ts';
import { sweepAxisOf } from '../../../../src/studies/sweep/axes.ts';
import { type SweepPoint, sweepOf } from '../../../../src/studies/sweep/sweep.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const { actions, results, setUp, status } = text.sweep;

/** The browser keeps points of a sweep from 0 to 1. */
function keepPoints(link: string, points: readonly SweepPoint[]): string {
  const { experiment } = readLink(link);
  const axis = sweepAxisOf(experiment, 'correlation');
  if (axis === undefined) throw new Error('The correlation can be swept.');
  localStorage.setItem('sweep', studyText({ study: sweepOf(experiment, axis, [0, 1]), points }));
  return linkOfAll(experiment);
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
  // The reference has the letter and the line that the form gives it.
  const lines = [...document.querySelectorAll('[data-series="0"]')].map(({ textContent }) =>
    textContent.trim(),
  );
  expect(lines).toContain('A · AdaTT-sp');
  expect(screen.getByRole('button', { name: results.openSaved })).toBeDefined();
  await user.click(button(actions.start));
  expect(screen.queryByText(saved)).toBeNull();
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
  expect(linkOfAll(playground.experiments.experiment())).toBe(config);
  expect(screen.queryByText(status.otherSetUp)).toBeNull();
  expect(button(actions.goOnWith(1))).toBeDefined();
});
