import { act, render, screen } from '@testing-library/react';
import { type ComponentType, lazy } from 'react';
import { expect, it, vi } from 'vitest';
import { Later } from '../../../../app/ui/Later.tsx';

const show = (load: () => Promise<{ default: ComponentType }>) => {
  const Part = lazy(load);
  return act(async () =>
    render(
      <Later name="Presets">
        <Part />
      </Later>,
    ),
  );
};

it('shows what was loaded', async () => {
  await show(async () => ({ default: () => <p>Two tasks</p> }));
  expect(screen.getByText('Two tasks')).toBeDefined();
});

it('says what could not be loaded', async () => {
  await show(() => Promise.reject(new Error('no network')));
  expect(screen.getByText('Presets could not be shown')).toBeDefined();
  expect(screen.getByText('no network')).toBeDefined();
  // React tells of what an error boundary caught.
  expect(vi.mocked(console.error).mock.lastCall?.join(' ')).toContain('no network');
  vi.mocked(console.error).mockClear();
});
