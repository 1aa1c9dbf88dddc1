import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const { fields } = text.comparison;
const patience = { timeout: 20_000 };

describe('the comparison', () => {
  it('offers the cards there are as reference, under their names', async () => {
    const { playground, user } = renderApp('#A=adattSp&B=ple,n:Mine');
    const reference = await screen.findByLabelText(fields.reference.label, {}, patience);
    expect(
      within(reference)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['The first AdaTT', 'A · AdaTT-sp', 'B · Mine']);
    await user.selectOptions(reference, 'B · Mine');
    expect(playground.experiments.experiment().comparison.reference).toBe('B');
  });

  it('has a list of learning rates while they are tuned, and says what it did not take', async () => {
    const { playground, user } = renderApp('#A=adattSp');
    await user.click(await screen.findByLabelText(fields.isTuned.label, {}, patience));
    const rates = screen.getByLabelText(fields.learningRates.label);
    await user.clear(rates);
    await user.type(rates, '0.02 0.002{Enter}');
    expect(playground.experiments.experiment().comparison).toMatchObject({
      isTuned: true,
      learningRates: [0.002, 0.02],
    });
    await user.clear(rates);
    await user.type(rates, 'fast{Enter}');
    expect(rates.getAttribute('aria-invalid')).toBe('true');
    await user.click(screen.getByLabelText(fields.isTuned.label));
    expect(screen.queryByLabelText(fields.learningRates.label)).toBeNull();
  });
});
