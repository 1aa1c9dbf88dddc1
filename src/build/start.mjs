/**
 * `npm start`: from a fresh clone to a page in the browser. Installs what is missing, builds, serves, and prints the
 * address. Plain Node without dependencies, because at first there are none.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install.mjs';
import { chineseFolder, chineseMode } from './languages.mjs';
import { whileLocked } from './lock.mjs';
import { endWithNpm } from './nodeProcess.mjs';
import { chineseStandaloneMode, standaloneMode } from './standalone.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const firstPort = 4173;

/**
 * Moves `next` to dist; what was there before is put back when that fails.
 *
 * @param {string} next
 * @param {string} former a path in a folder that is there
 */
async function replaceDist(next, former) {
  if (existsSync(dist)) await rename(dist, former);
  try {
    await rename(next, dist);
  } catch (error) {
    if (existsSync(former)) await rename(former, dist);
    throw error;
  }
}

/**
 * Builds aside, so that the page in dist stays whole until the new one takes its place, and serves it. Several processes may start at
 * once: each builds in a folder of its own, and they take turns to put the page into place and to begin to serve it.
 *
 * @returns {Promise<string>} the address
 */
async function serveNewPage() {
  const { build } = await import('vite');
  const folder = join(root, `build/start-${process.pid}`);
  const next = join(folder, 'next');
  try {
    await mkdir(next, { recursive: true });
    await build({ root, logLevel: 'silent', build: { outDir: next, emptyOutDir: true } });
    await build({ root, mode: standaloneMode, logLevel: 'silent', build: { outDir: next } });
    const outDir = join(next, chineseFolder);
    await build({ root, mode: chineseMode, logLevel: 'silent', build: { outDir, emptyOutDir: true } });
    await build({ root, mode: chineseStandaloneMode, logLevel: 'silent', build: { outDir } });
    return await whileLocked(join(root, 'build/start.lock'), async () => {
      await replaceDist(next, join(folder, 'former'));
      return serveDist();
    });
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** @returns {Promise<string>} the address */
async function serveDist() {
  const { servePage } = await import('./preview.mjs');
  return (await servePage(dist, firstPort)).url;
}

/**
 * Serves what was built before, if there is anything, and says why.
 *
 * @param {unknown} error
 * @returns {Promise<string | null>} the address
 */
async function serveFormerPage(error) {
  const reason = String(error instanceof Error ? error.message : error)
    .replaceAll(/\n +at .*/g, '')
    .trim();
  const hasFormer = existsSync(join(dist, 'index.html'));
  const consequence = hasFormer
    ? 'could not be rebuilt, so the one built before is served'
    : 'could not be built, and there is none from before to serve';
  process.stderr.write(`The page ${consequence}: ${reason}\n`);
  return hasFormer ? serveDist() : null;
}

endWithNpm();
await installMissing(root);
const url = await serveNewPage().catch(serveFormerPage);
if (url === null) process.exitCode = 1;
else process.stdout.write(`\n  AdaTT Playground: ${url}\n  Ctrl+C stops it.\n\n`);
