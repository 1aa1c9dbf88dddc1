/**
 * The words of the tree, counted: names that two files export for different things, and doc comments that begin with a preposition or a
 * question word. `node tests/words.mjs` lists them all, `node tests/words.mjs FOLDER ...` those of some folders.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/** A doc comment begins with what the thing is or does: a noun or a verb. */
const notFirst = new RegExp(
  `^(${[
    ...['About', 'Above', 'Across', 'After', 'Against', 'Along', 'Among', 'Around', 'As', 'At', 'Before'],
    ...['Behind', 'Below', 'Beneath', 'Beside', 'Besides', 'Between', 'Beyond', 'By', 'Down', 'During'],
    ...['For', 'From', 'In', 'Inside', 'Into', 'Like', 'Near', 'Of', 'Off', 'On', 'Onto', 'Out', 'Outside'],
    ...['Over', 'Past', 'Per', 'Since', 'Through', 'To', 'Toward', 'Towards', 'Under', 'Until', 'Up', 'Upon'],
    ...['Via', 'What', 'Whatever', 'Whether', 'With', 'Within', 'Without'],
  ].join('|')})\\b`,
);

/**
 * @typedef {{ readonly name: string; readonly files: readonly string[] }} SharedName
 * @typedef {{ readonly file: string; readonly line: number; readonly text: string }} Comment
 */

/**
 * @param {string} tree
 * @param {string} file
 */
const parsed = (tree, file) =>
  ts.createSourceFile(file, readFileSync(join(tree, file), 'utf8'), ts.ScriptTarget.Latest, true);

/** @param {string} tree a checkout of the project */
function sourcesOf(tree) {
  return ['src', 'app']
    .flatMap((half) => readdirSync(join(tree, half), { recursive: true }).map((name) => `${half}/${name}`))
    .filter((name) => /(?<![.]d)[.](ts|tsx|mjs)$/.test(name))
    .map((name) => parsed(tree, name));
}

/** @param {ts.Statement} statement */
function exportedNames(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = /** @type {ts.FunctionDeclaration} */ (statement);
  return name === undefined ? [] : [name.getText()];
}

/**
 * The file of the English texts that a file says in another language: one thing, twice.
 *
 * @param {string} file
 */
const inEnglish = (file) => file.replace(/^src\/text\/[a-z]{2}\//, 'src/text/en/');

/**
 * Names that more than one file declares and exports. An operation and its kernel in AssemblyScript are one thing and share a name; so
 * are a text and what it is in another language.
 *
 * @param {readonly ts.SourceFile[]} sources
 * @returns {readonly SharedName[]}
 */
function sharedNames(sources) {
  /** @type {Map<string, string[]>} */
  const filesByName = new Map();
  for (const source of sources)
    for (const name of source.statements.flatMap(exportedNames)) {
      const file = inEnglish(source.fileName);
      const files = filesByName.get(name) ?? [];
      filesByName.set(name, files.includes(file) ? files : [...files, file]);
    }
  const isKernel = (/** @type {string} */ file) => file.endsWith('.as.ts');
  return [...filesByName]
    .map(([name, files]) => ({ name, files }))
    .filter(
      ({ files }) => files.filter(isKernel).length > 1 || files.filter((file) => !isKernel(file)).length > 1,
    );
}

/**
 * Doc comments whose first word is not what the thing is or does.
 *
 * @param {ts.SourceFile} source
 * @returns {readonly Comment[]}
 */
function badlyBegun(source) {
  /** @type {Comment[]} */
  const found = [];
  for (const match of source.text.matchAll(/\/\*\*([\s\S]*?)\*\//g)) {
    const text = (match[1] ?? '').replace(/^\s*\* ?/gm, '').trim();
    if (!notFirst.test(text)) continue;
    const { line } = source.getLineAndCharacterOfPosition(match.index);
    found.push({ file: source.fileName, line: line + 1, text: text.split('\n')[0] ?? '' });
  }
  return found;
}

/**
 * @param {string} tree a checkout of the project
 * @returns {{ readonly names: readonly SharedName[]; readonly comments: readonly Comment[] }}
 */
export function wordsOf(tree) {
  const sources = sourcesOf(tree);
  return { names: sharedNames(sources), comments: sources.flatMap(badlyBegun) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folders = process.argv.slice(2);
  /** @param {string} file */
  const isAsked = (file) => folders.length === 0 || folders.some((folder) => file.startsWith(folder));
  const { names, comments } = wordsOf(fileURLToPath(new URL('..', import.meta.url)));
  for (const { name, files } of names.filter((shared) => shared.files.some(isAsked)))
    process.stdout.write(`${name}: ${files.join(', ')}\n`);
  for (const { file, line, text } of comments.filter((comment) => isAsked(comment.file)))
    process.stdout.write(`${file}:${line}: ${text}\n`);
}
