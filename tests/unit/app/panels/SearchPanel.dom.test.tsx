/** A search on a fake session: what it says when things do not go as wished, and of what was kept. */
import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setTraining } from '../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { studyText } from '../../../../src/studies/savedStudy.ts';
import { searchOf } from '../../../../src/studies/search/search.ts';
import { text } from '../../../../src/text/text.ts';
import { given, madeUpRuns } from '../../studies/search/searches.ts';
import { renderApp } from '../renderApp.tsx';
import { progress, ready } from '../state/fakeSession.ts';

const words = text.search;

/** Parts of the page are loaded when they are first shown. */
const patience = { timeout: 10_000 };

async function openSearch(hash = `#${linkOfAll(given)}`) {
  const app = renderApp(hash);
  await act(async () => screen.getByRole('tab', { name: text.app.places.sweep }).click());
  await act(async () => screen.getByRole('radio', { name: text.app.tabs.sweep.search }).click());
  const panel = within(await screen.findByRole('region', { name: words.title }, patience));
  return { ...app, panel, button: (name: string) => panel.getByRole('button', { name }) };
}

/** A search that the browser keeps of `given`, as far as it came. */
function keepRuns(count?: number): void {
  const made = { score: () => 0.5, loss: (_: string, replica: number) => 0.5 + 0.01 * (replica % 3) };
  const study = searchOf(given);
  const points = madeUpRuns(study.plan, made, count);
  localStorage.setItem('search', studyText({ study, points }));
}

it('says how large it is, and why it stopped when it fails', async () => {
  const { user, emit, panel, button } = await openSearch();
  expect(panel.getByText(words.how(27, 3, 5))).toBeDefined();
  expect(
    panel.getByText(/^About 197 trainings, [\d.]+ MB of memory\. Start says how long they take\.$/),
  ).toBeDefined();
  await user.click(button(words.actions.start));
  expect(
    panel.getByText(/^run 1 of 18 · round 1 of 3 · 8 networks for 100 steps · step 0 of 100$/),
  ).toBeDefined();
  emit(ready(1), { type: 'failed', runId: 1, reason: 'worker', message: 'The worker died.' });
  // Shown, and read aloud.
  expect(await screen.findAllByText(words.status.failed('The worker died.'))).toHaveLength(2);
  expect(button(words.actions.start)).toBeDefined();
});

it('pauses while the run trains, and goes on with the experiment it began with', async () => {
  const { user, emit, panel, button, playground } = await openSearch();
  await user.click(button(words.actions.start));
  emit(ready(1), progress(1, 'running', 3));
  const { experiments } = playground;
  act(() => experiments.edit(setTraining(experiments.experiment(), { batchSize: 32 })));
  expect(panel.getByText(words.status.experimentChanged)).toBeDefined();
  await user.click(screen.getByRole('button', { name: text.app.run.play }));
  expect(panel.getByText(text.sweep.status.paused)).toBeDefined();
  expect(button(text.sweep.actions.goOn)).toBeDefined();
});

it('shows a search that was kept, says so where it is of another experiment, and opens that', async () => {
  keepRuns();
  const { user, panel, button, playground } = await openSearch('#v=2&tasks=3&A=adattSp');
  expect(panel.getByText(/: practically equal\. Take the cheapest, /)).toBeDefined();
  expect(panel.getByText(words.status.otherSetUp)).toBeDefined();
  expect(button(words.actions.start)).toBeDefined();
  await user.click(button(text.sweep.actions.openSetUp));
  expect(linkOfAll(playground.experiments.experiment())).toBe(linkOfAll(given));
  expect(panel.queryByText(words.status.otherSetUp)).toBeNull();
  await user.click(button(words.actions.open));
  expect(playground.experiments.experiment().cards).toHaveLength(3);
});

it('says so where a search is kept that has no rounds for weight decay and dropout', async () => {
  keepRuns();
  const { points, ...kept } = JSON.parse(localStorage.getItem('search') ?? '');
  const { runs } = searchOf(given).plan;
  const [first, finals] = ['tuning', 'finals'].map((kind) => runs.findIndex((run) => run.kind === kind));
  const before = [...points.slice(0, first), { ...points[finals ?? 0], key: first }];
  localStorage.setItem('search', JSON.stringify({ ...kept, points: before }));
  const { panel, button } = await openSearch();
  expect(panel.getByText(text.sweep.status.unread)).toBeDefined();
  expect(button(words.actions.start)).toBeDefined();
});
