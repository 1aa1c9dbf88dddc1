/** Puts a built page into a site as the release workflow does. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const command = fileURLToPath(new URL('../../../src/build/site.mjs', import.meta.url));

export interface Release {
  readonly version: string;
  /** Folder with its built page; null where nobody built one. */
  readonly dist: string | null;
  readonly tag?: string;
}

/** What the command printed. Rejects with what it complained about. */
export async function publish(site: string, { version, dist, tag }: Release): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'release-'));
  try {
    await mkdir(join(tree, 'src/build'), { recursive: true });
    await cp(command, join(tree, 'src/build/site.mjs'));
    await writeFile(join(tree, 'package.json'), JSON.stringify({ version, type: 'module' }));
    if (dist !== null) await cp(dist, join(tree, 'dist'), { recursive: true });
    const args = [join(tree, 'src/build/site.mjs'), site, ...(tag === undefined ? [] : [tag])];
    return (await promisify(execFile)(process.execPath, args)).stdout;
  } finally {
    await rm(tree, { recursive: true });
  }
}
