import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { IntervalBar } from '../../../../../app/charts/base/IntervalBar.tsx';

it('has a dot for every repetition that did not diverge, and a ring for one far from the others', () => {
  const interval = { mean: 0.1, low: 0, high: 0.2, n: 3, numLeftOut: 1 };
  const dots = [0.1, 0.2, Number.NaN, -0.9].map((gain, replica) => ({ gain, isFar: replica === 3 }));
  const { container } = render(<IntervalBar interval={interval} dots={dots} limit={0.2} tone="neutral" />);
  const places = (kind: string) =>
    [...container.querySelectorAll(`[data-dot="${kind}"]`)].map((dot) => dot.getAttribute('cx'));
  expect(places('near')).toEqual(['75%', '100%']);
  // Beyond the axis it stands at its end.
  expect(places('far')).toEqual(['0%']);
});
