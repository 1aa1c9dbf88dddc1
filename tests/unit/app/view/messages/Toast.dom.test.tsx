import { act, screen } from '@testing-library/react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Toast } from '../../../../../app/view/messages/Toast.tsx';
import { renderIn } from '../../renderIn.tsx';
import { createTestPlayground } from '../../state/testPlayground.ts';

function shown() {
  vi.useFakeTimers();
  const playground = createTestPlayground();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  renderIn(playground, <Toast />);
  const wait = (ms: number) =>
    act(() => {
      vi.advanceTimersByTime(ms);
    });
  const show = () => act(() => playground.messages.showToast('Card B removed', true));
  return { ...playground, show, wait, isShown: () => screen.queryByText('Card B removed') !== null };
}

it('goes with the tab that it was shown beside', () => {
  const { view, show, isShown } = shown();
  show();
  act(() => view.setState({ scrubStep: 50 }));
  expect(isShown()).toBe(true);
  act(() => view.setState({ tab: 'gates' }));
  expect(isShown()).toBe(false);
});

it('stays where what it tells of opens another tab', () => {
  const { view, messages, isShown } = shown();
  act(() => messages.showToast('Card A removed', true));
  act(() => {
    messages.showToast('Card B removed', true);
    view.setState({ tab: 'sweep' });
  });
  expect(isShown()).toBe(true);
});

it('is one sentence, and says the rest when asked, for as long as it is read', () => {
  const { messages, wait } = shown();
  act(() =>
    messages.showToast('The program of A is saved as a.py. It reads the weights. Run it with python.', false),
  );
  expect(screen.queryByText(/reads the weights/)).toBeNull();
  act(() => screen.getByRole('button', { name: 'Details' }).click());
  wait(60_000);
  expect(screen.getByText(/^The program of A is saved as a\.py\. It reads/)).toBeDefined();
});
