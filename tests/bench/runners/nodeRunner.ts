/** Runs jobs in Node, a process each. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { JobResult } from '../job.ts';
import { bundleForNode } from './bundles.ts';
import { failedWith, type Runner, tooSlow } from './runner.ts';

/** Node 20 hides relaxed SIMD behind a flag that later versions neither need nor know. Rivals get it too. */
const flags = process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [];

export async function createNodeRunner(): Promise<Runner> {
  const bundle = await bundleForNode();
  return {
    run: (job, limitMs) => {
      // Libraries greet people on standard output, which is ours.
      const child = spawn(process.execPath, [...flags, bundle], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      child.send(job);
      return resultOf(child, limitMs);
    },
    close: async () => undefined,
  };
}

/** Waits for the end of the process: two of them would share the processor. */
function resultOf(child: ChildProcess, limitMs: number): Promise<JobResult> {
  let result: JobResult | null = null;
  let complaints = '';
  child.once('message', (message: JobResult) => {
    result = message;
  });
  child.stderr?.on('data', (part: Buffer) => {
    complaints += part.toString();
  });
  const timer = setTimeout(() => {
    result ??= tooSlow(limitMs);
    child.kill('SIGKILL');
  }, limitMs);
  return new Promise<JobResult>((resolve) => {
    child.once('error', (error) => resolve(failedWith(error)));
    child.once('close', (code) => {
      const reason = complaints.trim().split('\n').at(-1) || `its process ended with code ${code}`;
      resolve(result ?? failedWith(reason));
    });
  }).finally(() => clearTimeout(timer));
}
