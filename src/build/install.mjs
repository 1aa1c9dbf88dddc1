/**
 * Brings node_modules up to the lock file, with plain Node, before anything in node_modules may be imported. It knows
 * npm and nothing of this program.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ readonly version?: string; readonly optional?: boolean }} LockedPackage */

/**
 * Runs `npm ci` in `root` unless every package of the lock file is installed in the version it names. Contents are
 * compared rather than file times, so a copied or freshly checked-out tree is not installed again for nothing.
 *
 * @param {string} root absolute path of the folder with package.json
 * @param {import('node:child_process').IOType | number} [output] where npm's messages go
 * @returns {Promise<boolean>} whether an install was needed
 * @throws {Error} when npm fails
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
 * @returns {Promise<Map<string, LockedPackage>>} by path (`node_modules/react`), without the root package
 */
async function lockedPackages(lockFile) {
  /** @type {{ readonly packages: Readonly<Record<string, LockedPackage>> }} */
  const lock = JSON.parse(await readFile(lockFile, 'utf8'));
  return new Map(Object.entries(lock.packages).filter(([path]) => path !== ''));
}

/**
 * True when every locked package is there in the locked version. Optional packages may be absent: they are for other
 * machines.
 *
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
 * Runs npm in `root`, with its messages shown as they come, or written elsewhere.
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @param {import('node:child_process').IOType | number} [output]
 * @returns {Promise<number | null>} the exit code; null when a signal ended it
 */
export function runNpm(root, args, output = 'inherit') {
  // Inside `npm start` this is the npm that runs us; outside, whichever the shell finds.
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
