/**
 * `npm run test:pytorch`: exported programs under PyTorch, those of new parts for hundreds of steps. With `-- --authors mtl_lib.py`, the file of the authors' library, its own
 * classes load the weights as well.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWithTorch, withoutTorch } from './findPython.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [option, file] = process.argv.slice(2);

if (option !== undefined && (option !== '--authors' || file === undefined)) {
  process.stderr.write('Usage: npm run test:pytorch [-- --authors mtl_lib.py]\n');
  process.exitCode = 2;
} else if (pythonWithTorch() === null) process.stdout.write(`${withoutTorch}\n`);
else {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const authors = file === undefined ? {} : { AUTHORS_LIBRARY: resolve(file) };
  for (const tests of [
    ['alone', 'tests/pytorch'],
    ['pytorch steps', '--config', 'vitest.long.config.ts'],
  ]) {
    const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', ...tests], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...authors },
    });
    process.exitCode ||= status ?? 1;
  }
}
