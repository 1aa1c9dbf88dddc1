/**
 * `npm run test:pytorch`: exported programs under PyTorch, those of new parts for hundreds of steps. With `-- --authors mtl_lib.py`, the file of the authors' library, its own
 * classes load the weights as well.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTorch, pythonWithTorch, withoutTorch } from './findPython.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [option, file] = process.argv.slice(2);

if (option !== undefined && (option !== '--authors' || file === undefined)) {
  process.stderr.write('Usage: npm run test:pytorch [-- --authors mtl_lib.py]\n');
  process.exitCode = 2;
} else {
  installTorch();
  if (pythonWithTorch() === null) process.stdout.write(`${withoutTorch}\n`);
  else {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const authors = file === undefined ? {} : { AUTHORS_LIBRARY: resolve(file) };
    const args = [vitest, 'run', '--config', 'vitest.long.config.ts', '--project', 'pytorch'];
    const env = { ...process.env, ...authors };
    process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
  }
}
