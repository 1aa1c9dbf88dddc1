/**
 * Bundles TypeScript for Node. Node 20 reads no TypeScript and cannot import TensorFlow.js's gradients as they are published.
 * A bundle is kept for as long as nothing it was made from has changed: to make one takes most of a second. It comes in parts, so
 * that a command starts its threads before it loads TensorFlow.js, and they load nothing but what trains.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** What threads of a command run; part of every bundle. */
const poolWorker = join(root, 'src/cli/poolWorker.ts');

/** Part of every bundle, whatever it imports; the last says which packages are installed. */
const ofAll = [
  ...['package.json', 'src/build/bundle.mjs'],
  ...['assemblyScript', 'dispatched', 'unrolled'].map((name) => `src/build/${name}.mjs`),
  `${packages}.package-lock.json`,
];

/**
 * @param {string} entry absolute path of a TypeScript file
 * @returns {Promise<string>} path of the bundle, `build/cli/<name of the entry>/<name of the entry>.mjs`, with `poolWorker.mjs` beside it
 */
export async function bundleOf(entry) {
  const name = basename(entry, '.ts');
  const folder = join(root, 'build/cli', name);
  const file = join(folder, `${name}.mjs`);
  if (await isCurrent(file, entry)) return file;
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { outputFiles, metafile } = await build({
    entryPoints: [...new Set([entry, poolWorker])],
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    outdir: folder,
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
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
  const origin = { entry, madeFrom, state: stateOf(madeFrom) };
  await mkdir(folder, { recursive: true });
  // The file that says what it was made from comes last, when all it imports is there.
  for (const { path, text } of outputFiles) if (path !== file) await writeWhole(path, text);
  const own = outputFiles.find(({ path }) => path === file);
  await writeWhole(file, `//${JSON.stringify(origin)}\n${own?.text}`);
  await removeOldParts(folder, new Set(outputFiles.map(({ path }) => path)));
  return file;
}

/**
 * Written aside and renamed: two commands started at once never read half a file.
 *
 * @param {string} file
 * @param {string} text
 */
async function writeWhole(file, text) {
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, text);
  await rename(draft, file);
}

/**
 * @param {string} folder of a bundle
 * @param {ReadonlySet<string>} files of which it consists now
 */
async function removeOldParts(folder, files) {
  const paths = (await readdir(folder))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(folder, name));
  await Promise.all(paths.filter((path) => !files.has(path)).map((path) => rm(path, { force: true })));
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
    return origin.entry === entry && origin.state === stateOf(origin.madeFrom);
  } catch {
    return false; // Not there, of another form, or made from a file that is gone.
  }
}

/**
 * What changes when one of them is written. Not their contents: to read hundreds of files takes a third of a command's start.
 *
 * @param {readonly string[]} files below the root, or absolute
 */
function stateOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(resolve(root, file));
    hash.update(`${size} ${mtimeMs} `);
  }
  return hash.digest('hex');
}
