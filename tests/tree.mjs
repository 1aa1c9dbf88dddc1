/**
 * `npm run -s check:tree`: the size, the words and the shape of src, app and tests in numbers, with `--json` as one JSON object. It fails where
 * a number is beyond its limit. `-- FOLDER` measures another checkout of the project, where nothing fails; `--list` names what the
 * numbers count. `--draw SEED` prints 60 comments and 20 names drawn by that seed instead, for somebody who does not see the code.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import ts from 'typescript';

/** @typedef {{ readonly name: string; readonly code: string; readonly source: ts.SourceFile | null }} File */
/** @typedef {{ readonly isDoc: boolean; readonly text: string }} Comment */

const ownTree = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const drawAt = args.indexOf('--draw');
const [seed] = drawAt < 0 ? [] : args.splice(drawAt, 2).slice(1);
const tree = resolve(args.find((arg) => !arg.startsWith('--')) ?? ownTree);

/** The largest numbers that the check lets pass. */
const limits = {
  'lines in src and app': 90_631,
  'lines in tests': 56_180,
  exports: 2638,
  'scripts of package.json': 37,
  'words of doc comments': 50_000,
  'words of all comments': 60_000,
  'names declared twice and exported': 0,
  'circles of folders': 0,
  'folders in src': 14,
  'folders in app': 14,
  'words of README.md': 1100,
  'words of ARCHITECTURE.md': 2500,
  'words of CONTRIBUTING.md': 2500,
  'words of CHANGELOG.md': 2500,
  'words of BENCHMARKS.md': 3000,
};

/** @param {string} file */
const read = (file) => readFileSync(join(tree, file), 'utf8');

/** @type {readonly File[]} */
const files = ['src', 'app']
  .flatMap((half) => readdirSync(join(tree, half), { recursive: true }).map((name) => `${half}/${name}`))
  .filter((name) => /[.](ts|tsx|css|mjs|py)$/.test(name))
  .map((name) => {
    const code = read(name);
    const isScript = /[.](ts|tsx|mjs)$/.test(name);
    return {
      name,
      code,
      source: isScript ? ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true) : null,
    };
  });

/** Everything that somebody wrote there: programs, pages, styles, notes; not the vectors. */
const testFolder = join(tree, 'tests');
const testFiles = (
  existsSync(testFolder) ? readdirSync(testFolder, { recursive: true, withFileTypes: true }) : []
)
  .filter((entry) => entry.isFile() && !/[.](safetensors|json|csv|gz|parquet|pyc)$/.test(entry.name))
  .map((entry) => relative(tree, join(entry.parentPath, entry.name)));

/** @param {string} text */
const numLines = (text) => text.split('\n').length - 1;
/** @param {string} text */
const numWords = (text) => text.split(/\s+/).filter((word) => word !== '').length;
/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/**
 * @param {File} file
 * @returns {readonly Comment[]}
 */
function commentsOf({ name, code, source }) {
  if (source !== null) return scriptComments(source);
  const pattern = name.endsWith('.css') ? /\/\*([\s\S]*?)\*\//g : /^\s*#(?!:)(.*)$/gm;
  return [...code.matchAll(pattern)].map(([, text = '']) => ({ isDoc: false, text }));
}

/** @param {ts.Node} node */
const isOfJsDoc = ({ kind }) => kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;

/** @param {ts.SourceFile} source */
function scriptComments(source) {
  /** @type {Map<number, Comment>} */
  const byPlace = new Map();
  /** @param {readonly ts.CommentRange[] | undefined} ranges */
  const take = (ranges = []) => {
    for (const { pos, end } of ranges) {
      const written = source.text.slice(pos, end);
      const text = written.replace(/^\/\*+|\*\/$|^\/\//g, '').replace(/^\s*\* ?/gm, '');
      byPlace.set(pos, { isDoc: written.startsWith('/**'), text });
    }
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    const children = node.getChildren(source);
    if (children.length === 0 || node.kind === ts.SyntaxKind.EndOfFileToken) {
      take(ts.getLeadingCommentRanges(source.text, node.pos));
      take(ts.getTrailingCommentRanges(source.text, node.end));
    }
    for (const child of children) if (!isOfJsDoc(child)) visit(child);
  };
  visit(source);
  return [...byPlace.values()];
}

/** Top-level declarations of a file: name, and whether it is exported. @param {ts.SourceFile} source */
function declarationsOf(source) {
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [{ name: name.text, isExported }] : [],
      );
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    return isNamed && statement.name !== undefined ? [{ name: statement.name.text, isExported }] : [];
  });
}

