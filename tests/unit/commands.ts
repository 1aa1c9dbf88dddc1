/** Commands run as processes. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `src/cli/run.mjs` of a tree, with the name or the file of a command and its arguments. */
export function runIn(tree: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 2 ** 26, cwd: root };
    execFile(process.execPath, [join(tree, 'src/cli/run.mjs'), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

const run = (...args: readonly string[]): Promise<Outcome> => runIn(root, ...args);

/** What a command prints; rejects where it fails. */
export async function outputOf(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  if (code !== 0) throw new Error(`${args.join(' ')} failed (${code}): ${stderr}`);
  return stdout;
}
