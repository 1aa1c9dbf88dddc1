/** Runs programs under the Python that has torch, alone or as several processes. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pythonWithTorch } from './findPython.mjs';

/** Null: there is none. */
export const python = pythonWithTorch();

// Debian's torch is built without libuv: its launcher has to meet in a file and must not share its store.
const quirks = { USE_LIBUV: '0', TORCH_DISABLE_SHARE_RDZV_TCP_STORE: '1' };

const settings = { env: { ...process.env, OMP_NUM_THREADS: '1', ...quirks } };

/** The Python that has imported torch once for all programs; started with the first of them. */
let forked: { readonly run: (asked: Asked) => Promise<number> } | null = null;

interface Asked {
  readonly folder: string;
  readonly args: readonly string[];
  readonly numProcesses: number;
  /** The file that takes what it writes. */
  readonly out: string;
}

function startForked() {
  const program = fileURLToPath(new URL('forked.py', import.meta.url));
  const child = spawn(python ?? '', [program], { ...settings, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<string, (code: number) => void>();
  const ended = new Promise<never>((_, reject) =>
    child.once('close', () => reject(new Error(`${program} ended.`))),
  );
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { out, code }: { readonly out: string; readonly code: number } = JSON.parse(line);
    waiting.get(out)?.(code);
  });
  const run = (asked: Asked) =>
    Promise.race([
      ended,
      new Promise<number>((resolve) => {
        waiting.set(asked.out, resolve);
        child.stdin.write(`${JSON.stringify(asked)}\n`);
      }),
    ]);
  return { run };
}

/** What a program writes, run in a folder, in several processes that share the work as under torchrun. Rejects where one fails. */
export async function outputOf(folder: string, args: readonly string[], numProcesses = 1): Promise<string> {
  // Other than programs, such as torchrun, start processes of their own.
  if (args[0]?.endsWith('.py') !== true)
    return (await promisify(execFile)(python ?? '', [...args], { ...settings, cwd: folder })).stdout;
  forked ??= startForked();
  const room = await mkdtemp(join(tmpdir(), 'output-'));
  const out = join(room, 'out');
  const code = await forked.run({ folder, args, numProcesses, out });
  const [said, errors] = await Promise.all([out, `${out}.err`].map((file) => readFile(file, 'utf8')));
  await rm(room, { recursive: true });
  if (code !== 0) throw new Error(`${args.join(' ')} failed (${code}): ${errors}`);
  return said ?? '';
}

/** What comes before a program and its arguments, to run it as two processes by torchrun, which meet in a file of the folder. */
export const byTorchrun = (folder: string): readonly string[] => [
  ...['-m', 'torch.distributed.run', '--nproc_per_node=2', '--rdzv_backend=c10d'],
  ...['--rdzv_conf=store_type=file', `--rdzv_endpoint=${join(folder, 'meeting')}`],
];

/** The lines of what a program reports. */
export const reportOf = async (
  folder: string,
  args: readonly string[],
  numProcesses = 1,
): Promise<readonly string[]> =>
  (await outputOf(folder, args, numProcesses)).split('\n').filter((line) => /^(step| {2}Task)/.test(line));

/** All numbers in them. */
export const numbersOf = async (
  folder: string,
  args: readonly string[],
  numProcesses = 1,
): Promise<readonly number[]> =>
  (await reportOf(folder, args, numProcesses)).flatMap((line) =>
    [...line.replace(/^(step \d+| {2}Task \d)/, '').matchAll(/\d+\.\d+/g)].map(Number),
  );