/** A text in another language is the same thing. @param {string} file */
const thingOf = (file) => file.replace(/^src\/text\/[a-z]{2}\//, 'src/text/');

/**
 * Names that the top levels of several files declare; an operation and its kernel in AssemblyScript share theirs.
 *
 * @param {boolean} onlyExported
 */
function namesTwice(onlyExported) {
  /** @type {Map<string, Set<string>>} */
  const places = new Map();
  for (const { name: file, source } of files)
    for (const { name, isExported } of source === null ? [] : declarationsOf(source)) {
      if (onlyExported && !isExported) continue;
      const key = `${name}${file.endsWith('.as.ts') ? ' (AssemblyScript)' : ''}`;
      places.set(key, (places.get(key) ?? new Set()).add(thingOf(file)));
    }
  return [...places].flatMap(([name, where]) =>
    where.size > 1 ? [`${name}: ${[...where].join(', ')}`] : [],
  );
}

/**
 * Circles of folders, by imports, types included: sets of folders of which each reaches each.
 *
 * @param {number} depth of folders below the tree, 2 for `src/X`
 */
function circlesAt(depth) {
  /** @param {string} file */
  const folderOf = (file) => dirname(file).split('/').slice(0, depth).join('/');
  /** @type {Map<string, Set<string>>} */
  const imports = new Map();
  for (const { name, source } of files) {
    const from = folderOf(name);
    for (const statement of source?.statements ?? []) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.'))
        continue;
      const to = folderOf(join(dirname(name), specifier.text));
      const isParent = to.startsWith(`${from}/`) || from.startsWith(`${to}/`);
      if (to !== from && !isParent) imports.set(from, (imports.get(from) ?? new Set()).add(to));
    }
  }
  /** @param {string} folder */
  const reachedFrom = (folder) => {
    /** @type {Set<string>} */
    const reached = new Set();
    const open = [folder];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const to of imports.get(next) ?? []) if (!reached.has(to)) open.push(to) && reached.add(to);
    return reached;
  };
  const reached = new Map([...imports.keys()].map((folder) => [folder, reachedFrom(folder)]));
  const circles = [...reached].map(([folder, to]) =>
    [folder, ...[...to].filter((other) => other !== folder && reached.get(other)?.has(folder))].sort(),
  );
  return [...new Set(circles.filter(({ length }) => length > 1).map((circle) => circle.join(' - ')))];
}

/** @param {string} half */
const foldersIn = (half) =>
  readdirSync(join(tree, half), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${half}/${name}`);

/** Exports that declare, but those of texts, which are one catalogue. */
const exportsOf = files
  .filter(({ name }) => !name.startsWith('src/text/'))
  .flatMap(({ name, code }) =>
    [
      ...code.matchAll(
        /^export (?:default |declare |abstract |async )*(?:const|let|function|class|interface|type|enum)\b.*$/gm,
      ),
    ]
      .map(([line]) => `${name}: ${line}`)
      .filter((line) => !/: export type [{*]/.test(line)),
  );

const comments = files.flatMap(commentsOf);
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'BENCHMARKS.md'].filter(
  (name) => existsSync(join(tree, name)),
);

/** What is counted; lists are counted by their length. */
const counted = {
  'files in src and app': files.length,
  'lines in src and app': sum(files.map(({ code }) => numLines(code))),
  'lines in tests': sum(testFiles.map((name) => numLines(read(name)))),
  'words of doc comments': sum(comments.filter(({ isDoc }) => isDoc).map(({ text }) => numWords(text))),
  'words of all comments': sum(comments.map(({ text }) => numWords(text))),
  exports: exportsOf,
  'names declared twice': namesTwice(false),
  'names declared twice and exported': namesTwice(true),
  'circles of folders': [...new Set([...circlesAt(2), ...circlesAt(3)])],
  'folders in src': foldersIn('src'),
  'folders in app': foldersIn('app'),
  'scripts of package.json': Object.keys(JSON.parse(read('package.json')).scripts),
  ...Object.fromEntries(documents.map((name) => [`words of ${name}`, numWords(read(name))])),
};

/**
 * @param {readonly string[]} list
 * @param {number} count
 */
function drawn(list, count) {
  const generator = xoroshiro128plus(Number(seed));
  const left = [...new Set(list)].sort();
  return Array.from(
    { length: count },
    (_, i) => `${i + 1}. ${left.splice(uniformInt(generator, 0, left.length - 1), 1)}`,
  );
}

if (seed !== undefined) {
  const words = comments.map(({ text }) => text.trim().replace(/\s+/g, ' '));
  const names = files.flatMap(({ source }) => (source === null ? [] : declarationsOf(source)));
  const lines = [
    ...drawn(
      words.filter((text) => numWords(text) > 3),
      60,
    ),
    '',
    ...drawn(
      names.map(({ name }) => name),
      20,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exit();
}

const numbers = Object.entries(counted).map(([name, value]) => ({
  name,
  number: typeof value === 'number' ? value : value.length,
  list: typeof value === 'number' ? [] : value,
}));
if (args.includes('--json'))
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(numbers.map(({ name, number }) => [name, number])), null, 2)}\n`,
  );
else
  for (const { name, number, list } of numbers) {
    process.stdout.write(`${name}: ${number}\n`);
    if (args.includes('--list')) for (const item of list) process.stdout.write(`  ${item}\n`);
  }
for (const [name, limit] of relative(ownTree, tree) === '' ? Object.entries(limits) : []) {
  const number = numbers.find((one) => one.name === name)?.number ?? 0;
  if (number <= limit) continue;
  process.stderr.write(`✗ ${name}: ${number}, at most ${limit} are let pass.\n`);
  process.exitCode = 1;
}
