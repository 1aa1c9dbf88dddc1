/**
 * Bundles TypeScript for Node. Node 20 reads no TypeScript and cannot import TensorFlow.js's gradients as they are published.
 * A bundle is kept for as long as nothing it was made from has changed: to make one takes most of a second. It comes in parts, so
 * that a command starts its threads before it loads TensorFlow.js, and they load nothing but what trains.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemblyScriptFiles, assemblyScriptForVite } from './assemblyScript.mjs';
import { writeWhole } from './lock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Parts of TensorFlow.js are CommonJS and expect these three. No global is used: a bundle may shadow any of them. */
export const commonJsNames = `
import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __fileUrlToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileUrlToPath(import.meta.url);
const __dirname = __dirnameOf(__filename);
`;

/**
 * `import url from './some.wasm?url'` gives the page an address; to what runs in Node it gives the file's absolute path.
 *
 * @returns {import('vite').Plugin}
 */
export function wasmPathsInNode() {
  return {
    name: 'wasm-paths-in-node',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'ssr',
    async load(id) {
      return /\.wasm\?url$/.test(id) ? `export default ${JSON.stringify(id.replace('?url', ''))};` : null;
    },
  };
}

/**
 * Tells which of our own files a bundle was made from, also those of which nothing is left in it.
 *
 * @param {string[]} files to which they are added
 * @returns {import('vite').Plugin}
 */
function ownFiles(files) {
  return {
    name: 'own-files',
    buildEnd() {
      const ids = [...this.getModuleIds()].filter((id) => isAbsolute(id) && !id.includes(packages));
      files.push(...new Set(ids.map((id) => id.replace(/\?.*/, ''))));
    },
  };
}

const packages = 'node_modules/';

/** The file that threads of a command run; part of every bundle. */
const poolWorker = join(root, 'src/cli/poolWorker.ts');

/** Files of which every bundle is made, whatever it imports; the last says which packages are installed. */
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
  const { parts, sources } = await built(entry, name);
  const kernels = sources.some((source) => source.endsWith('.as.ts')) ? await assemblyScriptFiles() : [];
  const madeFrom = [...ofAll, ...kernels, ...sources];
  const origin = { entry, madeFrom, state: stateOf(madeFrom) };
  await mkdir(folder, { recursive: true });
  const own = `${name}.mjs`;
  // The file that says what it was made from comes last, when all it imports is there.
  for (const { fileName, code } of parts)
    if (fileName !== own) await writeWhole(join(folder, fileName), code);
  const code = parts.find(({ fileName }) => fileName === own)?.code ?? '';
  await writeWhole(file, `//${JSON.stringify(origin)}\n${code}`);
  await removeOldParts(folder, new Set(parts.map(({ fileName }) => fileName)));
  return file;
}

/**
 * @param {string} entry
 * @param {string} name of the file that it becomes
 * @returns {Promise<{ parts: readonly import('vite').Rolldown.OutputChunk[], sources: readonly string[] }>} with our own files
 */
async function built(entry, name) {
  const { build } = await import('vite');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  /** @type {string[]} */
  const sources = [];
  const { NODE_ENV } = process.env;
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { __RELEASE__: JSON.stringify(version) },
    plugins: [wasmPathsInNode(), assemblyScriptForVite(), ownFiles(sources)],
    // These read files beside their own.
    ssr: { noExternal: true, external: ['vite', 'playwright-core'] },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      rolldownOptions: {
        input: { poolWorker, [name]: entry },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', banner: commonJsNames },
      },
    },
  });
  // Vite sets it for this process, which goes on to run the bundle.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const parts = outputs.flatMap(({ output }) => output).filter((part) => part.type === 'chunk');
  return { parts, sources };
}

/**
 * @param {string} folder of a bundle
 * @param {ReadonlySet<string>} files of which it consists now
 */
async function removeOldParts(folder, files) {
  const old = (await readdir(folder)).filter((name) => name.endsWith('.mjs') && !files.has(name));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/**
 * True when `file` is a bundle of `entry` as everything stands now.
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
 * A text that changes when one of them is written. It is not made of their contents: to read hundreds of files takes a third of a command's start.
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
