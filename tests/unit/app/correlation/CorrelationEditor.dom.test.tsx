import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';
import { ready } from '../state/fakeSession.ts';

const words = text.correlation;
const patient = { timeout: 20_000 };

const editor = async (matrix: keyof typeof text.app.correlation.title = 'correlation') => {
  const title = text.app.correlation.title[matrix];
  const part = within(await screen.findByRole('region', { name: title }, patient));
  await part.findByRole('group', { name: words.matrix(words.views.requested) }, patient);
  return part;
};

const cellName = (row: number, column: number) => words.cell(`Task ${row}`, `Task ${column}`);

describe('the correlation editor', () => {
  it('takes a typed number in either half, and mirrors it', async () => {
    const { user, playground } = renderApp('#tasks=3&corr=0,0,0');
    const part = await editor();
    const cell = part.getByRole('spinbutton', { name: cellName(3, 1) });
    await user.clear(cell);
    await user.type(cell, '0.25{Enter}');
    expect(part.getByRole('spinbutton', { name: cellName(1, 3) })).toHaveProperty('value', '0.25');
    expect(playground.experiments.experiment().data.correlation).toEqual([
      [1, 0, 0.25],
      [0, 1, 0],
      [0.25, 0, 1],
    ]);
  });

  it('steps by 0.05, with Shift by 0.01, and undoes all steps of a pair at once', async () => {
    const { user, playground } = renderApp('#tasks=2&corr=.5');
    const part = await editor();
    await user.click(part.getByRole('spinbutton', { name: cellName(1, 2) }));
    await user.keyboard('{ArrowUp}{ArrowUp}{Shift>}{ArrowDown}{/Shift}');
    expect(playground.experiments.experiment().data.correlation[0]).toEqual([1, 0.59]);
    playground.experiments.undo();
    expect(playground.experiments.experiment().data.correlation[0]).toEqual([1, 0.5]);
  });

  it('says of the chosen pair what its labels share, and follows the edit', async () => {
    const { user } = renderApp('#tasks=3&corr=0,0,.6');
    const part = await editor();
    const facts = () => part.getByText(/labels, with noise: .* expected/).textContent;
    expect(facts()).toBe('Task 1 and Task 2: labels, with noise: 0.00 expected');
    await user.click(part.getByRole('spinbutton', { name: cellName(3, 2) }));
    const before = facts();
    expect(before).toMatch(/^Task 2 and Task 3: labels, with noise: 0\.\d\d expected$/);
    await user.keyboard('{ArrowUp}');
    expect(facts()).not.toBe(before);
  });

  it('says why the labels of correlated tasks share nothing, where they do not', async () => {
    const { user } = renderApp('#tasks=2&corr=.5&source=sharedFeatures&common=0');
    const part = await editor();
    expect(part.getByText(/below 0.5, these tasks share no features/)).toBeTruthy();
    await user.click(part.getByRole('spinbutton', { name: cellName(1, 2) }));
    await user.keyboard('{ArrowUp}');
    expect(part.getByText(/labels, with noise: 0\.\d\d expected/)).toBeTruthy();
  });

  it('marks and counts the pairs that a repair changes, and shows what is used', async () => {
    const { user } = renderApp('#tasks=3&corr=.9,.9,-.9');
    const part = await editor();
    expect(part.getByText(/These correlations contradict each other/).textContent).toContain(
      '3 marked pairs',
    );
    expect(part.getByRole('spinbutton', { name: cellName(2, 3) }).title).toBe('−0.50 is used (+0.40)');
    await user.click(part.getByRole('radio', { name: words.views.used }));
    expect(part.getByRole('img', { name: 'Task 2 and Task 3: −0.50 is used (+0.40)' })).toBeTruthy();
    expect(part.queryByRole('spinbutton', { name: cellName(2, 3) })).toBeNull();
  });

  it('shows expected labels at once, measured ones when a run has started', async () => {
    const { user, emit } = renderApp('#tasks=3');
    const part = await editor();
    await user.click(part.getByRole('radio', { name: words.views.labels }));
    expect(part.getByRole('img', { name: `Task 2 and Task 1: ${words.notMeasured}` })).toBeTruthy();
    expect(
      part.getByRole('img', { name: /^Task 1 and Task 2: labels, with noise: 0\.\d\d expected$/ }),
    ).toBeTruthy();
    const [play] = screen.getAllByRole('button', { name: text.app.run.play });
    if (play === undefined) throw new Error('There is no play button.');
    await user.click(play);
    emit(ready(1));
    expect(part.getByRole('img', { name: 'Task 2 and Task 1: 0.81 measured' })).toBeTruthy();
    expect(part.getByText(/labels, with noise: .* expected · 0\.81 measured/)).toBeTruthy();
  });

  it('replaces everything by a pattern, with a way back', async () => {
    const { user, playground } = renderApp('#tasks=5&corr=.3');
    const part = await editor();
    const before = playground.experiments.experiment();
    await user.click(
      part.getByRole('button', { name: new RegExp(words.patterns.chain.label), hidden: true }),
    );
    expect(playground.experiments.experiment().data.correlation[0]).toEqual([1, 0.8, 0.64, 0.512, 0.41]);
    await user.click(screen.getByRole('button', { name: text.app.ui.undo }));
    expect(playground.experiments.experiment()).toBe(before);
  });

  it('says nothing of a pattern that changes nothing, and leaves nothing to undo', async () => {
    const { user, playground } = renderApp('#tasks=4');
    const part = await editor();
    const before = playground.experiments.experiment();
    const choose = (name: string) =>
      user.click(part.getByRole('button', { name: new RegExp(`^${name}`), hidden: true }));
    await choose(words.patterns.pair.label);
    expect(screen.queryAllByText(words.patterns.replaced(words.patterns.pair.label))).toEqual([]);
    expect(playground.experiments.experiment()).toBe(before);
    expect(playground.experiments.getState().past).toEqual([]);
    await choose(words.patterns.oppositePair.label);
    expect(
      screen.getAllByText(words.patterns.replaced(words.patterns.oppositePair.label)).length,
    ).toBeGreaterThan(0);
  });

  it('edits the second matrix of sample-dependent correlation the same way', async () => {
    const { user, playground } = renderApp('#tasks=2&corr=.9&corr2=-.9');
    const part = await editor('secondCorrelation');
    await user.click(part.getByRole('spinbutton', { name: cellName(1, 2) }));
    await user.keyboard('{ArrowUp}');
    const { correlation, secondCorrelation } = playground.experiments.experiment().data;
    expect([correlation[0]?.[1], secondCorrelation?.[0]?.[1]]).toEqual([0.9, -0.85]);
    await user.click(part.getByRole('radio', { name: words.views.labels }));
    expect(part.getAllByRole('img', { name: / labels, with noise: −0\.\d\d expected$/ })).toHaveLength(2);
  });
});
