import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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
});
