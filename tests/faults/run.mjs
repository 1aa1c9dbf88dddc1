/**
 * `npm run test:faults`: builds the page, provokes every kind of fault in a browser, prints a table of what they did and writes it
 * to `build/faults.md`. What follows is for Vitest: `-- -t GPU` provokes those with GPU in their names. Exit code 1 when one did not
 * end as promised.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultTable } from './table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'build');
const reportFile = join(folder, 'faults.json');

/** @param {readonly string[]} args */
const run = ([tool = '', ...args]) =>
  spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: root, stdio: 'inherit' })
    .status ?? 1;

mkdirSync(folder, { recursive: true });
rmSync(reportFile, { force: true });
const built = run(['vite/bin/vite.js', 'build', '--logLevel', 'warn']);
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${reportFile}`];
const config = ['--config', 'vitest.long.config.ts', '--project', 'faults'];
const vitest = ['vitest/vitest.mjs', 'run', ...config, ...reporters, ...process.argv.slice(2)];
process.exitCode = built === 0 ? run(vitest) : built;
if (built === 0) {
  const table = faultTable(JSON.parse(readFileSync(reportFile, 'utf8')));
  writeFileSync(join(folder, 'faults.md'), table);
  process.stdout.write(`\n${table}`);
}
