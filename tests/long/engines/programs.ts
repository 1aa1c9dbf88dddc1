/** Programs that the engines need: where they are, and their lives. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of `candidates`, names on the search path or absolute paths, that can be run; null: none. */
export function programPathOf(candidates: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = candidates.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)),
  );
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program that runs. */
export interface StartedProgram {
  /** The first group of `pattern` in what it writes, as soon as it does; rejects when it ends without. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly end: () => Promise<void>;
}

/** Starts a program whose environment is this one's and `env`. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedProgram {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const over = new Promise<Error>((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => resolve(new Error(`${file} has ended: ${output}`)));
  });
  let output = '';
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const [, said] = pattern.exec(output) ?? [];
        if (said !== undefined) resolve(said);
      };
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          output += String(chunk);
          look();
        });
      void over.then(reject);
    });
  const end = async () => {
    child.kill();
    await over;
  };
  return { says, end };
}
