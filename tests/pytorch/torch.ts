/** Runs programs under the Python that has torch, alone or as several processes. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonWithTorch } from './findPython.mjs';

/** Null: there is none. */
export const python = pythonWithTorch();

// Debian's torch is built without libuv: its launcher has to meet in a file and must not share its store.
const quirks = { USE_LIBUV: '0', TORCH_DISABLE_SHARE_RDZV_TCP_STORE: '1' };

/** What a program writes, run in a folder. Rejects where it fails. */
export const outputOf = async (folder: string, args: readonly string[]): Promise<string> =>
  (
    await promisify(execFile)(python ?? '', [...args], {
      cwd: folder,
      env: { ...process.env, OMP_NUM_THREADS: '1', ...quirks },
    })
  ).stdout;

/** What comes before a program and its arguments, to run it as two processes. */
export const asTwo = (folder: string): readonly string[] => [
  ...['-m', 'torch.distributed.run', '--nproc_per_node=2', '--rdzv_backend=c10d'],
  ...['--rdzv_conf=store_type=file', `--rdzv_endpoint=${join(folder, 'meeting')}`],
];

/** The lines of what a program reports. */
export const reportOf = async (folder: string, args: readonly string[]): Promise<readonly string[]> =>
  (await outputOf(folder, args)).split('\n').filter((line) => /^(step| {2}Task)/.test(line));

/** All numbers in them. */
export const numbersOf = async (folder: string, args: readonly string[]): Promise<readonly number[]> =>
  (await reportOf(folder, args)).flatMap((line) =>
    [...line.replace(/^(step \d+| {2}Task \d)/, '').matchAll(/\d+\.\d+/g)].map(Number),
  );
