/**
 * `npm run test:soak`: the built page in use for half an hour (`-- --minutes N`), or with `-- --leaks` what single parts hold on to
 * over 20,000 steps, 50 resets, 45 lost workers and 500 previews, or with `-- --random N` N minutes of whatever there is to press
 * (`SOAK_SEED=7`). Builds the page first.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [option, value] = process.argv.slice(2);

const longRun = ['--config', 'vitest.long.config.ts', '--project', 'soak'];
const leaks = [
  [...longRun, 'leaks'],
  ['--project', 'node', 'tests/unit/engine/backend/wasmSoak.test.ts'],
  ['--project', 'browser', 'tests/browser/session/preview.browser.test.ts', '-t', 'in a row'],
];
const leakCounts = { SOAK_STEPS: '20000', VITE_SOAK_PREVIEWS: '500' };

/**
 * @param {string} program of `node_modules`
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 */
function run(program, args, env = {}) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exitCode = 1;
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
const test = (args, env) => run('vitest/vitest.mjs', ['run', '--reporter=verbose', ...args], env);

const hasNumber = ['--minutes', '--random'].includes(option ?? '') && Number(value) > 0;
if (option !== undefined && option !== '--leaks' && !hasNumber) {
  process.stderr.write('Usage: npm run test:soak [-- --minutes N | --random N | --leaks]\n');
  process.exitCode = 2;
} else {
  run('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (option === '--leaks') for (const args of leaks) test(args, leakCounts);
  else
    test([...longRun, option === '--random' ? 'monkey.test' : 'soak.test'], { SOAK_MINUTES: value ?? '30' });
}
