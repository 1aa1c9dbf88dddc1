/** The worked examples of a document: blocks of code named after files, applied to a copy of the tree. */
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A new file, or changes of an existing one. */
export interface Example {
  readonly path: string;
  readonly isDiff: boolean;
  readonly code: string;
}

/** The blocks of `document` that are named after a file. */
export async function examplesIn(document: string): Promise<readonly Example[]> {
  const markdown = await readFile(join(root, document), 'utf8');
  return Array.from(
    markdown.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms),
    ([, language, path = '', code = '']) => ({ path, isDiff: language === 'diff', code }),
  );
}

/** Copies these parts of the tree into `folder`, which shares the installed packages. */
export async function copyTree(folder: string, parts: readonly string[]): Promise<void> {
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** Throws when a new file is there already, or when a change does not fit its file. */
export async function applyExample(folder: string, { path, isDiff, code }: Example): Promise<void> {
  const file = join(folder, path);
  if (!isDiff) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code, { flag: 'wx' });
    return;
  }
  let content = await readFile(file, 'utf8');
  for (const hunk of code.split(/^@@.*\n/m)) content = changed(content, hunk, path);
  await writeFile(file, content);
}

/** Replaces the lines of a hunk that are not added by those that are not removed. They must be there exactly once. */
function changed(content: string, hunk: string, path: string): string {
  const lines = hunk.trimEnd().split('\n');
  const without = (sign: '+' | '-') =>
    lines.flatMap((line) => (line.startsWith(sign) ? [] : `${line.slice(1)}\n`)).join('');
  const [before = '', after, ...others] = `\n${content}`.split(`\n${without('+')}`);
  if (after === undefined || others.length > 0)
    throw new Error(
      `${path} has ${others.length + (after === undefined ? 0 : 1)} places like this:\n${hunk}`,
    );
  return `${before}\n${without('-')}${after}`.slice(1);
}
