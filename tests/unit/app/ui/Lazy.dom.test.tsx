import { act, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Lazy, type LazyPart, lazyPart } from '../../../../app/ui/Lazy.tsx';
import { text } from '../../../../src/text/text.ts';

type Words = { readonly words: string };

const show = (part: LazyPart<Words>, name?: string) =>
  act(async () =>
    render(
      <Lazy part={part} {...(name === undefined ? {} : { name })}>
        {({ words }) => <p>{words}</p>}
      </Lazy>,
    ),
  );

/** React tells of what an error boundary caught. */
function expectTold(): void {
  expect(vi.mocked(console.error).mock.lastCall?.join(' ')).toContain('no network');
  vi.mocked(console.error).mockClear();
}

it('shows what was downloaded, once for all who ask', async () => {
  const download = vi.fn(async () => ({ words: 'Two tasks' }));
  const part = lazyPart(download);
  await show(part);
  await show(part);
  expect(screen.getAllByText('Two tasks')).toHaveLength(2);
  expect(download).toHaveBeenCalledOnce();
});

it('says what could not be downloaded, and downloads it again when asked', async () => {
  const download = vi.fn<() => Promise<Words>>();
  download.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce({ words: 'Two tasks' });
  await show(lazyPart(download), 'Presets');
  expect(screen.getByText('Presets could not be shown')).toBeDefined();
  expect(screen.getByText('no network')).toBeDefined();
  expectTold();
  await act(async () => screen.getByRole('button', { name: text.app.ui.tryAgain }).click());
  expect(screen.getByText('Two tasks')).toBeDefined();
  expect(download).toHaveBeenCalledTimes(2);
});

it('is there for all who wait for it after one of them tries again', async () => {
  const download = vi.fn<() => Promise<Words>>();
  download.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce({ words: 'Two tasks' });
  const part = lazyPart(download);
  await show(part);
  await show(part, 'Presets');
  vi.mocked(console.error).mockClear();
  await act(async () => screen.getByRole('button', { name: text.app.ui.tryAgain }).click());
  expect(screen.getAllByText('Two tasks')).toHaveLength(2);
});

it('is used where it can be downloaded, else says so, and the next use is another try', async () => {
  const download = vi.fn<() => Promise<Words>>();
  download.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce({ words: 'Two tasks' });
  const part = lazyPart(download);
  const said: string[] = [];
  const use = () =>
    part.use(
      ({ words }) => void said.push(words),
      () => said.push('failed'),
    );
  await use();
  await use();
  await use();
  expect(said).toEqual(['failed', 'Two tasks', 'Two tasks']);
  expect(download).toHaveBeenCalledTimes(2);
});
