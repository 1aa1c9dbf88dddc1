/** Runs jobs in Node, a process each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { nodeFlags } from '../../../src/build/nodeProcess.mjs';
import type { JobResult } from '../job.ts';
import { bundleForNode } from './bundles.ts';
import { failedWith, type JobRunner, tooSlow } from './runner.ts';

/** Rivals get them too. */
const flags = nodeFlags();

export async function createNodeRunner(): Promise<JobRunner> {
  const bundle = await bundleForNode();
  return {
    run: (job, limitMs) => {
      if (job.kind === 'answer') return asCommand('answer.ts', [job.preset], job.cores, limitMs);
      if (job.kind === 'preview') return asCommand('preview.ts', [], job.cores, limitMs);
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

/** As a command of the product: bundled as they are, with threads that run the same file. */
function asCommand(
  file: string,
  args: readonly string[],
  cores: number,
  limitMs: number,
): Promise<JobResult> {
  const command = ['src/cli/run.mjs', `tests/bench/${file}`, ...args, '--workers', `${cores}`];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString();
  });
  child.once('close', (code) => {
    if (code === 0) child.emit('message', JSON.parse(printed));
  });
  return resultOf(child, limitMs);
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
