/**
 * Expands AssemblyScript's `dispatched: switch (load<i32>(call)) {` to a numbered case per operation.
 *
 * Operations are exported above the switch, or by a sibling folder's file under the folder's name:
 * `gatedMixGrad` in `gatedMix/`.
 */
import { basename, dirname, relative } from 'node:path';

/** @typedef {{ readonly name: string; readonly file: string; readonly parameters: readonly string[] }} AssemblyFunction */

const label = /^( *)dispatched: (switch \(load<i32>\((\w+)\)\) \{\n)/m;
const exported = /^export function (\w+)\(([^)]*)\): (\w+) \{/gm;

// As in `captureStep.ts`.
const mostParameters = 15;

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
