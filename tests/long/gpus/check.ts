/**
 * The check of a GPU as a command, in Node on Dawn and in Deno on wgpu: `--dawn FILE` names the module that brings Dawn; without it the
 * GPU is that of the program that runs this. Prints the report, or with `--json` a line for each event.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runGpuCheck } from './check/gpuCheck.ts';
import { gpuReportOf } from './check/report.ts';
import type { CheckedGpu, GpuCheckEvent, GpuCheckResult } from './check/results.ts';

const { values } = parseArgs({
  options: {
    dawn: { type: 'string' },
    json: { type: 'boolean', default: false },
    patience: { type: 'string', default: '1' },
  },
});

/** What the npm package `webgpu` exports. */
interface Dawn {
  readonly create: (options: readonly string[]) => GPU;
  readonly globals: object;
}

async function gpuHere(dawn: string | undefined): Promise<GPU | undefined> {
  if (dawn === undefined) return globalThis.navigator?.gpu;
  const { create, globals }: Dawn = await import(/* @vite-ignore */ dawn);
  Object.assign(globalThis, globals);
  const gpu = create([]);
  // TensorFlow.js looks for it there.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return gpu;
}

const folder = 'tests/long/gpus/check/vectors';
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.safetensors'));
const results: GpuCheckResult[] = [];
let gpu: CheckedGpu | null = null;
let failure: string | null = null;

function take(event: GpuCheckEvent): void {
  if (values.json) process.stdout.write(`${JSON.stringify(event)}\n`);
  if (event.type === 'gpu') gpu = event.gpu;
  if (event.type === 'ended') results.push(event.result);
  if (event.type === 'done') failure = event.failure;
}

await runGpuCheck({
  gpu: await gpuHere(values.dawn),
  vectors: files.sort().map((name) => ({ name, bytes: () => readFile(join(folder, name)) })),
  emit: take,
  patience: Number(values.patience),
});
if (!values.json) process.stdout.write(`${gpuReportOf(gpu, results, process.version, failure)}\n`);
// Dawn keeps a process alive.
process.exit(failure !== null || results.some(({ outcome }) => outcome === 'wrong') ? 1 : 0);
