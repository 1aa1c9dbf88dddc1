import { expect, test, vi } from 'vitest';
import { DownloadError, withDownloadRetry } from '../../../src/core/retriedDownload.ts';

test('downloads once for all who ask', async () => {
  const download = vi.fn(async () => ({ words: 'two' }));
  const load = withDownloadRetry(download);
  expect(await load()).toBe(await load());
  expect(download).toHaveBeenCalledOnce();
});

test('says what went wrong, and tries again when asked again', async () => {
  const download = vi.fn<() => Promise<string>>();
  download.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce('two');
  const load = withDownloadRetry(download);
  const [first, second] = [load(), load()];
  await expect(first).rejects.toThrow(new DownloadError('no network'));
  await expect(second).rejects.toBeInstanceOf(DownloadError);
  expect(download).toHaveBeenCalledOnce();
  expect(await load()).toBe('two');
});
