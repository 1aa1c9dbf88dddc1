/**
 * `npm run faults -- --seed S --count N [--at COMMIT]`: plants faults of one line, one at a time, in a copy of HEAD and says whether
 * the unit tests nearest to the line catch it. With a commit, the same faults in that commit, too: of lines that stand in both. A
 * test that fails counts only if its file passes without the fault.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAst, transformWithOxc } from 'vite';
import type { JsonTestResults } from 'vitest/node';
import { createStream } from '../../src/core/random.ts';

/** A fault costs this much at most in each commit, and a test that fails as much again. */
const [numTestFiles, numAtOnce, limitMs] = [8, 3, 150_000];

/** What stands there, and instead of it. */
const operators = '=== !==, !== ===, < <=, <= <, > >=, >= >, + -, - +, * /, && ||, || &&, ?? &&';
const words = 'true false, false true, Math.min Math.max, Math.max Math.min';
const pairsIn = (list: string) => list.split(', ').map((pair) => pair.split(' '));
const rules: readonly (readonly [string | RegExp, string | ((found: string) => string)])[] = [
  ...pairsIn(operators).map(([from, to]) => [` ${from} `, ` ${to} `] as const),
  ...pairsIn(words).map(([from, to = '']) => [RegExp(`\\b${from}\\b`), to] as const),
  [/(?<=[ (])!(?=[a-z(])/, ''],
  [/\b\d+\b/, (found) => String(Number(found) + 1)],
  [/^(?:await )?[\w.]+\(.*\);$/, ';'],
];
const noCode = /^(\/\/|\/?\*|import |type |export (type|\*) |readonly |["'`])/;
const rulesFor = (line: string) =>
  rules.filter(([from]) => !noCode.test(line) && line.split(from).length > 1);

const isSource = (file: string) =>
  /^(src|app)\/.*\.tsx?$/.test(file) && !/^src\/(text|build)\/|\.as\.ts$|Webgpu\.ts$/.test(file);
const isUnitTest = (file: string) => /^tests\/unit\/(?!build|studies|contributing).*\.test\.tsx?$/.test(file);
const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1e8 });

type Place = readonly [file: string, index: number];

const withLine = (content: string, at: number, line: string) => content.split('\n').with(at, line).join('\n');

/** What runs, as a syntax tree: without types, comments, positions and texts. */
async function programOf(file: string, content: string): Promise<string> {
  const { code } = await transformWithOxc(content, file, { jsx: { development: false } });
  return JSON.stringify(parseAst(code), (key, value) => {
    const isText = key === 'value' && typeof value === 'string';
    if (isText || ['start', 'end', 'raw', 'cooked'].includes(key)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

/** A copy of a commit, with what is installed here. */
class Tree {
  readonly name: string;
  /** By line; null where it stands twice. */
  readonly places = new Map<string, Place | null>();
  readonly folder = mkdtempSync(join(tmpdir(), 'faults-'));
  /** By what they import. */
  readonly #importers = new Map<string, string[]>();

  constructor(commit: string) {
    git('worktree', 'add', '--quiet', '--detach', this.folder, commit);
    this.name = git('rev-parse', '--short', commit).trim();
    symlinkSync(resolve('node_modules'), join(this.folder, 'node_modules'));
    for (const file of git('ls-tree', '-r', '--name-only', commit).split('\n')) {
      if (!isSource(file) && !/^tests\/unit\/.*\.tsx?$/.test(file)) continue;
      const content = this.read(file);
      for (const [, path = ''] of content.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
        const imported = posix.join(posix.dirname(file), path);
        this.#importers.set(imported, [...(this.#importers.get(imported) ?? []), file]);
      }
      for (const [index, line] of isSource(file) ? content.split('\n').entries() : [])
        this.places.set(line.trim(), this.places.has(line.trim()) ? null : [file, index]);
    }
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Runs the tests from which the fewest imports lead to the file first, a few at a time. */
  async findingOf([file, index]: Place, planted: string): Promise<string> {
    const content = this.read(file);
    const endMs = Date.now() + limitMs;
    const reached = new Set([file]);
    for (const one of reached) for (const importer of this.#importers.get(one) ?? []) reached.add(importer);
    let tests = [...reached].filter(isUnitTest).slice(0, numTestFiles);
    let finding = 'NO TEST';
    while (tests.length > 0) {
      writeFileSync(join(this.folder, file), withLine(content, index, planted));
      const results = await this.#run(tests.slice(0, numAtOnce), endMs - Date.now());
      writeFileSync(join(this.folder, file), content);
      if (results === null) return 'no answer';
      if (results.success) {
        finding = 'NOT CAUGHT';
        tests = tests.slice(numAtOnce);
        continue;
      }
      const failed = results.testResults.find(({ status }) => status === 'failed');
      if (failed === undefined) return 'no test ran';
      const name = relative(this.folder, failed.name);
      if ((await this.#run([name], limitMs))?.success === true) {
        const test = failed.assertionResults.find(({ status }) => status === 'failed');
        return test === undefined ? `no test ran in ${name}` : `caught by ${name}: ${test.fullName}`;
      }
      tests = tests.filter((one) => one !== name);
    }
    return finding;
  }

  /** Null if they take too long. */
  async #run(tests: readonly string[], forMs: number): Promise<JsonTestResults | null> {
    const file = join(this.folder, `${Date.now()}.json`);
    const flags = ['--bail=1', '--retry=1', '--testTimeout=60000', '--reporter=json', `--outputFile=${file}`];
    const args = ['node_modules/vitest/vitest.mjs', 'run', ...flags, ...tests];
    const child = spawn(process.execPath, args, { cwd: this.folder, detached: true, stdio: 'ignore' });
    // With its workers, which a fault may let run forever.
    const kill = () => process.kill(-(child.pid ?? 0), 'SIGKILL');
    const timer = setTimeout(kill, forMs);
    process.prependListener('exit', kill);
    await once(child, 'exit');
    process.off('exit', kill);
    clearTimeout(timer);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  }
}

const text = { type: 'string' } as const;
const { seed = '1', count = '30', at } = parseArgs({ options: { seed: text, count: text, at: text } }).values;
const { integerBelow } = createStream(Number(seed), 'faults');
const here = new Tree('HEAD');
const trees = at === undefined ? [here] : [here, new Tree(at)];
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.once('exit', () => trees.map(({ folder }) => git('worktree', 'remove', '--force', folder)));

const candidates = [...here.places.keys()]
  .filter((line) => rulesFor(line).length > 0 && trees.every(({ places }) => places.get(line)))
  .toSorted();
const findings: string[] = [];
while (findings.length < Number(count) * trees.length) {
  const line = candidates[integerBelow(candidates.length)] ?? '';
  const fitting = rulesFor(line);
  const [from = '', to = ''] = fitting[integerBelow(fitting.length)] ?? [];
  const planted = line.replace(from, to as string);
  const [file, index] = here.places.get(line) ?? ['', -1];
  const content = here.read(file);
  const program = await programOf(file, content);
  const faulty = await programOf(file, withLine(content, index, planted)).catch(() => program);
  if (faulty === program) continue;
  console.info(`${file}:${index + 1}\n  - ${line}\n  + ${planted}`);
  for (const tree of trees) {
    const finding = await tree.findingOf(tree.places.get(line) ?? [file, index], planted);
    console.info(`  ${tree.name} ${finding}`);
    findings.push(`${tree.name} ${finding.replace(/ (by|in) .*/, '')}`);
  }
}
for (const finding of new Set(findings))
  console.info(`${finding}: ${findings.filter((one) => one === finding).length}`);
