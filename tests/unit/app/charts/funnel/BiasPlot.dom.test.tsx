import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BiasPlot } from '../../../../../app/charts/funnel/BiasPlot.tsx';

const group = { key: 'all', label: 'All rows', truth: 0.2, truthWords: 'true 0.2', marks: [] };

it.each([
  [0.8, ['', 'given']],
  [null, ['']],
])('draws the truth given the task before where that is another: %s', (truthGivenPath, expected) => {
  const { container } = render(
    <BiasPlot
      title="Task 2"
      note=""
      unit=""
      csvRows={() => []}
      table={() => <table />}
      groups={[{ ...group, truthGivenPath }]}
    />,
  );
  const lines = [...container.querySelectorAll('[data-truth]')];
  const placeOf = (line: Element | undefined) => Number(/M([\d.]+)/.exec(line?.getAttribute('d') ?? '')?.[1]);
  expect(lines.map((line) => line.getAttribute('data-truth')?.replace('true', ''))).toEqual(expected);
  if (truthGivenPath !== null) expect(placeOf(lines[1])).toBeGreaterThan(placeOf(lines[0]));
});
