/** The studies, end to end on a tiny experiment. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claiming, soundVectors } from '../interop/vectorFiles.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tiny =
  'v=2&tasks=2&corr=.5&source=synthetic&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=20&eval=10';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studies-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function run(study: string, ...args: readonly string[]): Promise<Outcome> {
  const command = [join(root, 'src/cli/run.mjs'), join(root, `tests/studies/${study}.ts`)];
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe('parity', () => {
  it('counts a file that claims a thousand million tasks as one failed case, and keeps the others', async () => {
    await writeFile(join(folder, 'a.safetensors'), claiming('num_tasks', '1e9'));
    await writeFile(join(folder, 'b.safetensors'), soundVectors);
    const { code, stdout } = await run('parity', folder);
    expect(stdout).toMatch(
      /^b\.safetensors .* ok\na\.safetensors +unreadable: Tasks must be .*1000000000\.\n1 of 2 /m,
    );
    expect(code).toBe(1);
  });
});

describe('presets', () => {
  it('refuses what is no preset and what are no seeds, naming both', async () => {
    const unknown = await run('presets', 'nonsense');
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/'nonsense'.*looselyRelated/)]);
    const seeds = await run('presets', 'opposite', '--seeds', 'one');
    expect([seeds.code, seeds.stderr]).toEqual([2, expect.stringMatching(/--seeds .*'one'/)]);
  });

  it('prints the evidence of one, with a claim held or not for each seed, each seed once', async () => {
    const { stdout, code } = await run('presets', 'unrelated', '--seeds', '3,3');
    expect(stdout).toMatch(/^unrelated: .* \(link of \d+ characters\)\nseed, card /);
    const rows = stdout.split('\n').filter((line) => line.startsWith('3  C Shared-Bottom '));
    expect(rows).toEqual([
      expect.stringMatching(
        / −[\d.]+ % \(−[\d.]+ % to −[\d.]+ %\) .* (better|worse|cannot tell|too small to see) +\d+$/,
      ),
    ]);
    expect(stdout).toMatch(
      /held on 1 of 1 seeds: C Shared-Bottom is worse than single-task, overall \(negative transfer\)/,
    );
    const isSound = !stdout.includes('held on 0 of 1 seeds (TOO FEW): ');
    expect(stdout).toMatch(isSound ? /\n1 of 1 presets show what .*\n$/ : /\n0 of 1 presets show what .*\n$/);
    expect(code).toBe(isSound ? 0 : 1);
  }, 120_000);
});

describe('aa-test', () => {
  it('ends with the share of false verdicts, and fails outside of what is allowed', async () => {
    const { stdout, code } = await run('aaTest', `${tiny}&A=adattSp`, '--replicas', '24');
    const [last] = stdout.trim().split('\n').reverse();
    const [, ...shares] =
      /^aa-test: ([\d.]+) % false verdicts .* ([\d.]+) % overall and ([\d.]+) % on tasks/.exec(last ?? '') ??
      [];
    const [one = Number.NaN, overall = Number.NaN, onTasks = Number.NaN] = shares.map(Number);
    expect(code).toBe(one >= 3 && one <= 7 && overall <= 7 && onTasks <= 7 ? 0 : 1);
    // Four pairs in each of 24 repetitions; the shape of their log ratios overall and on both tasks.
    expect(stdout).toContain('96 pairs');
    expect(stdout.match(/excess kurtosis -?\d/g)).toHaveLength(3);
  }, 120_000);

  it('refuses fewer repetitions than drawing takes', async () => {
    const { code, stdout, stderr } = await run('aaTest', `${tiny}&A=adattSp`, '--replicas', '5');
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringMatching(/--replicas .* at least 10; got '5'/),
    ]);
  });

  it('gives no share when too many repetitions diverged', async () => {
    const deep = Array.from({ length: 5 }, () => '16-16-16-16').join('_');
    const link = `${tiny}&A=sharedBottom,levels:${deep}&lr=4`;
    const { code, stdout, stderr } = await run('aaTest', link, '--replicas', '10');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/Only \d of 10 repetitions did not diverge; drawing takes 10\.\n$/);
  });
});
