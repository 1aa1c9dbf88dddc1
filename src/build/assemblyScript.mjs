/**
 * Vite plugin that compiles AssemblyScript: `?simd` or `?relaxed-simd` exports `base64`; `?signatures`
 * exports the operations' argument names.
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

// Without AssemblyScript's runtime: no allocations or globals, and imported memory.
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'];
// AS112: vectors as arguments of exported functions, called only by other AssemblyScript files.
const expectedWarning = '112';

/**
 * @param {string} id path with a query
 * @returns {Promise<{ code: string, sources: readonly string[] }>}
 * @throws {Error} with the compiler's messages
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
  // Loaded on demand: it takes longer than the rest of a command.
  const { default: asc } = await import('assemblyscript/asc');
  const enabled = features[build].flatMap((feature) => ['--enable', feature]);
  const where = ['--baseDir', root, '--outFile', 'kernels.wasm'];
  const args = [relative(root, file), ...options, ...enabled, ...where, '--disableWarning', expectedWarning];
  /** @type {Uint8Array[]} */
  const written = [];
  const { error, stderr } = await asc.main(args, {
    // The compiler tries several names and expects null for missing files.
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
 * True if instantiation writes to memory (section 11).
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

// Each file may be part of any binary.
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
