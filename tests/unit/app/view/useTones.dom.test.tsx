import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setComparison } from '../../../../src/experiment/edit.ts';
import { renderApp } from '../renderApp.tsx';

/** What the page makes of the tone of the architecture with that place among the lines; '': it is quiet. */
const tone = (place: number): string => document.documentElement.style.getPropertyValue(`--series-${place}`);

it('leaves nothing forward when the reference changes under the pointer', () => {
  const { playground } = renderApp('#A=adattSp&B=ple&C=mmoe');
  fireEvent.pointerOver(screen.getByText('C · MMoE', { selector: '[data-series] *' }));
  act(() =>
    playground.experiments.edit(setComparison(playground.experiments.experiment(), { reference: 'B' })),
  );
  expect([tone(1), tone(2), tone(3)]).toEqual(['', 'var(--accent)', '']);
});

it('brings forward what is pointed at or has the focus, and lets the reference be', () => {
  renderApp('#A=adattSp&B=ple&C=mmoe');
  const card = (name: string) => screen.getByText(name, { selector: '[data-series] *' });
  fireEvent.pointerOver(card('C · MMoE'));
  expect([tone(1), tone(2), tone(3)]).toEqual(['var(--accent)', '', 'var(--ink)']);
  fireEvent.focusIn(card('B · PLE'));
  expect([tone(1), tone(2), tone(3)]).toEqual(['var(--accent)', 'var(--ink)', '']);
  fireEvent.pointerOver(card('A · AdaTT-sp'));
  expect([tone(1), tone(2), tone(3)]).toEqual(['var(--accent)', '', '']);
});
