import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '../../../src/text/text.ts';
import { renderApp } from './renderApp.tsx';
import { evaluated, progress, ready } from './state/fakeSession.ts';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

/** jsdom cannot open popovers, but what is in them works. */
const menuItem = (name: RegExp): HTMLElement => screen.getByRole('button', { name, hidden: true });

/** The button of the bar; the invitation has another one of the same name. */
const playButton = (): HTMLElement => {
  const [first] = screen.getAllByRole('button', { name: /^(Play|Pause|Run again)$/ });
  if (first === undefined) throw new Error('There is no play button.');
  return first;
};

function tableNamed(name: string): HTMLElement {
  const table = document.querySelector<HTMLElement>(`table[aria-label="${name}"]`);
  if (table === null) throw new Error(`There is no table ${name}.`);
  return table;
}

describe('running', () => {
  it('invites to play, plays, shows the numbers', async () => {
    const { user, emit, playground } = renderApp();
    await screen.findByText(/Which way of sharing/, {}, { timeout: 20_000 });
    await user.click(playButton());
    const experiment = playground.experiments.experiment();
    emit(ready(1), progress(1, 'running', 50));
    const networks = ['A', 'B', 'C', 'baseline'];
    emit(...networks.map((id) => evaluated(1, id, experiment, { step: 50, loss: 0.25 })));
    // Looking for it by its role takes longer than drawing it.
    const table = await waitFor(() => tableNamed(text.verdict.outcomes.title), { timeout: 20_000 });
    expect(within(table).getAllByRole('row')).toHaveLength(5);
    expect(within(table).getAllByText('0.250 ± 0.000')).toHaveLength(16);
    // The curves show the same losses as the table beside them, and call them the same.
    const curve = experiment.tasks[0]?.kind === 'binary' ? 'log loss' : 'MSE';
    expect(await screen.findAllByText(new RegExp(`^test ${curve}( ·|$)`))).not.toEqual([]);
    expect(screen.queryByText(/^test (MSE \/ Var|NE)/)).toBeNull();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('step 50 of 2,000');
    expect(screen.getAllByRole('status').at(-1)?.textContent).toContain('Training is ready');
  });

  it('opens one session in StrictMode, and none before Play', async () => {
    const { user, sessions } = renderApp();
    expect(sessions).toHaveLength(0);
    await user.click(playButton());
    expect(sessions).toHaveLength(1);
  });

  it('dims results of another set-up and offers to take the change back', async () => {
    const { user, emit, playground } = renderApp();
    await user.click(playButton());
    const experiment = playground.experiments.experiment();
    emit(ready(1), progress(1, 'running', 50), evaluated(1, 'A', experiment, { step: 50, loss: 0.25 }));
    await user.clear(screen.getByRole('spinbutton', { name: /Batch size/ }));
    await user.type(screen.getByRole('spinbutton', { name: /Batch size/ }), '64{Enter}');
    await screen.findByText(text.app.run.staleOnStage);
    await user.click(await screen.findByRole('button', { name: text.app.ui.undo }));
    expect(screen.queryByText(text.app.run.staleOnStage)).toBeNull();
    expect(playground.experiments.experiment()).toEqual(experiment);
  });
});

describe('the keyboard', () => {
  it('plays and pauses with the space bar, steps with the arrow, resets with R', async () => {
    const { user, emit, sessions, playground } = renderApp();
    // The place has the same name as the button, which says what it does.
    expect(playButton().title).toBe(text.app.run.playHint);
    await user.keyboard(' ');
    emit(ready(1), progress(1, 'running', 1));
    expect(playButton().title).toBe(text.app.run.pauseHint);
    await user.keyboard(' ');
    emit(progress(1, 'paused', 2));
    await user.keyboard('{ArrowRight}r');
    // The stage looks into the networks meanwhile.
    const commands = sessions[0]?.types().filter((type) => type !== 'probe');
    expect(commands).toEqual(['start', 'play', 'pause', 'step']);
    expect(playground.run.status().phase).toBe('idle');
  });
});

