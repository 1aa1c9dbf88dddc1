/**
 * `npm start`: from a fresh clone to a page in the browser. Installs what is missing, builds, serves, and prints the
 * address. Plain Node without dependencies, because at first there are none.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const firstPort = 4173;

/** Builds aside, so that the page in dist stays whole until the new one takes its place. */
async function rebuild() {
  const { build } = await import('vite');
  const [next, former] = [join(root, 'build/next'), join(root, 'build/former')];
  await mkdir(next, { recursive: true });
  await build({ root, logLevel: 'silent', build: { outDir: next, emptyOutDir: true } });
  await rm(former, { recursive: true, force: true });
  if (existsSync(dist)) await rename(dist, former);
  await rename(next, dist);
  await rm(former, { recursive: true, force: true });
}

/** @returns {Promise<boolean>} whether there is a page to serve */
async function preparePage() {
  try {
    await rebuild();
    return true;
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error)
      .replaceAll(/\n +at .*/g, '')
      .trim();
    const hasFormer = existsSync(join(dist, 'index.html'));
    const consequence = hasFormer
      ? 'could not be rebuilt, so the one built before is served'
      : 'could not be built, and there is none from before to serve';
    process.stderr.write(`The page ${consequence}: ${reason}\n`);
    return hasFormer;
  }
}

await installMissing(root);
if (await preparePage()) {
  const { serve } = await import('./preview.mjs');
  const { url } = await serve(dist, firstPort);
  process.stdout.write(`\n  AdaTT Playground: ${url}\n  Ctrl+C stops it.\n\n`);
} else {
  process.exitCode = 1;
}
