/** Runs `check.ts` in Node, on Dawn, with its options. */
import { installed } from './packages.mjs';

const dawn = installed('webgpu');
if (dawn === null) {
  process.stderr.write('Dawn cannot be had: npm could not install the package webgpu.\n');
  process.exitCode = 1;
} else {
  process.argv.splice(2, 0, 'tests/long/gpus/check.ts', '--dawn', dawn);
  await import('../../../src/cli/run.mjs');
}
