/** Vite plugin that compiles AssemblyScript: `?simd`, `?relaxed-simd` and `?signatures` (argument names). */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from './lock.mjs';

const head = /^( *)unrolled: for \(let (\w+) = (\d+); \2 (<|>=) (\d+); \2(\+\+|--)\) \{\n/m;

/** @typedef {{ readonly name: string; readonly file: string; readonly parameters: readonly string[] }} AssemblyFunction */

const label = /^( *)dispatched: (switch \(load<i32>\((\w+)\)\) \{\n)/m;
const exported = /^export function (\w+)\(([^)]*)\): (\w+) \{/gm;

// Must equal the limit in `captureStep.ts`.
const mostParameters = 15;

/** @typedef {'simd' | 'relaxed-simd'} Build */

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'build/kernels');
const importPattern = /\.as\.ts\?(simd|relaxed-simd|signatures)$/;

/** @type {Readonly<Record<Build, readonly string[]>>} */
const features = { simd: ['simd'], 'relaxed-simd': ['simd', 'relaxed-simd'] };

// Without AssemblyScript's runtime: no allocations or globals, and imported memory.
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'];
// Warning AS112 is about vectors as arguments of exported functions; only AssemblyScript calls these.
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
  const contents = await Promise.all(
    [compiler, import.meta.filename, file, ...sources].map((path) => readFile(path)),
  );
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

/**
 * @param {string} entry
 * @param {ReadonlyMap<string, string>} sources by path
 * @returns {readonly AssemblyFunction[]} in the order of their numbers
 * @throws {Error} for other parameters than numbers
 */
export function operationsFor(entry, sources) {
  const found = [...sources].flatMap(([file, source]) => {
    if (file === entry) return functionsIn(file, source.slice(0, label.exec(source)?.index));
    const folder = dirname(file);
    if (dirname(folder) !== dirname(dirname(entry))) return [];
    return functionsIn(file, source).filter(({ name }) => name.startsWith(basename(folder)));
  });
  for (const { name, file, types } of found) {
    if (types.length <= mostParameters && types.every((type) => ['usize', 'i32'].includes(type))) continue;
    throw new Error(
      `${name} in ${file} takes (${types}): it must take at most ${mostParameters} usize or i32.`,
    );
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {string} source
 * @param {string} entry its path
 * @param {ReadonlyMap<string, string>} sources by path
 * @returns {string}
 */
export function dispatched(source, entry, sources) {
  if (!label.test(source)) return source;
  const operations = operationsFor(entry, sources);
  const written = source.replace(label, (_, indent, head, call) => {
    const cases = operations.map(({ name, parameters }, number) => {
      const args = parameters.map((_parameter, i) => `load<i32>(${call} + ${4 * (i + 1)})`);
      return `${indent}  case ${number}: return ${name}(${args.join(', ')});\n`;
    });
    return indent + head + cases.join('');
  });
  const lines = operations.flatMap(({ name, file }) => {
    const from = relative(dirname(entry), file).replace(/\.ts$/, '');
    return file === entry ? [] : ['import', 'export'].map((word) => `${word} { ${name} } from '${from}';\n`);
  });
  return lines.join('') + written;
}

/**
 * @param {string} file
 * @param {string} source
 */
function functionsIn(file, source) {
  return [...source.matchAll(exported)].map(([, name = '', list = '']) => {
    const parameters = [...list.matchAll(/(\w+): (\w+)/g)];
    return {
      name,
      file,
      parameters: parameters.map(([, parameter = '']) => parameter),
      types: parameters.map(([, , type = '']) => type),
    };
  });
}

/**
 * @param {string} source
 * @returns {string}
 * @throws {Error} for a loop of another form, or without an end
 */
export function unrolled(source) {
  const found = head.exec(source);
  if (found === null) {
    const other = /^ *unrolled:.*/m.exec(source);
    if (other !== null) throw new Error(`This loop cannot be written out: ${other[0].trim()}`);
    return source;
  }
  const [line, indent, name = '', first, relation, bound, step] = found;
  const start = found.index + line.length;
  const end = source.indexOf(`\n${indent}}\n`, start - 1) + 1;
  if (end === 0) throw new Error(`This loop has no end: ${line.trim()}`);
  const body = source.slice(start, end);
  const uses = new RegExp(`\\$${name}\\b|\\b${name}\\b`, 'g');
  const values = valuesOf(Number(first), Number(bound), `${relation}${step}`);
  const copies = values.map((value) => body.replaceAll(uses, String(value))).join('');
  const before = source.slice(0, found.index);
  return unrolled(before + copies + source.slice(end + `${indent}}\n`.length));
}

/**
 * @param {number} first
 * @param {number} bound
 * @param {string} form
 */
function valuesOf(first, bound, form) {
  if (form === '<++') return Array.from({ length: bound - first }, (_, index) => first + index);
  if (form === '>=--') return Array.from({ length: first - bound + 1 }, (_, index) => first - index);
  throw new Error('A loop to write out counts up below a bound, or down to one.');
}
