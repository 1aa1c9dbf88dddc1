/** Installs missing packages, in plain Node, before anything in node_modules is imported. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ readonly version?: string; readonly optional?: boolean }} LockedPackage */

/**
 * Compares versions, not file times, so that fresh copies are not reinstalled.
 * @param {string} root
 * @param {import('node:child_process').IOType | number} [output]
 * @returns {Promise<boolean>} true if it installed
 * @throws {Error} if npm fails
 */
export async function installMissing(root, output) {
  const locked = await lockedPackages(join(root, 'package-lock.json'));
  const installed = await lockedPackages(join(root, 'node_modules', '.package-lock.json')).catch(
    () => new Map(),
  );
  if (isInstalled(locked, installed)) return false;
  const code = await runNpm(root, ['ci', '--include=dev'], output);
  if (code !== 0) throw new Error(`npm ci ended with exit code ${code}. Its messages above say why.`);
  return true;
}

/**
 * @param {string} lockFile
 * @returns {Promise<Map<string, LockedPackage>>} by path, such as `node_modules/react`
 */
async function lockedPackages(lockFile) {
  /** @type {{ readonly packages: Readonly<Record<string, LockedPackage>> }} */
  const lock = JSON.parse(await readFile(lockFile, 'utf8'));
  return new Map(Object.entries(lock.packages).filter(([path]) => path !== ''));
}

/**
 * Optional packages may be missing.
 * @param {ReadonlyMap<string, LockedPackage>} locked
 * @param {ReadonlyMap<string, LockedPackage>} installed
 */
export function isInstalled(locked, installed) {
  return [...locked].every(([path, wanted]) => {
    const found = installed.get(path);
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @param {import('node:child_process').IOType | number} [output]
 * @returns {Promise<number | null>} null after a signal
 */
function runNpm(root, args, output = 'inherit') {
  // Uses the npm that runs `npm start`, otherwise the one that the shell finds.
  const npm = process.env['npm_execpath'];
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['inherit', output, output];
  const child =
    npm === undefined
      ? spawn('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' })
      : spawn(process.execPath, [npm, ...args], { cwd: root, stdio });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
