/** `npm start`: installs, builds, serves, and prints the address. Plain Node: packages may be missing. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install.mjs';
import { chineseFolder, chineseMode } from './languages.mjs';
import { whileLocked } from './lock.mjs';
import { endWithNpm } from './nodeProcess.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const firstPort = 4173;

/**
 * Restores the former dist on failure.
 * @param {string} next
 * @param {string} former in an existing folder
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
 * Builds aside, so that dist stays whole and several processes may start at once; they take turns to serve
 * it.
 * @returns {Promise<string>} the address
 */
async function serveNewPage() {
  const { build } = await import('vite');
  const folder = join(root, `build/start-${process.pid}`);
  const next = join(folder, 'next');
  try {
    await mkdir(next, { recursive: true });
    await build({ root, logLevel: 'silent', build: { outDir: next, emptyOutDir: true } });
    const outDir = join(next, chineseFolder);
    await build({ root, mode: chineseMode, logLevel: 'silent', build: { outDir, emptyOutDir: true } });
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
