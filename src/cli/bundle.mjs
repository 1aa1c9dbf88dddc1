/**
 * Bundles TypeScript for Node. Node 20 reads no TypeScript and cannot import TensorFlow.js's gradients as they are published.
 * A bundle is kept for as long as nothing it was made from has changed: to make one takes most of a second.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemblyScriptFiles, assemblyScriptForEsbuild } from './assemblyScript.mjs';

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

const packages = 'node_modules/';

/** Part of every bundle, whatever it imports; the last says which packages are installed. */
const ofAll = [
  ...['package.json', 'src/cli/bundle.mjs', 'src/cli/assemblyScript.mjs', 'src/cli/unrolled.mjs'],
  `${packages}.package-lock.json`,
];

/**
 * @param {string} entry absolute path of a TypeScript file
 * @returns {Promise<string>} path of the bundle, `build/cli/<name of the entry>.mjs`
 */
export async function bundleOf(entry) {
  const folder = join(root, 'build/cli');
  const file = join(folder, `${basename(entry, '.ts')}.mjs`);
  if (await isCurrent(file, entry)) return file;
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    // They read files beside their own.
    external: ['vite', 'playwright-core'],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    define: { __RELEASE__: JSON.stringify(version) },
    mainFields: ['module', 'main'],
    banner: { js: commonJsNames },
    plugins: [wasmPaths, assemblyScriptForEsbuild()],
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const inputs = Object.keys(metafile.inputs);
  const kernels = inputs.some((input) => input.includes('.as.ts')) ? await assemblyScriptFiles() : [];
  const madeFrom = [...ofAll, ...kernels, ...inputs.filter(isOwnFile)];
  const origin = { entry, madeFrom, hash: await hashOf(madeFrom) };
  const draft = `${file}.${process.pid}.draft`;
  await mkdir(folder, { recursive: true });
  // Written aside and renamed: two commands started at once never read half a file.
  await writeFile(draft, `//${JSON.stringify(origin)}\n${outputFiles[0]?.text}`);
  await rename(draft, file);
  return file;
}

/** @param {string} input of a bundle; what a plugin made has the name of that before a colon */
const isOwnFile = (input) => !input.includes(':') && !input.includes(packages);

/**
 * Whether `file` is a bundle of `entry` as everything stands now.
 *
 * @param {string} file
 * @param {string} entry
 */
async function isCurrent(file, entry) {
  try {
    const [firstLine = ''] = (await readFile(file, 'utf8')).split('\n', 1);
    const origin = JSON.parse(firstLine.slice(2));
    return origin.entry === entry && origin.hash === (await hashOf(origin.madeFrom));
  } catch {
    return false; // Not there, of another form, or made from a file that is gone.
  }
}

/** @param {readonly string[]} files below the root, or absolute */
async function hashOf(files) {
  const contents = await Promise.all(files.map((file) => readFile(resolve(root, file))));
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}
