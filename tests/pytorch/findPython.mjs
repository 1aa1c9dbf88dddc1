/** The virtual environment of the PyTorch tests, `.venv-pytorch`: made once from `requirements.txt`, and again when that changes. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.venv-pytorch', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const installed = join(folder, 'requirements.txt');
const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python3');

/** @returns {string | null} */
export const pythonWithTorch = () =>
  existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8')
    ? python
    : null;

/** Without Python 3, or where PyPI is not reached, there is none afterwards. */
export function installTorch() {
  if (pythonWithTorch() !== null) return;
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write('Installing torch, pandas and pyarrow once, into .venv-pytorch.\n');
  const isDone = [
    ['python3', '-m', 'venv', folder],
    [python, '-m', 'pip', 'install', '--quiet', '--retries', '1', '-r', requirements],
  ].every(([program = '', ...args]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0);
  if (isDone) copyFileSync(requirements, installed);
}

export const withoutTorch =
  'Skipped: every test of exported PyTorch programs, which need Python 3 with venv, and PyPI to install torch, pandas and pyarrow.';
