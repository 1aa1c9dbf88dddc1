import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { keepFingerprint } from '../../../app/state/link/fingerprintStore.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
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

  it('says what takes its time until the run is ready', async () => {
    const { user, emit } = renderApp();
    await user.click(playButton());
    expect(screen.getByText('Making data and networks …')).toBeDefined();
    emit({ type: 'preparing', runId: 1, stage: 'measuring', backend: 'webgpu' });
    await screen.findByText('Timing WebGPU …');
    emit({ type: 'preparing', runId: 1, stage: 'compiling', backend: 'webgpu' });
    await screen.findByText('Compiling for WebGPU …');
    emit(ready(1));
    expect(screen.queryByText(/WebGPU …/)).toBeNull();
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

  it('offers to undo and redo only where there is something to', () => {
    const { playground } = renderApp();
    const { edit, experiment, undo } = playground.experiments;
    const canPress = () =>
      [text.app.menu.undo, text.app.menu.redo].map(
        (name) => !screen.getByRole<HTMLButtonElement>('button', { name, hidden: true }).disabled,
      );
    expect(canPress()).toEqual([false, false]);
    act(() => edit(setTraining(experiment(), { batchSize: 32 })));
    expect(canPress()).toEqual([true, false]);
    act(() => void undo());
    expect(canPress()).toEqual([false, true]);
  });

  it('takes back every edit since the results, also those that undo can no longer reach', async () => {
    const { user, emit, playground } = renderApp();
    const { edit, experiment, undo } = playground.experiments;
    const withBatch = (batchSize: number) => setTraining(experiment(), { batchSize });
    await user.click(playButton());
    const trained = experiment();
    emit(ready(1), progress(1, 'running', 50));
    const takesBack = async (change: () => void) => {
      act(change);
      await user.click(await screen.findByRole('button', { name: text.app.ui.undo }));
      expect(screen.queryByText(text.app.run.staleOnStage)).toBeNull();
      expect(experiment()).toEqual(trained);
    };
    const editTimes = (count: number) => {
      for (let batchSize = 1; batchSize <= count; batchSize += 1) edit(withBatch(batchSize));
    };
    await takesBack(() => editTimes(3));
    await takesBack(() => editTimes(150));
    await takesBack(() => {
      editTimes(1);
      while (playground.experiments.getState().past.length > 0) undo();
      editTimes(1);
    });
  });

  it('takes on the theme that is chosen, and keeps it where the next page finds it before its first paint', async () => {
    const { user } = renderApp();
    const { dark, system } = text.app.theme.names;
    const choose = (name: string) => user.click(screen.getByRole('radio', { name, hidden: true }));
    const kept = () => [document.documentElement.dataset['theme'], localStorage.getItem('theme')];
    await choose(dark);
    expect(kept()).toEqual(['dark', 'dark']);
    await choose(system);
    expect(kept()).toEqual(['system', 'system']);
  });

  it('says with which kernels the backend runs, and what falls back', async () => {
    const { user, emit } = renderApp();
    await user.click(playButton());
    emit(ready(1));
    // In the bar, and where that is narrow, in its menu.
    const [note] = await screen.findAllByText(/Own kernels/, {}, { timeout: 10_000 });
    expect(note?.textContent).toBe(
      'Own kernels: 12 of 13, built for simd. Plain TensorFlow.js operations stand in for the others: AdamStep. ' +
        'Steps are run anew each time, since these cannot be replayed: Multiply.',
    );
  });

  it('tells why a run failed', async () => {
    const { user, emit } = renderApp();
    await user.click(playButton());
    emit({ type: 'failed', runId: 1, reason: 'setUp', message: 'It does not fit.' });
    expect(screen.getAllByText(/It does not fit/).length).toBeGreaterThan(0);
    expect(playButton().textContent).toBe('Play');
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

  it('types into fields and presses buttons as anywhere else', async () => {
    const { user, sessions, playground } = renderApp();
    await user.click(screen.getByRole('spinbutton', { name: /Batch size/ }));
    await user.keyboard(' r{ArrowRight}');
    playground.view.setState({ tab: 'play' });
    screen.getByRole('tab', { name: text.app.places.play }).focus();
    await user.keyboard('{ArrowRight}');
    expect(playground.view.getState().tab).toBe('gates');
    expect(sessions).toHaveLength(0);
  });

  it('undoes with Ctrl+Z', async () => {
    const { user, playground } = renderApp();
    const before = playground.experiments.experiment();
    await user.click(button('Remove B · PLE'));
    screen.getByRole('tab', { name: text.app.places.play }).focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(playground.experiments.experiment()).toBe(before);
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

  it('hand the focus on when they are removed', async () => {
    const { user } = renderApp();
    for (const [removed, next] of [
      ['Remove B · PLE', 'C · Shared-Bottom'],
      ['Remove C · Shared-Bottom', 'A · AdaTT-sp'],
      ['Remove A · AdaTT-sp', 'Add architecture'],
    ] as const) {
      button(removed).focus();
      await user.keyboard('{Enter}');
      expect(document.activeElement?.textContent).toContain(next);
    }
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
    const { user, playground, sessions } = renderApp('#v=1&A=ple');
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

  it('run as PLE without shared experts, and say that nothing is shared then', () => {
    renderApp('#v=1&A=ple,shared:0');
    expect(screen.getByText(text.models.pleWithoutShared)).toBeTruthy();
    expect(playButton()).toHaveProperty('disabled', false);
  });

  it('take another level and lose it again', async () => {
    const { user, playground } = renderApp('#v=1&A=adattSp');
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

  it('show the positive rate of binary tasks only', async () => {
    const { user } = renderApp('#v=1&tasks=1');
    expect(screen.queryByRole('spinbutton', { name: /Positive rate/ })).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: /Kind/ }), 'binary');
    expect(screen.getByRole('spinbutton', { name: /Positive rate/ })).toBeTruthy();
  });
});

describe('the data', () => {
  it('has the settings of its source and no others', async () => {
    const { user, playground } = renderApp();
    const numFeatures = () => screen.queryByRole('spinbutton', { name: /Hidden features/, hidden: true });
    expect(numFeatures()).not.toBeNull();
    const source = screen.getByRole('combobox', { name: 'Source', hidden: true });
    await user.selectOptions(source, text.data.syntheticLabel);
    expect(playground.experiments.experiment().data.source).toBe('synthetic');
    expect(numFeatures()).toBeNull();
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

  it('that is set after the run is finished is the one that "Run again" trains', async () => {
    const { user, emit, sessions } = renderApp();
    await user.click(playButton());
    emit(ready(1), progress(1, 'finished', 2000));
    const field = screen.getByRole('spinbutton', { name: 'Learning rate' });
    await user.clear(field);
    await user.type(field, '0.01{Enter}');
    expect(sessions[0]?.types()).not.toContain('setLearningRate');
    await user.click(playButton());
    expect(sessions[0]?.commands.at(-1)).toMatchObject({
      type: 'start',
      experiment: { training: { learningRate: 0.01, learningRateChanges: [] } },
    });
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

/** Parts that are loaded later come when they may. */
const patience = { timeout: 20_000 };

describe('links', () => {
  it('list what was changed in one notice that can be dismissed', async () => {
    const { user } = renderApp('#v=1&tasks=99&experts=9999');
    const notice = screen.getByRole('alert');
    expect(within(notice).getAllByRole('listitem').length).toBeGreaterThanOrEqual(2);
    await user.click(within(notice).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say whether they carry what a finished run found', async () => {
    const { user, playground } = renderApp();
    await user.click(button('Share'));
    expect(await screen.findByText(/no results/, {}, patience)).toBeTruthy();
    const fingerprint = { backend: 'wasm', build: 'simd', hash: 'AAAAAAAAAAAA', conclusions: [], bands: [] };
    keepFingerprint(playground.fingerprints, 'own', playground.experiments.experiment(), fingerprint);
    await user.click(button('Share'));
    expect(playground.links.currentLink()).toContain('&fp=wasm');
    expect(await screen.findByText(/mean losses and verdicts of your run/, {}, patience)).toBeTruthy();
    expect(screen.queryByText(/no results/)).toBeNull();
  });

  it('carry a sentence, which the next one reads as text', async () => {
    const { user, playground } = renderApp();
    await user.click(button('Share'));
    const field = await screen.findByLabelText('A sentence for whoever opens it', {}, patience);
    await user.type(field, 'Is <b>this</b> so?{Enter}');
    await vi.waitFor(() => expect(playground.links.currentLink()).toContain('&say=Is+~'), patience);
    cleanup();
    renderApp(new URL(playground.links.currentLink()).hash);
    expect((await screen.findByText('Is <b>this</b> so?', {}, patience)).tagName).toBe('Q');
  });

  it('of another release say so until the experiment is edited, and lead there where the site has it', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('["0.2.0","0.1.0"]'));
    const { playground } = renderApp('#v=2&app=0.2.0&tasks=2');
    const notice = 'This experiment was made with release 0.2.0. Numbers may differ here.';
    expect(screen.getByText(notice)).toBeTruthy();
    const link = await screen.findByRole('link', { name: 'Open in release 0.2.0' });
    expect(link.getAttribute('href')).toBe(`${location.origin}/v0.2.0/#v=2&app=0.2.0&tasks=2`);
    const { experiments } = playground;
    act(() => experiments.edit(setTraining(experiments.experiment(), { batchSize: 7 })));
    expect(screen.queryByText(notice)).toBeNull();
  });

  it('of the first form say what of them stays and what does not, and are no problem', () => {
    const { playground } = renderApp('#v=1&tasks=2');
    expect(screen.getByText(text.link.old)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    const { experiments } = playground;
    act(() => experiments.edit(setTraining(experiments.experiment(), { batchSize: 7 })));
    expect(screen.queryByText(text.link.old)).toBeNull();
  });

  it('of another release say so alone where the site does not have it', async () => {
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(new Response('Not found', { status: 404 }));
    renderApp('#v=2&app=0.2.0&tasks=2');
    expect(screen.getByText(/^This experiment was made with release 0\.2\.0\./)).toBeTruthy();
    await waitFor(() => expect(fetched).toHaveBeenCalledOnce());
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say what to look at in a preset, and in what is made of it, until that is closed', async () => {
    const { playground } = renderApp();
    const preset = presets.find(({ id }) => id === 'opposite');
    if (preset === undefined) throw new Error('There is no such preset.');
    act(() => playground.experiments.open(preset.experiment));
    expect(await screen.findByText('Opposite tasks.', {}, { timeout: 20_000 })).toBeTruthy();
    expect(screen.getByText(text.presets.opposite.hint, { exact: false })).toBeTruthy();
    act(() =>
      playground.experiments.edit(setTraining(playground.experiments.experiment(), { batchSize: 7 })),
    );
    expect(screen.getByText('Opposite tasks.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: text.presetHint.closeStory }));
    expect(screen.queryByText('Opposite tasks.')).toBeNull();
  });
});
