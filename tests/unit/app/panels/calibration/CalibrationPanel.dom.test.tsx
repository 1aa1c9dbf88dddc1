import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CalibrationPanel } from '../../../../../app/panels/calibration/CalibrationPanel.tsx';
import type { CalibrationBins } from '../../../../../src/analysis/produced/evaluation.ts';
import { setTask } from '../../../../../src/experiment/edit.ts';
import { evaluated, experimentOf } from '../../../run/evaluatedRuns.ts';

const usual = experimentOf(['adattSp', 'ple'], 3);
const experiment = setTask(usual, 0, { ...usual.tasks[0], kind: 'binary' });

const bins: CalibrationBins = {
  count: [100, 100, 0, 0, 0, 0, 0, 0, 0, 100],
  numYes: [0, 10, 0, 0, 0, 0, 0, 0, 0, 90],
  predicted: [1, 20, 0, 0, 0, 0, 0, 0, 0, 79],
};
const ofEach = <V,>(first: V, second: V): V[] => [1, 2, 3].flatMap(() => [first, second]);
const calibration = ofEach<CalibrationBins | null>(bins, null);

const show = (known = {}) => {
  const { summary } = evaluated(experiment, { losses: {}, calibration, known });
  return render(<CalibrationPanel experiment={experiment} summary={summary} />);
};

it('has a picture of each binary task, a square per network with its bins and ratio', () => {
  const { container } = show();
  const picture = screen.getByRole('img', { name: /Calibration of Task 1/ });
  expect(screen.getAllByRole('img')).toHaveLength(1);
  expect(picture.getAttribute('aria-label')).toContain('A · AdaTT-sp: ratio 1.00');
  expect(picture.querySelectorAll('circle')).toHaveLength(6);
  const [, second] = container.querySelectorAll('title');
  expect(second?.textContent).toMatch(/predicted 20 %, observed 10 % \(/);
});

it('shows nothing of a task that was not measured', () => {
  const { summary } = evaluated(experiment, { losses: {} });
  render(<CalibrationPanel experiment={experiment} summary={summary} />);
  expect(screen.queryAllByRole('img')).toEqual([]);
});
