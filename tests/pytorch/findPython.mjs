/** Finds a Python that has torch: Debian's own is often another than the first on the path. */
import { spawnSync } from 'node:child_process';

/** @returns {string | null} */
export function pythonWithTorch() {
  const candidates = [process.env['PYTHON'] ?? '', '/usr/bin/python3', 'python3'].filter((one) => one !== '');
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0) ?? null;
}

export const withoutTorch =
  'Skipped: no python3 with torch was found (Debian: python3-torch and libopenblas0-pthread; or set PYTHON).';
