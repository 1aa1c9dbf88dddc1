/**
 * `npm run test:all`: every test of `npm test`, with those tagged thorough, and every longer one but the half-hour soak. Ends with
 * the seconds of each part; fails if one of them does. `-- PART …` runs those parts alone. Plain Node.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {readonly string[]} projects of vitest.long.config.ts */
const long = (...projects) => [
  join(root, 'node_modules/vitest/vitest.mjs'),
  ...['run', '--config', 'vitest.long.config.ts', '--reporter=dot'],
  ...projects.flatMap((project) => ['--project', project]),
];
const withoutPictures = { WITHOUT_PICTURES: '1' };

/** @type {Readonly<Record<string, readonly [args: readonly string[], env?: Readonly<Record<string, string>>]>>} */
const parts = {
  'npm test': [[join(root, 'tests/run.mjs')]],
  pages: [long('pages')],
  webgpu: [long('webgpu')],
  walk: [long('looks'), withoutPictures],
  'walk in Chinese': [long('looks'), { ...withoutPictures, PAGE_LANGUAGE: 'zh' }],
  bytes: [long('bytes *')],
  engines: [long('engines')],
  leaks: [[join(root, 'tests/long/soak/run.mjs'), '--leaks']],
  pytorch: [[join(root, 'tests/pytorch/run.mjs')]],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(
    `No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(2);
}

/** @param {readonly string[]} args @param {Readonly<Record<string, string>>} [env] */
const run = (args, env = {}) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status;

const results = Object.entries(parts)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .map(([name, [args, env]], index) => {
    // The first part builds the English page alone, and installs what is missing.
    if (index === (wanted.length === 0 ? 1 : 0))
      spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' });
    process.stdout.write(`\n${name}\n`);
    const start = performance.now();
    const status = run(args, env);
    return { name, seconds: Math.round((performance.now() - start) / 1000), isPassed: status === 0 };
  });

process.stdout.write('\n');
for (const { name, seconds, isPassed } of results)
  process.stdout.write(`${isPassed ? '✓' : '✗'} ${name}: ${seconds} s\n`);
if (results.some(({ isPassed }) => !isPassed)) process.exitCode = 1;
