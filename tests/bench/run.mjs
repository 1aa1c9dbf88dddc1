/** Bundles the benchmark, which is TypeScript, and runs it. Packages are not bundled: they are for Node as they are. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { assemblyScriptForVite } from '../../src/build/assemblyScript.mjs';
import { bundleOf } from '../../src/build/bundle.mjs';

// The benchmark finds the project's files from here, wherever it is started.
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
const outDir = resolve('build/bench/run');
await build({
  configFile: false,
  publicDir: false,
  plugins: [assemblyScriptForVite()],
  logLevel: 'error',
  build: { ssr: resolve('tests/bench/bench.ts'), outDir, emptyOutDir: true },
});
// Commands that it times: the first run of one would count its bundling.
for (const command of ['answer', 'preview']) await bundleOf(resolve(`tests/bench/${command}.ts`));
await import(pathToFileURL(resolve(outDir, 'bench.js')).href);
