/**
 * `npm test`: installs what is missing, runs every check and every test, and ends with `N passed, N failed`. What follows is for
 * Vitest. Plain Node: it must run before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../src/build/install.mjs';
import { endWithNpm } from '../src/build/nodeProcess.mjs';
import { chromiumPath } from './e2e/harness/chromium.mjs';

/** Debian and its relatives can be helped; elsewhere the browser is for the reader to install. */
function installChromium() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const [program = '', ...rest] = [...asRoot, 'apt-get', ...args];
    spawnSync(program, rest, { stdio: 'inherit' });
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
endWithNpm();
await installMissing(root);
if (chromiumPath() === null) installChromium();
process.argv.splice(2, 0, 'run');
await import(join(root, 'node_modules/vitest/vitest.mjs'));
