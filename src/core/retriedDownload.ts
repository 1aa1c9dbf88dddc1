/** Retries for parts of the program that are downloaded when first needed. */
import { messageOf } from './errors.ts';

/** True if the browser is sure to be offline; never in Node. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

export class DownloadError extends Error {
  override readonly name = 'NotDownloaded';
}

/** Recognises rejections of `import()` in Chromium, Firefox and Safari. */
export const isDownloadError = (thrown: unknown): boolean =>
  thrown instanceof DownloadError ||
  /dynamically imported module|Importing a module script failed/i.test(messageOf(thrown));

/** Rejects with `NotDownloaded`. Retries use another address: Chromium 150 never repeats a failed request. */
export function withDownloadRetry<Content>(download: () => Promise<Content>): () => Promise<Content> {
  let content: Promise<Content> | null = null;
  let numFailures = 0;
  // The first error names the module.
  let failure: unknown = null;
  const again = () => download().catch(() => downloadAgain<Content>(failure, numFailures));
  return () => {
    content ??= (numFailures === 0 ? download() : again()).catch((error: unknown) => {
      content = null;
      numFailures += 1;
      failure ??= error;
      throw new DownloadError(messageOf(error));
    });
    return content;
  };
}

/** Rejects with the failure where that names no module of this origin. */
async function downloadAgain<Content>(failure: unknown, number: number): Promise<Content> {
  const [address] = /https?:\/\/\S+\.js/.exec(messageOf(failure)) ?? [];
  if (address === undefined || !address.startsWith(location.origin)) throw failure;
  return import(/* @vite-ignore */ `${address}?${number}`);
}
