/** Runs `check.ts` or `machineCode.ts` in Node, on Dawn: `run.mjs check`, then that file's options. */
import { installed } from './packages.mjs';

const dawn = installed('webgpu');
if (dawn === null) {
  process.stderr.write('Dawn cannot be had: npm could not install the package webgpu.\n');
  process.exitCode = 1;
} else {
  process.argv.splice(2, 1, `tests/long/gpus/${process.argv[2]}.ts`, '--dawn', dawn);
  await import('../../../src/cli/run.mjs');
}
