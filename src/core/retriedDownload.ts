/** Parts of the program that are downloaded when they are first needed. Knows no part. */
import { messageOf } from './errors.ts';

/** True if there is surely no network, as far as browsers know; the commands of Node never ask. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** It could not be downloaded; whoever needs it may ask again. */
export class NotDownloaded extends Error {
  override readonly name = 'NotDownloaded';
}

/** True for what `import()` rejects with, in Chromium, Firefox and Safari, where it does not get a module. */
export const isOfDownload = (thrown: unknown): boolean =>
  thrown instanceof NotDownloaded ||
  /dynamically imported module|Importing a module script failed/i.test(messageOf(thrown));

/**
 * Loads what `download` imports, the same from the first success on. Rejects with `NotDownloaded`; the next call then tries again,
 * by another address: Chromium 150 never asks again for a module that it once failed to get.
 */
export function retriedDownload<Content>(download: () => Promise<Content>): () => Promise<Content> {
  let content: Promise<Content> | null = null;
  let numFailures = 0;
  /** The error of the first time, which names the module. */
  let failure: unknown = null;
  const again = () => download().catch(() => fetchedAnew<Content>(failure, numFailures));
  return () => {
    content ??= (numFailures === 0 ? download() : again()).catch((error: unknown) => {
      content = null;
      numFailures += 1;
      failure ??= error;
      throw new NotDownloaded(messageOf(error));
    });
    return content;
  };
}

/** The module that could not be fetched, by another address. Rejects with the failure where that names no module of this place. */
async function fetchedAnew<Content>(failure: unknown, number: number): Promise<Content> {
  const [address] = /https?:\/\/\S+\.js/.exec(messageOf(failure)) ?? [];
  if (address === undefined || !address.startsWith(location.origin)) throw failure;
  return import(/* @vite-ignore */ `${address}?${number}`);
}
