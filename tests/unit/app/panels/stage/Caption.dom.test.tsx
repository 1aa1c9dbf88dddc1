import { act, fireEvent, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it, vi } from 'vitest';
import { TasksSection } from '../../../../../app/config/TasksSection.tsx';
import { Stage } from '../../../../../app/panels/stage/Stage.tsx';
import { playOpening } from '../../../../../app/state/opening.ts';
import { replayOf } from '../../../../../app/state/replay.ts';
import { text } from '../../../../../src/text/text.ts';
import { renderIn } from '../../renderIn.tsx';
import { createStillPlayground, createTestPlayground } from '../../state/testPlayground.ts';

const words = text.captions;
const found = 'Tasks 1 and 2 now borrow from each other.';

// Not by their roles, which take a second to find.
const stage = () => document.querySelector<HTMLElement>('[data-stage]') ?? document.body;
const cell = () => screen.getByLabelText(text.correlation.cell('Task 1', 'Task 2'));
const widths = (): readonly string[] =>
  [...stage().querySelectorAll<SVGPathElement>('[data-edge]')].map(({ style }) => style.strokeWidth);

/** Stage and form as a first visitor sees them. */
function firstVisit() {
  const playground = createStillPlayground();
  playOpening(playground, '');
  renderIn(
    playground,
    <StrictMode>
      <TasksSection />
      <Stage />
    </StrictMode>,
  );
  return { playground, wait: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) };
}

it('says as it happens who found whom, marked as a replay, and afterwards when, with a cell to drag', async () => {
  const { wait } = firstVisit();
  within(stage()).getByText(words.replay);
  within(stage()).getByText(words.watch);
  await wait(2000);
  expect(within(stage()).queryByText(found)).toBeNull();
  await wait(1500);
  within(stage()).getByText(found);
  await wait(5000);
  within(stage()).getByText('Tasks 1 and 2 borrow from each other by step 500.');
  expect(within(stage()).queryByText(words.replay)).toBeNull();
  fireEvent.click(within(stage()).getByText(words.cell('Task 1', 'Task 2')));
  await wait(100);
  expect(document.activeElement).toBe(cell());
});

it('moves ribbons between recorded moments, and is back at one where it stops', async () => {
  const { wait, playground } = firstVisit();
  await wait(1500);
  const step = playground.view.getState().scrubStep;
  const [moving, beside] = [widths(), stage().textContent];
  await wait(400);
  expect(widths()).not.toEqual(moving);
  expect(stage().textContent, 'words and numbers of a recorded moment').toBe(beside);
  act(() => replayOf(playground).stop());
  const recorded = widths();
  act(() => playground.view.setState({ scrubStep: null }));
  act(() => playground.view.setState({ scrubStep: step }));
  expect(widths()).toEqual(recorded);
});

it('explains the signs that are drawn: negative weights of Cross-Stitch, and no gates', () => {
  renderIn(createTestPlayground('A=crossStitch&B=sharedBottom'), <Stage />);
  within(stage()).getByText(text.panels.stage.negative[1]);
});
