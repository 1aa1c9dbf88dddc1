/** A verdict that a lesson covers is told nowhere until somebody has said what to expect. */
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { type RunFile, runFileOf } from '../../../../app/files/runFiles.ts';
import { saveNetwork } from '../../../../app/files/weights/weights.ts';
import { lessonPart } from '../../../../app/lesson/FormPart.tsx';
import { comparePart } from '../../../../app/panels/lazyParts.ts';
import { watchFinishedRuns } from '../../../../app/state/finishedRuns.ts';
import { sharedLinkOf } from '../../../../app/state/sharing.ts';
import type { Tab } from '../../../../src/experiment/link/tabs.ts';
import type { Lesson } from '../../../../src/teach/lesson/lesson.ts';
import { textOfLesson } from '../../../../src/teach/lesson/lessonLetters.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';
import { evaluated, progress, ready } from '../state/fakeSession.ts';

await Promise.all([lessonPart, comparePart].map((part) => part.load()));

const words = text.lesson;
const { covered } = text.app;

const lesson: Lesson = {
  title: 'Sharing',
  beats: [{ say: 'Press Play.', place: null, start: null, question: { kind: 'expect', ask: 'Expect.' } }],
  starts: [],
  hidden: [],
  locked: [],
  mayReopen: true,
  course: null,
};

/** A page on which the run of the lesson has just finished: A is far better than B. */
async function finished() {
  const letters = Buffer.from(textOfLesson(lesson)).toString('base64url');
  const app = renderApp(`#v=2&tasks=2&steps=50&A=adattSp&B=ple&lesson=${letters}`);
  const end = watchFinishedRuns(app.playground);
  await screen.findByRole('region', { name: words.lesson }, { timeout: 10_000 });
  const { run, experiments } = app.playground;
  act(() => run.play());
  const { runId } = run.status();
  const lossOf = { A: 0.1, B: 0.4, baseline: 0.3 };
  const events = [0, 50].flatMap((step) =>
    Object.entries(lossOf).map(([id, loss]) =>
      evaluated(runId, id, experiments.experiment(), { step, loss: step === 0 ? 1 : loss }),
    ),
  );
  app.emit(ready(runId), ...events, progress(runId, 'finished', 50));
  await vi.waitFor(() => expect(run.shown.getState().phase).toBe('finished'));
  return { ...app, end };
}

const files: readonly RunFile[] = ['results', 'report', 'frozen'];
const telling: readonly Tab[] = ['sweep', 'learned'];
const linesOnStage = () => document.querySelectorAll('[data-stage] polyline').length;

beforeEach(() => {
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal ??= () => {};
});

it('neither on the page, nor in the history, in files, in a link or in another place', {
  timeout: 60_000,
}, async () => {
  const { playground, user, end } = await finished();
  const { view, links, messages } = playground;
  expect(playground.lessons.getState().isCovered).toBe(true);
  await screen.findByText(covered);
  expect(linesOnStage()).toBe(0);
  expect(messages.getState().announcement).not.toMatch(/PLE/);
  for (const file of files) expect(runFileOf(playground, file), file).toBe(covered);
  await saveNetwork(playground, { cardId: 'A', choice: 'mean', isAsItStands: false }, 'program');
  expect(messages.getState().notice?.sentences).toEqual([covered]);
  act(() => messages.hideNotice());
  expect(links.currentLink()).not.toMatch(/&(fp|r)=/);
  const shared = sharedLinkOf(playground, 'Look.');
  expect(shared).toMatchObject({ holds: 'nothing', sentence: 'Look.' });
  expect(shared.link).not.toMatch(/&(fp|r)=/);
  for (const tab of telling) {
    act(() => view.setState({ tab }));
    expect(await screen.findAllByText(covered), tab).toHaveLength(1);
  }
  act(() => view.setState({ tab: 'play', dialog: { kind: 'history' } }));
  const dialog = await screen.findByRole('dialog', { hidden: true }, { timeout: 10_000 });
  await within(dialog).findByText(covered);
  expect(within(dialog).queryByText(text.history.empty)).toBeNull();
  act(() => view.setState({ dialog: null }));

  const card = screen.getByRole('region', { name: words.lesson });
  await user.click(within(card).getByRole('radio', { name: words.expectations.better }));
  await user.click(within(card).getByRole('button', { name: words.reveal }));
  expect(screen.queryByText(covered)).toBeNull();
  await screen.findByRole('heading', { name: /AdaTT-sp.*PLE/ }, { timeout: 10_000 });
  expect(linesOnStage()).toBeGreaterThan(0);
  expect(links.currentLink()).toMatch(/&fp=/);
  for (const file of files) expect(typeof runFileOf(playground, file), file).toBe('object');
  end();
});
