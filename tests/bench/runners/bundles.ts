/** Bundles what runs the jobs, and pages of other checks, as the product is bundled: with its own build settings and optimised. */
import { resolve } from 'node:path';
import { build } from 'vite';
import { commonJsNames, wasmPathsInNode } from '../../../src/build/bundle.mjs';

const outDir = resolve('build/bench');

/** Path of the bundle to start in Node. */
export async function bundleForNode(): Promise<string> {
  await build({
    configFile: resolve('vite.config.ts'),
    publicDir: false,
    logLevel: 'error',
    plugins: [wasmPathsInNode()],
    build: {
      ssr: resolve('tests/bench/nodeWorker.ts'),
      outDir: resolve(outDir, 'node'),
      emptyOutDir: true,
      rolldownOptions: { output: { banner: commonJsNames } },
    },
    ssr: { noExternal: true },
  });
  return resolve(outDir, 'node/nodeWorker.js');
}

/** Folder with the page to serve. */
export async function bundleForBrowser(): Promise<string> {
  const folder = resolve(outDir, 'page');
  await bundlePage('tests/bench/page', folder);
  return folder;
}

/** Bundles the page of the folder `root` into `folder`. */
export async function bundlePage(root: string, folder: string): Promise<void> {
  await build({
    configFile: resolve('vite.config.ts'),
    root: resolve(root),
    publicDir: false,
    logLevel: 'error',
    build: { outDir: resolve(folder), emptyOutDir: true },
  });
}
