/** What *Learned* says while the networks of a saved run are not there yet, and where they will not come. */
import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import { text } from '../../../../../src/text/text.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { renderApp } from '../../renderApp.tsx';
import { progress, ready } from '../../state/fakeSession.ts';

const words = text.learned;
const opening = recordedRun();
const { numSteps } = opening.experiment.training;

const atFirst = words.retraining.training(0, '0 %');

/** The page on a saved run and *Learned*, once it says `sentence` there. */
async function showLearned(saved: StartedRun, sentence: string) {
  const app = renderApp(`#${linkOfAll(saved.experiment)}`);
  act(() => {
    app.playground.run.show(saved, 'page');
    app.playground.view.setState({ tab: 'learned' });
  });
  // The first to come waits for the download of the panel.
  await screen.findByText(sentence, {}, { timeout: 20_000 });
  return app;
}

it('says how far a background retraining is, then whose networks are shown, and leaves the run as it is', async () => {
  const { playground, sessions, plainSessions, emitPlain: emit } = await showLearned(opening, atFirst);
  await waitFor(() => expect(plainSessions.filter((session) => !session.isDisposed())).toHaveLength(1));
  emit(ready(1), progress(1, 'running', numSteps / 2));
  screen.getByText(words.retraining.training(0, '50 %'));
  emit(progress(1, 'finished', numSteps));
  screen.getByText(words.retraining.trained(0));
  expect(screen.queryByText(words.retraining.otherBackend('WebAssembly'))).toBeNull();
  expect([playground.run.status().phase, sessions.length]).toEqual(['recorded', 0]);
  act(() => playground.view.setState({ tab: 'gates' }));
  expect(plainSessions.at(-1)?.types().slice(-2)).toEqual(['pause', 'probe']);
});

it('offers what takes long, and trains it at the press of a button', async () => {
  const experiment = setTraining(opening.experiment, { numSteps: 20 * numSteps });
  const { user, plainSessions } = await showLearned({ ...opening, experiment }, words.retraining.offer);
  expect(plainSessions).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: words.retraining.begin }));
  screen.getByText(words.retraining.training(0, '0 %'));
  expect(plainSessions.at(-1)?.types()).toEqual(['start']);
});
