import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

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
});
