/** Public files and the paper's table on the page. */
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import { text } from '../../../../../src/text/text.ts';
import { renderApp } from '../../renderApp.tsx';

async function openPublicData() {
  const app = renderApp();
  await act(async () => screen.getByRole('tab', { name: text.app.places.sweep }).click());
  await act(async () => screen.getByRole('radio', { name: text.app.tabs.sweep.public }).click());
  await screen.findByRole('button', { name: text.paper.open }, { timeout: 10_000 });
  return app;
}

it('opens the recipe of a public file below its row, and closes it again', async () => {
  const { user } = await openPublicData();
  const { name, why } = text.publicFiles.files.storms;
  const file = screen.getByRole('button', { name });
  await user.click(file);
  expect(screen.getByText(why)).toBeTruthy();
  expect(screen.getByText(/windNext \(number\), pressureNext \(number\)/)).toBeTruthy();
  await user.click(file);
  expect(screen.queryByText(why)).toBeNull();
});

it("opens the paper's experiment, and undo brings back the one before", async () => {
  const { playground, user } = await openPublicData();
  const { experiments } = playground;
  const before = linkOfAll(experiments.experiment());
  await user.click(screen.getByRole('button', { name: text.paper.open }));
  expect(experiments.experiment().tasks).toHaveLength(text.recipes.census.tasks.length);
  act(() => void experiments.undo());
  expect(linkOfAll(experiments.experiment())).toBe(before);
});
