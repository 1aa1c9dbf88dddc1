/** The check as a worker of the page runs it: the GPU is the browser's, and recorded results are downloaded one by one. */
import { NotDownloaded } from '../core/retriedDownload.ts';
import type { GpuCheckEvent, GpuCheckStart } from '../analysis/produced/gpuCheck.ts';
import { text } from '../text/text.ts';
import type { VectorFile } from './checking.ts';
import { runGpuCheck } from './gpuCheck.ts';

const addresses = import.meta.glob<string | undefined>('./vectors/**/*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The page as one file has no room for them. */
const vectors: readonly VectorFile[] = Object.entries(addresses).flatMap(([name, address]) =>
  address === undefined ? [] : [{ name: nameOf(name), bytes: () => download(address) }],
);

function nameOf(path: string): string {
  return path.replace('./vectors/', '').replace('.safetensors', '');
}

async function download(address: string): Promise<Uint8Array> {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) throw new NotDownloaded(text.session.notDownloaded);
  return new Uint8Array(await response.arrayBuffer());
}

/** See `runGpuCheck`. */
export const checkGpuHere = (start: GpuCheckStart, emit: (event: GpuCheckEvent) => void): Promise<void> =>
  runGpuCheck({ ...start, gpu: navigator.gpu, vectors, emit });
