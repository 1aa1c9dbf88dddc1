import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { PlaygroundContext } from '../../../../app/state/playground.ts';
import { Fold } from '../../../../app/view/Fold.tsx';
import { createTestPlayground } from '../state/testPlayground.ts';

it('stays as the visitor left it, also where it is drawn anew at another place', async () => {
  const playground = createTestPlayground();
  const user = userEvent.setup();
  const fold = (
    <PlaygroundContext value={playground}>
      <Fold part="first">
        <summary>First</summary>
      </Fold>
      <Fold part="second" isOpenAtFirst>
        <summary>Second</summary>
      </Fold>
    </PlaygroundContext>
  );
  const areOpen = () => screen.getAllByRole<HTMLDetailsElement>('group').map(({ open }) => open);
  const { unmount } = render(fold);
  expect(areOpen()).toEqual([false, true]);
  await user.click(screen.getByText('First'));
  await user.click(screen.getByText('Second'));
  await expect.poll(() => playground.view.getState().folds).toEqual({ first: true, second: false });
  unmount();
  render(fold);
  expect(areOpen()).toEqual([true, false]);
});