describe('architectures', () => {
  it('are removed with an offer to undo', async () => {
    const { user, playground } = renderApp();
    await user.click(button('Remove B · PLE'));
    expect(playground.experiments.experiment().cards.map(({ id }) => id)).toEqual(['A', 'C']);
    await user.click(button('Undo'));
    expect(playground.experiments.experiment().cards.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  });

  it('are added from the menu and duplicated', async () => {
    const { user, playground } = renderApp();
    await user.click(menuItem(/^MMoE\s*Shared/));
    await user.click(button('Duplicate A · AdaTT-sp'));
    expect(playground.experiments.experiment().cards.map(({ architecture }) => architecture)).toEqual([
      'adattSp',
      'ple',
      'sharedBottom',
      'mmoe',
      'adattSp',
    ]);
  });

  it('that cannot be built block Play, and say why on the card and beside the button', async () => {
    const { user, playground, sessions } = renderApp('#v=2&A=ple');
    const { experiments } = playground;
    const cards = experiments.experiment().cards.map((card) => ({
      ...card,
      options: { ...card.options, numTaskExperts: [1, 2] },
    }));
    act(() => experiments.edit({ ...experiments.experiment(), cards }));
    expect(screen.getAllByText(/Experts per task lists 2 counts/)).toHaveLength(2);
    const reasons = screen.getByText('This cannot run yet:');
    expect(reasons.parentElement?.textContent).toContain('Experts per task lists 2 counts');
    expect(playButton()).toHaveProperty('disabled', true);
    await user.keyboard(' ');
    expect(sessions).toHaveLength(0);
  });

  it('take another level and lose it again', async () => {
    const { user, playground } = renderApp('#v=2&A=adattSp');
    const levels = () => playground.experiments.experiment().cards[0]?.options['levelDims'];
    await user.click(button('Add a level'));
    expect(levels()).toEqual([[32], [16], [16]]);
    const second = screen.getByRole('textbox', { name: 'Expert widths, Level 2' });
    await user.clear(second);
    await user.type(second, '24-12{Enter}');
    expect(levels()).toEqual([[32], [24, 12], [16]]);
    await user.click(button('Remove level 1'));
    expect(levels()).toEqual([[24, 12], [16]]);
  });
});

describe('tasks', () => {
  it('say when more of them raise the number of hidden features', async () => {
    const { user, playground } = renderApp();
    const enterTasks = async (count: string) => {
      const field = screen.getByRole('spinbutton', { name: 'Tasks' });
      await user.clear(field);
      await user.type(field, `${count}{Enter}`);
    };
    await enterTasks('5');
    expect(screen.queryByText(/Hidden features raised/)).toBeNull();
    await enterTasks('8');
    screen.getAllByText('Hidden features raised to 8, as many as there are tasks');
    await user.click(button('Undo'));
    expect(playground.experiments.experiment().data.numFeatures).toBe(5);
  });
});

describe('the learning rate', () => {
  it('is changed in the run while it runs, and listed', async () => {
    const { user, emit, sessions } = renderApp();
    await user.click(playButton());
    emit(ready(1), progress(1, 'running', 30));
    // The page draws a run a few times a second, and a change is one of the run once it is drawn as running.
    await screen.findByText(text.app.run.stepOf('30', '2,000'));
    const field = screen.getByRole('spinbutton', { name: 'Learning rate' });
    await user.clear(field);
    await user.type(field, '0.01{Enter}');
    // What is asked for pictures may come after it.
    const sent = expect.objectContaining({ type: 'setLearningRate', value: 0.01 });
    expect(sessions[0]?.commands).toContainEqual(sent);
    emit({ type: 'learningRateChanged', runId: 1, step: 31, value: 0.01 });
    expect(screen.getByText('from step 31: 0.01')).toBeTruthy();
    expect(screen.queryByText(text.app.run.staleOnStage)).toBeNull();
    await user.click(button('Clear changes'));
    await screen.findByText(text.app.run.staleOnStage);
  });

  it('of the start is not lost when another setting is edited after a change', async () => {
    const { user, emit, playground } = renderApp();
    await user.click(playButton());
    emit(ready(1), progress(1, 'running', 30));
    emit({ type: 'learningRateChanged', runId: 1, step: 20, value: 0.01 });
    const batch = screen.getByRole('spinbutton', { name: /Batch size/ });
    await user.clear(batch);
    await user.type(batch, '64{Enter}');
    expect(playground.experiments.experiment().training.learningRate).toBe(0.003);
  });
});

describe('links', () => {
  it('list what was changed in one notice that can be dismissed', async () => {
    const { user } = renderApp('#v=2&tasks=99&experts=9999');
    const notice = screen.getByRole('alert');
    expect(within(notice).getAllByRole('listitem').length).toBeGreaterThanOrEqual(2);
    await user.click(within(notice).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
