/** Runs that finish on a page whose browser has no database, as jsdom has none: what is said of each. */
import { expect, it, onTestFinished } from 'vitest';
import { watchFinishedRuns } from '../../../../../app/state/finishedRuns.ts';
import { mayHoldRuns } from '../../../../../app/state/stores/storage.ts';
import { text } from '../../../../../src/text/text.ts';
import { createFakeSession, evaluated, progress, ready } from '../fakeSession.ts';
import { createTestPlayground } from '../testPlayground.ts';

const { trouble, notKept } = text.history;

/** A page, and how to train a run on it to its end. */
function openPage() {
  const session = createFakeSession();
  const playground = createTestPlayground('#steps=50&A=adattSp', { openSession: () => session });
  onTestFinished(watchFinishedRuns(playground));
  const finish = () => {
    const { runId } = playground.run.status();
    const experiment = playground.experiments.experiment();
    session.emit(ready(runId));
    for (const id of ['A', 'baseline']) session.emit(evaluated(runId, id, experiment, { step: 50, loss: 1 }));
    session.emit(progress(runId, 'finished', 50));
  };
  const said = () => playground.messages.getState().toast?.message ?? null;
  return { playground, finish, said };
}

it('a run that began with weights from a file is not kept, and that is said', async () => {
  const { playground, finish, said } = openPage();
  playground.run.begin([{ cardId: 'A', replica: null, weights: {} }]);
  finish();
  await expect.poll(said).toBe(notKept);
});

it('a browser without a database says so once', async () => {
  const { playground, finish, said } = openPage();
  playground.run.play();
  finish();
  await expect.poll(said).toBe(trouble.absent);
  expect(mayHoldRuns(), 'nothing to wait for the next time').toBe(false);
  playground.messages.hideToast();
  playground.run.play();
  finish();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(said()).toBeNull();
});
