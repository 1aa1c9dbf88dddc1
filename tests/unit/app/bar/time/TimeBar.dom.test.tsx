import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { text } from '../../../../../src/text/text.ts';
import { renderApp } from '../../renderApp.tsx';
import { evaluated, progress, ready } from '../../state/fakeSession.ts';

/** Parts of the page are loaded by the first test that shows them. */
const patience = { timeout: 20_000 };

const slider = (): HTMLElement => screen.getByRole('slider', { name: text.time.slider });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const shownStep = (): string | null => slider().getAttribute('aria-valuetext');

/** A paused run of one card, evaluated at these steps. */
async function pausedRun(...steps: readonly number[]) {
  const app = renderApp('#A=adattSp');
  await app.user.keyboard(' ');
  app.emit(ready(1), ...momentsAt(app, steps), progress(1, 'paused', steps.at(-1) ?? 0));
  return app;
}

function momentsAt({ playground }: ReturnType<typeof renderApp>, steps: readonly number[]) {
  const experiment = playground.experiments.experiment();
  return steps.map((step) => evaluated(1, 'A', experiment, { step, loss: 0.25 }));
}

describe('the time machine', () => {
  it('is not there while there is only one moment', async () => {
    const { emit, playground } = await pausedRun(0);
    const experiment = playground.experiments.experiment();
    await screen.findAllByRole('figure', { name: 'Task 1' }, patience);
    expect(screen.queryByRole('slider', { name: text.time.slider })).toBeNull();
    emit(evaluated(1, 'A', experiment, { step: 50, loss: 0.2 }), progress(1, 'paused', 50));
    await screen.findByRole('slider', { name: text.time.slider }, patience);
  });

  it('goes back to a moment and follows the newest again', async () => {
    const { user, playground } = await pausedRun(0, 50, 60, 100);
    await screen.findByRole('slider', { name: text.time.slider }, patience);
    expect(shownStep()).toBe('step 100 of 2,000');
    expect(screen.queryByRole('button', { name: text.app.run.newest })).toBeNull();
    fireEvent.change(slider(), { target: { value: '1' } });
    expect(shownStep()).toBe('step 50 of 2,000');
    expect(playground.view.getState().scrubStep).toBe(50);
    screen.getByText(text.app.run.lookingAt('50', '2,000'));
    await user.click(button(text.app.run.newest));
    expect(shownStep()).toBe('step 100 of 2,000');
    expect(playground.view.getState().scrubStep).toBeNull();
    fireEvent.change(slider(), { target: { value: '2' } });
    fireEvent.change(slider(), { target: { value: '3' } });
    expect(playground.view.getState().scrubStep, 'the last moment is the newest').toBeNull();
  });

  it('stays where it is while the run goes on, and follows when the run is played or stepped', async () => {
    const app = await pausedRun(0, 50, 100);
    await screen.findByRole('slider', { name: text.time.slider }, patience);
    const goBack = () => fireEvent.change(slider(), { target: { value: '1' } });
    goBack();
    app.emit(...momentsAt(app, [150]), progress(1, 'paused', 150));
    await waitFor(() => expect(slider().getAttribute('max')).toBe('3'));
    expect(shownStep()).toBe('step 50 of 2,000');
    await app.user.click(document.body);
    await app.user.keyboard('{ArrowRight}');
    expect(shownStep()).toBe('step 150 of 2,000');
    goBack();
    await app.user.keyboard(' ');
    expect(app.playground.view.getState().scrubStep).toBeNull();
  });

  it('replays the training up to the newest, from the start if that is shown, until it is stopped', async () => {
    const { playground } = await pausedRun(0, 50, 100);
    await screen.findByRole('slider', { name: text.time.slider }, patience);
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const seen: (number | null)[] = [];
    playground.view.subscribe(({ scrubStep }) => {
      if (scrubStep !== seen.at(-1)) seen.push(scrubStep);
    });
    fireEvent.click(button(text.time.play));
    await act(() => vi.advanceTimersByTimeAsync(4000));
    expect(seen).toEqual([0, 50, null]);
    fireEvent.click(button(text.time.play));
    await act(() => vi.advanceTimersByTimeAsync(500));
    fireEvent.click(button(text.time.stop));
    await act(() => vi.advanceTimersByTimeAsync(4000));
    expect(playground.view.getState().scrubStep).toBe(0);
    button(text.time.play);
  });

  it('shows the moment before when the one chosen is dropped from a long history', async () => {
    const app = await pausedRun(0, 1, 2);
    await screen.findByRole('slider', { name: text.time.slider }, patience);
    fireEvent.change(slider(), { target: { value: '1' } });
    expect(shownStep()).toBe('step 1 of 2,000');
    const many = Array.from({ length: 600 }, (_, index) => index + 3);
    app.emit(...momentsAt(app, many), progress(1, 'paused', 602));
    await waitFor(() => expect(shownStep()).toBe('step 0 of 2,000'));
    await screen.findByRole('table', { name: 'Mean test loss at step 0' });
    expect(Number(slider().getAttribute('max'))).toBeLessThan(512);
    fireEvent.change(slider(), { target: { value: '1' } });
    expect(shownStep()).toBe('step 2 of 2,000');
  });

  it('marks where the learning rate was changed', async () => {
    const { emit } = await pausedRun(0, 50, 100);
    await screen.findByRole('slider', { name: text.time.slider }, patience);
    emit({ type: 'learningRateChanged', runId: 1, step: 75, value: 0.01 });
    expect(await screen.findByRole('img', { name: text.time.learningRate('0.01', '75') })).toBeTruthy();
  });
});
