/** *Compare all* in the form and below a verdict: one press edits the experiment and trains it, and undo takes the edit back. */
import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { compareAll } from '../../../../src/experiment/costs/compareAll.ts';
import { trainingsOf } from '../../../../src/experiment/derived/trained.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';
import { evaluated, progress, ready } from '../state/fakeSession.ts';

const link = '#tasks=2&in=6&reps=3&steps=50&A=adattSp&B=ple';
const { action } = text.app.compareAll;
const patience = { timeout: 20_000 };

it('makes the experiment and starts it, and undo takes the edit back', async () => {
  const { user, playground } = renderApp(link);
  const before = playground.experiments.experiment();
  await user.click(screen.getByRole('button', { name: action }));
  const all = compareAll(before);
  expect(playground.experiments.experiment()).toEqual(all);
  const networkIds = trainingsOf(all).flatMap(({ trained }) => trained);
  expect(playground.run.status()).toMatchObject({ phase: 'starting', experiment: all });
  expect(screen.getAllByText(text.app.compareAll.done(all.cards.length, networkIds.length))).not.toHaveLength(
    0,
  );
  expect(screen.queryByRole('button', { name: action })).toBeNull();
  await user.click(screen.getByRole('button', { name: text.app.ui.undo }));
  expect(playground.experiments.experiment()).toEqual(before);
});

it('stands below a verdict as well', async () => {
  const { user, emit, playground } = renderApp(link);
  const experiment = playground.experiments.experiment();
  act(() => playground.run.play());
  const { runId } = playground.run.status();
  const losses = ['A', 'B', 'baseline'].flatMap((id, index) =>
    [0, 50].map((step) => evaluated(runId, id, experiment, { step, loss: 1 / (step + 2 + index) })),
  );
  emit(ready(runId), ...losses, progress(runId, 'finished', 50));
  const title = text.verdict.title('A · AdaTT-sp');
  const verdict = await screen.findByLabelText(title, { selector: 'section' }, patience);
  await user.click(within(verdict.parentElement ?? verdict).getByRole('button', { name: action }));
  expect(playground.run.status()).toMatchObject({ phase: 'starting', experiment: compareAll(experiment) });
});
