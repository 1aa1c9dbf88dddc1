/** Measuring the machine, on a fake session: what is asked of it, what is shown, and what ends it. */
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import {
  experimentOfSize,
  sizeOfPoint,
  speedCurvePoints,
} from '../../../../../src/experiment/derived/measuredNetworks.ts';
import { text } from '../../../../../src/text/text.ts';
import { renderApp } from '../../renderApp.tsx';
import { progress, ready } from '../../state/fakeSession.ts';

const words = text.machine;

/** jsdom has dialogs, but cannot open or close them. */
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

/** The choice in the bar; the menu of narrow screens has it, too. */
async function measureButton(): Promise<HTMLElement> {
  const name = new RegExp(text.app.backend.measure);
  const [first] = await screen.findAllByRole('button', { name, hidden: true }, { timeout: 10_000 });
  if (first === undefined) throw new Error('Nothing offers to measure the machine.');
  return first;
}

async function openMachine() {
  const app = renderApp();
  await app.user.click(await measureButton());
  await screen.findByRole('dialog', { name: words.title }, { timeout: 10_000 });
  return app;
}

it('measures every backend on one network after the other, and shows steps per second', async () => {
  const { sessions, emit } = await openMachine();
  const session = sessions.at(-1);
  for (const [index, point] of speedCurvePoints.entries()) {
    await screen.findAllByText(words.measured(index, speedCurvePoints.length));
    expect(session?.commands.at(-1)).toMatchObject({
      type: 'start',
      measuresAll: true,
      experiment: experimentOfSize(sizeOfPoint(point), point.repetitions),
    });
    emit(ready(index + 1));
  }
  await screen.findByText(words.done);
  const rows = within(screen.getByRole('table', { name: words.table })).getAllByRole('row');
  expect(rows).toHaveLength(1 + speedCurvePoints.length);
  expect(rows[0]?.textContent).toContain(text.session.backendLabel('wasm'));
  // 2.1 ms per step.
  for (const row of rows.slice(1)) expect(within(row).getByText(/^476/)).toBeTruthy();
  expect(session?.isDisposed()).toBe(true);
});

it('pauses the run, and ends when that is played', async () => {
  const app = renderApp();
  const { playground, sessions, emit, user } = app;
  playground.run.play();
  emit(ready(1), progress(1, 'running', 10));
  const run = sessions.at(-1);
  await user.click(await measureButton());
  await screen.findByRole('dialog', { name: words.title }, { timeout: 10_000 });
  expect(run?.types().at(-1)).toBe('pause');
  const measuring = sessions.at(-1);
  expect(measuring).not.toBe(run);
  run?.emit(progress(1, 'paused', 10));
  playground.run.play();
  expect(await screen.findByText(words.endedByRun)).toBeTruthy();
  expect(measuring?.isDisposed()).toBe(true);
});

it('is cancelled, and leaves nothing behind', async () => {
  const { user, sessions, playground } = await openMachine();
  const go = vi.fn();
  playground.queue.join('background', () => {}, go).take();
  expect(go).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: text.app.ui.cancel }));
  expect(screen.queryByRole('dialog', { name: words.title })).toBeNull();
  expect(sessions.every((session) => session.isDisposed())).toBe(true);
  expect(go).toHaveBeenCalledOnce();
});
