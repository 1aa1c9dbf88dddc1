/** Commands in this process, on one thread: what they print, and their exit codes. */
import { isAbsolute, join } from 'node:path';
import { vi } from 'vitest';
import { root } from '../commands.ts';

let numRuns = 0;

/** `command`: the name of one of `src/cli/`, or a file. */
export async function run(command: string, ...args: readonly string[]) {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) => {
    process[name].setMaxListeners(100);
    return vi.spyOn(process[name], 'write').mockImplementation((chunk, ...rest) => {
      written[name] += String(chunk);
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  });
  const { argv, exitCode } = process;
  process.argv = [...argv.slice(0, 1), command, ...args, '--workers', '1'];
  process.exitCode = 0;
  try {
    numRuns += 1;
    const file = isAbsolute(command) ? command : join(root, `src/cli/${command}.ts`);
    // A module runs once: each time this is another one.
    await import(/* @vite-ignore */ `${file}?run=${numRuns}`);
    return { ...written, code: Number(process.exitCode) };
  } finally {
    Object.assign(process, { argv, exitCode });
    for (const spy of spies) spy.mockRestore();
  }
}

/** What a command prints. */
export const outputOf = async (command: string, ...args: readonly string[]): Promise<string> =>
  (await run(command, ...args)).stdout;
