/**
 * `npm run faults -- --seed S --count N [--at COMMIT]`: plants faults of one line, one at a time, in a copy of HEAD and says whether
 * the unit tests nearest to the line catch it. With a commit, the same faults in that commit, too: of lines that stand in both. The
 * tests of both must pass without faults.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createStream } from '../../src/core/random.ts';

/** A fault costs this much at most where nothing catches it. */
const [numTestFiles, limitMs] = [8, 60_000];

/** What stands there, and instead of it. */
const rules: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/ === /, ' !== '],
  [/ !== /, ' === '],
  [/ < /, ' <= '],
  [/ <= /, ' < '],
  [/ > /, ' >= '],
  [/ >= /, ' > '],
  [/ \+ /, ' - '],
  [/ - /, ' + '],
  [/ \* /, ' / '],
  [/ && /, ' || '],
  [/ \|\| /, ' && '],
  [/ \?\? /, ' && '],
  [/\btrue\b/, 'false'],
  [/\bfalse\b/, 'true'],
  [/\bMath\.min\b/, 'Math.max'],
  [/\bMath\.max\b/, 'Math.min'],
  [/(?<=[ (])!(?=[a-z(])/, ''],
  [/\b\d+\b/, (found) => String(Number(found) + 1)],
  [/^(?:await )?[\w.]+\(.*\);$/, ';'],
];

const noCode = /^(\/\/|\/?\*|import |type |export (type|\*) |readonly |["'`])/;
const rulesFor = (line: string) => (noCode.test(line) ? [] : rules.filter(([pattern]) => pattern.test(line)));

const isSource = (file: string) =>
  /^(src|app)\/.*\.tsx?$/.test(file) && !/^src\/(text|build)\/|\.as\.ts$|Webgpu\.ts$/.test(file);
const isUnitTest = (file: string) => /^tests\/unit\/(?!build|studies|contributing).*\.test\.tsx?$/.test(file);

interface Place {
  readonly file: string;
  readonly index: number;
}

/** A copy of a commit, with what is installed here. */
class Tree {
  readonly name: string;
  /** Places of the lines that stand there once. */
  readonly lines = new Map<string, Place>();
  readonly folder = mkdtempSync(join(tmpdir(), 'faults-'));
  /** By what they import. */
  readonly #importers = new Map<string, string[]>();

  constructor(commit: string) {
    git('worktree', 'add', '--quiet', '--detach', this.folder, commit);
    this.name = git('rev-parse', '--short', commit).trim();
    for (const link of ['node_modules', 'build']) symlinkSync(resolve(link), join(this.folder, link));
    const several = new Set<string>();
    for (const file of git('ls-tree', '-r', '--name-only', commit).split('\n')) {
      if (!isSource(file) && !/^tests\/unit\/.*\.tsx?$/.test(file)) continue;
      const content = this.read(file);
      this.#noteImports(file, content);
      for (const [index, line] of isSource(file) ? content.split('\n').entries() : []) {
        if (this.lines.has(line.trim())) several.add(line.trim());
        this.lines.set(line.trim(), { file, index });
      }
    }
    for (const line of several) this.lines.delete(line);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  #noteImports(file: string, content: string): void {
    for (const [, path = ''] of content.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const imported = posix.join(posix.dirname(file), path);
      this.#importers.set(imported, [...(this.#importers.get(imported) ?? []), file]);
    }
  }

  /** Those from which the fewest imports lead to the file. */
  #nearestTests(file: string): readonly string[] {
    const reached = new Set([file]);
    for (const one of reached) for (const importer of this.#importers.get(one) ?? []) reached.add(importer);
    return [...reached].filter(isUnitTest).slice(0, numTestFiles);
  }

  outcomeOf(line: string, planted: string): string {
    const { file, index } = this.placeOf(line);
    const tests = this.#nearestTests(file);
    if (tests.length === 0) return 'NO TEST';
    const content = this.read(file);
    const lines = content.split('\n');
    lines[index] = planted;
    writeFileSync(join(this.folder, file), lines.join('\n'));
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', ...tests];
    const options = { cwd: this.folder, timeout: limitMs, stdio: 'ignore' } as const;
    const { status, error } = spawnSync(process.execPath, args, options);
    writeFileSync(join(this.folder, file), content);
    if (error !== undefined) return 'no answer';
    return status === 0 ? 'NOT CAUGHT' : 'caught';
  }

  placeOf(line: string): Place {
    return this.lines.get(line) ?? { file: '', index: -1 };
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1e8 });
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '30' },
    at: { type: 'string' },
  },
});
const { integerBelow } = createStream(Number(values.seed), 'faults');
const here = new Tree('HEAD');
const trees = values.at === undefined ? [here] : [here, new Tree(values.at)];
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => {
  for (const { folder } of trees) git('worktree', 'remove', '--force', folder);
});

const candidates = [...here.lines.keys()]
  .filter((line) => rulesFor(line).length > 0 && trees.every(({ lines }) => lines.has(line)))
  .toSorted();
const outcomes: string[] = [];
for (let count = 0; count < Number(values.count); count++) {
  const line = candidates[integerBelow(candidates.length)] ?? '';
  const fitting = rulesFor(line);
  const [pattern, instead = ''] = fitting[integerBelow(fitting.length)] ?? [];
  const planted = line.replace(pattern ?? '', instead as string);
  const found = trees.map((tree) => `${tree.name} ${tree.outcomeOf(line, planted)}`);
  outcomes.push(...found);
  const { file, index } = here.placeOf(line);
  console.info(`${found.join(', ')}: ${file}:${index + 1}\n  - ${line}\n  + ${planted}`);
}
for (const outcome of new Set(outcomes))
  console.info(`${outcome}: ${outcomes.filter((one) => one === outcome).length}`);
