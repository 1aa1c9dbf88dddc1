/** Worker of the page: the GPU is the browser's, and recorded results are downloaded one by one. */
import { DownloadError } from '../../../../src/core/retriedDownload.ts';
import type { VectorFile } from '../check/checking.ts';
import type { GpuCheckStart } from '../check/results.ts';

const addresses = import.meta.glob<string>('../check/vectors/**/*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

const vectors: readonly VectorFile[] = Object.entries(addresses).map(([path, address]) => ({
  name: path.replace('../check/vectors/', ''),
  bytes: () => download(address),
}));

async function download(address: string): Promise<Uint8Array> {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) throw new DownloadError(address);
  return new Uint8Array(await response.arrayBuffer());
}

self.onmessage = async ({ data }: MessageEvent<GpuCheckStart>) => {
  // Loaded later: what a worker begins with, the build puts into files that suit the product's workers.
  const { runGpuCheck } = await import('../check/gpuCheck.ts');
  await runGpuCheck({ ...data, gpu: navigator.gpu, vectors, emit: (event) => self.postMessage(event) });
};
