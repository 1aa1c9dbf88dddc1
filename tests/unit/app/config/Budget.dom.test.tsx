import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const link = '#tasks=3&budget=asConfigured&A=adattSp&B=ple&C=mmoe';
const budget = async () => {
  const title = await screen.findByText(text.budget.title, { selector: 'summary h2' }, { timeout: 20_000 });
  const section = title.closest('details');
  if (section === null) throw new Error('The budget is no section.');
  return section;
};

/** The numbers of one row, in the order of the columns. */
function numbersOf(table: HTMLElement, card: string): readonly string[] {
  const row = within(table).getByRole('row', { name: new RegExp(`^ ?${card}\\b`) });
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
}

describe('the budget', () => {
  it('splits parameters and multiply-adds as counted by hand', async () => {
    const { user } = renderApp(link);
    const part = within(await budget());
    await user.click(part.getByText(text.budget.details));
    const tables = await part.findAllByRole('table', { hidden: true }, { timeout: 20_000 });
    const [parameters, multiplyAdds] = tables;
    if (parameters === undefined || multiplyAdds === undefined) throw new Error('There are two tables.');
    // Experts 3 (32·32 + 32 + 32·16 + 16), gates 2 · 3 (32·3 + 3), towers 3 (16·16 + 16 + 16 + 1).
    expect(numbersOf(parameters, 'A')).toEqual(['4,752', '594', '867', '6,213']);
    // Experts 3 (32·32 + 32·16), gates 2 · 3 · 32·3 and sums of 3 experts, 3 (32 + 16) each, towers 3 (16·16 + 16).
    expect(numbersOf(multiplyAdds, 'A')).toEqual(['4,608', '1,008', '816', '6,432']);
  });

  it('warns of sizes over 5 % apart, makes them equal on demand, and marks what it changed', async () => {
    const { playground, user } = renderApp(link);
    const part = within(await budget());
    await user.click(screen.getByRole('button', { name: text.app.architectures.makeEqual }));
    expect(playground.experiments.experiment().comparison.budget).toBe('equalParameters');
    expect(screen.queryByText(/^Sizes differ/)).toBeNull();
    expect(part.getAllByText(/ instead of /)).toHaveLength(2);
    expect(playground.experiments.experiment().cards[1]?.options['levelDims']).toEqual([[32], [16]]);
  });
});
