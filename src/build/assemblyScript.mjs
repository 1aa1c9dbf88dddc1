/**
 * Compiles AssemblyScript (`*.as.ts`) wherever a module imports it: `import { base64 } from './kernels.as.ts?simd'`, or
 * `?relaxed-simd`. `import { signatures } from './kernels.as.ts?signatures'` gives the names of the arguments of its operations, in
 * the order of the cases of its `dispatched` switch. A plugin for Vite that knows no kernel.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dispatched, operationsFor } from './dispatched.mjs';
import { writeWhole } from './lock.mjs';
import { unrolled } from './unrolled.mjs';

/** @typedef {'simd' | 'relaxed-simd'} Build */

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'build/kernels');
const importPattern = /\.as\.ts\?(simd|relaxed-simd|signatures)$/;

/** @type {Readonly<Record<Build, readonly string[]>>} */
const features = { simd: ['simd'], 'relaxed-simd': ['simd', 'relaxed-simd'] };

/** Nothing of AssemblyScript's own runtime: no allocations, no globals, and memory that belongs to somebody else. */
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'];
/** AS112: vectors as arguments of exported functions. Only other AssemblyScript files call those. */
const expectedWarning = '112';

/**
 * The module that an import gets, as JavaScript source.
 *
 * @param {string} id absolute path of a file, with a query
 * @returns {Promise<{ code: string, sources: readonly string[] }>} with all files it may have been made from
 * @throws {Error} with the messages of the compiler
 */
async function moduleOf(id) {
  const sources = await assemblyScriptFiles();
  const [file = '', query] = id.split('?');
  if (query === 'signatures') {
    const operations = operationsFor(file, await textsOf(sources));
    const signatures = Object.fromEntries(operations.map(({ name, parameters }) => [name, parameters]));
    return { code: `export const signatures = ${JSON.stringify(signatures)};`, sources };
  }
  const binary = await cachedBinary(file, query === 'simd' ? 'simd' : 'relaxed-simd', sources);
  return { code: `export const base64 = '${binary.toString('base64')}';`, sources };
}

/** @param {readonly string[]} files */
async function textsOf(files) {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, index) => [file, texts[index] ?? '']));
}

/**
 * @param {string} file
 * @param {Build} build
 * @param {readonly string[]} sources
 */
async function cachedBinary(file, build, sources) {
  const cached = join(cache, `${await hashOf(file, build, sources)}.wasm`);
  const known = await readFile(cached).catch(() => null);
  if (known !== null) return known;
  const binary = await compile(file, build, await textsOf(sources));
  await mkdir(cache, { recursive: true });
  await writeWhole(cached, binary);
  return binary;
}

/**
 * @param {string} file
 * @param {Build} build
 * @param {ReadonlyMap<string, string>} sources
 */
async function compile(file, build, sources) {
  // Loaded only when needed: it takes longer than the rest of a command.
  const { default: asc } = await import('assemblyscript/asc');
  const enabled = features[build].flatMap((feature) => ['--enable', feature]);
  const where = ['--baseDir', root, '--outFile', 'kernels.wasm'];
  const args = [relative(root, file), ...options, ...enabled, ...where, '--disableWarning', expectedWarning];
  /** @type {Uint8Array[]} */
  const written = [];
  const { error, stderr } = await asc.main(args, {
    // The compiler tries several names, and takes null where there is no such file.
    readFile: async (name, folder) => {
      const path = join(folder, name);
      const source = await readFile(path, 'utf8').catch(() => null);
      return source === null ? null : unrolled(dispatched(source, path, sources));
    },
    writeFile: (_name, contents) => void written.push(Buffer.from(contents)),
  });
  const [binary] = written;
  if (error !== null || binary === undefined)
    throw new Error(`${relative(root, file)}: ${error?.message}\n${stderr}`);
  if (hasData(binary)) {
    throw new Error(
      `${relative(root, file)} has static data, which would overwrite memory that is not its own.`,
    );
  }
  return Buffer.from(binary);
}

/**
 * True for a binary that writes to memory when it is instantiated: has a section 11. Sections are an id, a length in groups
 * of seven bits, and contents.
 *
 * @param {Uint8Array} binary
 */
function hasData(binary) {
  let position = 8;
  while (position < binary.length) {
    if (binary[position++] === 11) return true;
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const group = binary[position++] ?? 0;
      length |= (group & 127) << shift;
      more = group > 127;
    }
    position += length;
  }
  return false;
}

/** All AssemblyScript of the program: each file may be part of any binary. */
export async function assemblyScriptFiles() {
  const folder = join(root, 'src');
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.as.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/**
 * @param {string} file
 * @param {Build} build
 * @param {readonly string[]} sources
 */
async function hashOf(file, build, sources) {
  const compiler = join(root, 'node_modules/assemblyscript/package.json');
  const own = ['assemblyScript', 'dispatched', 'unrolled'].map((name) =>
    join(import.meta.dirname, `${name}.mjs`),
  );
  const contents = await Promise.all([compiler, ...own, file, ...sources].map((path) => readFile(path)));
  const hash = createHash('sha256').update(`${relative(root, file)} ${build}`);
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 16);
}

/** @returns {import('vite').Plugin} */
export function assemblyScriptForVite() {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    async load(id) {
      if (!importPattern.test(id)) return null;
      const { code, sources } = await moduleOf(id);
      for (const source of sources) this.addWatchFile(source);
      return { code, map: null };
    },
  };
}
