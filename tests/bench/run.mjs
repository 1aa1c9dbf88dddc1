/** Bundles the benchmark, which is TypeScript, and runs it. Packages are not bundled: they are for Node as they are. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

// The benchmark finds the project's files from here, wherever it is started.
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
const outDir = resolve('build/bench/run');
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: { ssr: resolve('tests/bench/bench.ts'), outDir, emptyOutDir: true },
});
await import(pathToFileURL(resolve(outDir, 'bench.js')).href);
