/** The results on a fake session: what is said beside pictures agrees with them, and with the run. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ComparePanel } from '../../../../../app/panels/compare/ComparePanel.tsx';
import type { SessionEvent } from '../../../../../src/run/protocol.ts';
import { text } from '../../../../../src/text/text.ts';
import { renderIn } from '../../renderIn.tsx';
import { createFakeSession, evaluated, progress, ready } from '../../state/fakeSession.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

const { compare } = text.panels;
const { states, title, wholeRun } = text.verdict;
const patience = { timeout: 20_000 };

/** Weights of losses that B learned, too. */
const withWeights = (event: SessionEvent, weights: readonly number[] | null): SessionEvent =>
  event.type === 'evaluated' && event.cardId === 'B' && weights !== null
    ? { ...event, loss: { ...event.loss, weights } }
    : event;

/** The results of a run of two architectures and the unseen baseline, evaluated at `steps`. */
function renderRun(steps: readonly number[], weights: readonly number[] | null = null) {
  const session = createFakeSession();
  const playground = createTestPlayground('#steps=200&A=adattSp&B=ple', { openSession: () => session });
  const experiment = playground.experiments.experiment();
  playground.run.play();
  const emit = (state: 'running' | 'finished', ...at: readonly number[]) =>
    act(() => {
      const { runId } = playground.run.status();
      if (at[0] === 0) session.emit(ready(runId));
      for (const step of at)
        for (const id of ['A', 'B', 'baseline'])
          session.emit(
            withWeights(
              evaluated(runId, id, experiment, { step, loss: 1 / (step + 2 + id.length) }),
              weights,
            ),
          );
      const newest: SessionEvent = progress(runId, state, at.at(-1) ?? 0);
      session.emit(newest);
    });
  emit('running', ...steps);
  renderIn(playground, <ComparePanel invitation={null} afterAnswer={null} />);
  return { playground, emit };
}

// Looking for it by its role takes longer than drawing it.
const verdict = () => screen.findByLabelText(title('A · AdaTT-sp'), { selector: 'section' }, patience);

it('keeps its method open over the next run', async () => {
  const { playground, emit } = renderRun([0, 50]);
  const method = async () =>
    within(await verdict())
      .getByText(text.verdict.method)
      .closest('details');
  fireEvent.click(within(await verdict()).getByText(text.verdict.method));
  await expect.poll(async () => (await method())?.open).toBe(true);
  emit('finished', 200);
  act(() => playground.run.play());
  await screen.findByText(text.verdict.notYet, {}, patience);
  emit('running', 0, 50);
  expect((await method())?.open).toBe(true);
});

it('is said not to be of an earlier step that is looked at', async () => {
  const { playground } = renderRun([0, 50, 100]);
  const scrubTo = (scrubStep: number | null) => act(() => playground.view.setState({ scrubStep }));
  within(await verdict()).getByText(states.provisional);
  expect(screen.queryByText(wholeRun('50'))).toBeNull();
  scrubTo(50);
  within(await verdict()).getByText(wholeRun('50'));
  within(screen.getByLabelText(compare.inWords)).getByText(wholeRun('50'));
  scrubTo(null);
  within(await verdict()).getByText(states.provisional);
  expect(screen.queryByText(wholeRun('50'))).toBeNull();
});
