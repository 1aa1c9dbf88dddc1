import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setData } from '../../../../src/experiment/edit.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

it('shows noise in the unit of the data', () => {
  const { playground } = renderApp('#v=2&tasks=1&t1=noise:.2');
  const noise = () => screen.getByRole('spinbutton', { name: /^Noise/, hidden: true });
  const named = () => screen.getByLabelText(new RegExp(`^Noise ${text.experiment.noiseUnits.share}$`));
  expect(named()).toBe(noise());
  expect(screen.getByText(/^[^·]+ · noise 20 %$/)).toBeTruthy();
  const { experiments } = playground;
  act(() => experiments.edit(setData(experiments.experiment(), { noiseUnit: 'deviation' })));
  expect(screen.getByLabelText(new RegExp(`^Noise ${text.experiment.noiseUnits.deviation}$`))).toBe(noise());
  expect(screen.getByText(/^[^·]+ · noise 0\.2$/)).toBeTruthy();
});
