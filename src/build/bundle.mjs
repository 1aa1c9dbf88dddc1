/** Bundles TypeScript for Node 20, cached and in parts, so that threads start before TensorFlow.js loads. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemblyScriptFiles, assemblyScriptForVite } from './assemblyScript.mjs';
import { writeWhole } from './lock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// CommonJS parts of TensorFlow.js expect these three. No global is used, since bundles may shadow them.
export const commonJsNames = `
import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __fileUrlToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileUrlToPath(import.meta.url);
const __dirname = __dirnameOf(__filename);
`;

/** @returns {import('vite').Plugin} that resolves `*.wasm?url` to a path */
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
 * Collects our source files, tree-shaken ones included.
 * @param {string[]} files
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

const poolWorker = join(root, 'src/cli/poolWorker.ts');

// Files on which every bundle depends; the last one lists installed packages.
const ofAll = [
  ...['package.json', 'src/build/bundle.mjs', 'src/build/assemblyScript.mjs'],
  `${packages}.package-lock.json`,
];

/**
 * @param {string} entry absolute path
 * @returns {Promise<string>} the bundle's path
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
  // Writes the entry file last, when all that it imports exists.
  for (const { fileName, code } of parts)
    if (fileName !== own) await writeWhole(join(folder, fileName), code);
  const code = parts.find(({ fileName }) => fileName === own)?.code ?? '';
  await writeWhole(file, `//${JSON.stringify(origin)}\n${code}`);
  await removeOldParts(folder, new Set(parts.map(({ fileName }) => fileName)));
  return file;
}

/**
 * @param {string} entry
 * @param {string} name
 * @returns {Promise<{ parts: readonly import('vite').Rolldown.OutputChunk[], sources: readonly string[] }>}
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
    // These packages read files beside their own code, so they are not bundled.
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
  // Vite sets NODE_ENV for this process, which runs the bundle afterwards.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const parts = outputs.flatMap(({ output }) => output).filter((part) => part.type === 'chunk');
  return { parts, sources };
}

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} files
 */
async function removeOldParts(folder, files) {
  const old = (await readdir(folder)).filter((name) => name.endsWith('.mjs') && !files.has(name));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/**
 * @param {string} file
 * @param {string} entry
 */
async function isCurrent(file, entry) {
  try {
    const [firstLine = ''] = (await readFile(file, 'utf8')).split('\n', 1);
    const origin = JSON.parse(firstLine.slice(2));
    return origin.entry === entry && origin.state === stateOf(origin.madeFrom);
  } catch {
    return false; // The record is missing or unreadable, or a source file is gone: not current.
  }
}

/** @param {readonly string[]} files below the root, or absolute */
function stateOf(files) {
  // Sizes and times, not contents: reading hundreds of files would take a third of a command's start.
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(resolve(root, file));
    hash.update(`${size} ${mtimeMs} `);
  }
  return hash.digest('hex');
}
