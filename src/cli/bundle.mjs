/**
 * Bundles TypeScript for Node. Node 20 reads no TypeScript and cannot import TensorFlow.js's gradients as they are published.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assemblyScriptForEsbuild } from './assemblyScript.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Parts of TensorFlow.js are CommonJS and expect these three. No global is used: a bundle may shadow any of them. */
const commonJsNames = `
import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __fileUrlToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileUrlToPath(import.meta.url);
const __dirname = __dirnameOf(__filename);
`;

/** The command ends when the process that started it does, however that ends; waiting for this keeps no command alive. */
const endsWithParent = `
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
`;

/**
 * `import url from './some.wasm?url'` gives the page an address; here it gives the file's absolute path.
 *
 * @type {import('esbuild').Plugin}
 */
const wasmPaths = {
  name: 'wasm-paths',
  setup: (bundle) => {
    bundle.onResolve({ filter: /\.wasm\?url$/ }, async ({ path, importer, resolveDir, kind }) => {
      const { path: file, errors } = await bundle.resolve(path.replace('?url', ''), {
        importer,
        resolveDir,
        kind,
      });
      return errors.length > 0 ? { errors } : { path: file, namespace: 'wasm-path' };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'wasm-path' }, ({ path }) => ({
      contents: path,
      loader: 'text',
    }));
  },
};

/**
 * @param {string} entry absolute path of a TypeScript file
 * @returns {Promise<string>} path of the bundle, `build/cli/<name of the entry>.mjs`
 */
export async function bundleOf(entry) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    // They read files beside their own.
    external: ['vite', 'playwright-core'],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    define: { __RELEASE__: JSON.stringify(version) },
    mainFields: ['module', 'main'],
    banner: { js: commonJsNames + endsWithParent },
    plugins: [wasmPaths, assemblyScriptForEsbuild()],
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const folder = join(root, 'build/cli');
  const file = join(folder, `${basename(entry, '.ts')}.mjs`);
  const draft = `${file}.${process.pid}.draft`;
  await mkdir(folder, { recursive: true });
  // Written aside and renamed: two commands started at once never read half a file.
  await writeFile(draft, result.outputFiles[0]?.contents ?? '');
  await rename(draft, file);
  return file;
}
