/** Entry of the page that checks the GPU of its browser: `?patience=5` multiplies the time limits. */
import type { GpuCheckEvent, GpuCheckStart } from '../check/results.ts';

const events: GpuCheckEvent[] = [];
// Read by the test that opens the page.
Object.assign(globalThis, { gpuCheckEvents: events });

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<GpuCheckEvent>) => events.push(data);
worker.onerror = () =>
  events.push({ type: 'done', failure: 'its thread was lost, as happens when a GPU’s driver fails.' });
const start: GpuCheckStart = { patience: Number(new URLSearchParams(location.search).get('patience') ?? 1) };
worker.postMessage(start);
