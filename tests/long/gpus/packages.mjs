/**
 * Dawn and wgpu without a browser: two npm packages of 220 MB, which only the checks of GPUs need. They are installed when first asked
 * for, into a folder that git ignores.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'build/gpus');

const packages = {
  webgpu: { version: '0.6.2', file: 'index.js' },
  deno: { version: '2.9.6', file: 'deno' },
};

/**
 * @param {keyof typeof packages} name
 * @returns {string | null} the module that brings Dawn, or the program Deno; null where npm cannot get it
 */
export function installed(name) {
  const { file } = packages[name];
  const path = join(folder, 'node_modules', name, file);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const asked = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  // Together: npm takes away what it is not asked for.
  const all = Object.entries(packages).map(([other, { version }]) => `${other}@${version}`);
  const { status } = spawnSync('npm', [...asked, ...all], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return status === 0 && existsSync(path) ? path : null;
}
