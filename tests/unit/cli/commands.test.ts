/** The commands that summary, end to end on a tiny experiment. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareAll } from '../../../src/experiment/costs/compareAll.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from './inProcess.ts';

const tiny =
  'v=2&tasks=2&corr=.5&source=synthetic&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=20&eval=10';

const folder = await temporaryFolder();

const train = async (link: string, ...args: readonly string[]) =>
  JSON.parse((await run('train', link, '--json', ...args)).stdout);

describe('train', () => {
  it('finds two equal cards identical, with a hidden baseline that no link shows', async () => {
    const { verdicts, comparison, architectures, config } = await train(`${tiny}&A=adattSp&B=adattSp`);
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0].overall).toMatchObject({
      isIdentical: true,
      numBetter: 0,
    });
    expect(verdicts[0].overall.gain).toMatchObject({ mean: 0, low: 0, high: 0, n: 3 });
    expect(comparison).toMatchObject({ referenceId: 'A', isProvisional: false });
    expect(architectures).toHaveLength(2);
    expect(architectures[0]).toMatchObject({ baselineId: 'baseline', gains: { overall: { n: 3 } } });
    expect(config).not.toContain('baseline');
  });

  it('recognises its own finished run, and names what another one does differently', async () => {
    const link = `${tiny}&A=adattSp&B=ple&t2=k:binary`;
    const { fingerprint, architectures } = await train(link);
    expect(architectures[0].tasks[1].metrics.auc).toBeGreaterThan(0);
    expect((await train(`${link}&fp=${fingerprint}`)).reproduction).toEqual({ kind: 'reproduced' });
    const other = await train(`${link}&fp=${fingerprint}`, '--backend', 'cpu');
    expect(other.reproduction).toEqual({ kind: 'sameVerdict', isExact: false });
    const seeded = await train(`${link}&seed=2&fp=${fingerprint}`);
    expect(seeded.reproduction.kind).toBe('differs');
  });

  it('reproduces a run that was trained before, to the last bit where the kernels are the same', async () => {
    const link =
      'v=2&tasks=2&t1=noise:.1&t2=noise:.1&source=synthetic&in=8&train=200&val=50&test=50&unit=deviation&feat=8&common=8' +
      '&switch=laterTasks&redraw=directions&A=adattSp,tower:8&B=ple,tower:8&reps=3&batch=16&steps=40&eval=10&backend=wasm' +
      '&report=finalStep&budget=asConfigured';
    const build = 'wasm.relaxed-simd';
    const { fingerprint, reproduction } = await train(
      `${link}&fp=${build}.BmqwEDAgm0Iy.nnb.dvKweIKxeWCte-p1`,
    );
    expect(reproduction.kind).toBe(fingerprint.startsWith(`${build}.`) ? 'reproduced' : 'sameVerdict');
  });

  it('shows of tuned cards of equal size the rate picked, and prints all of it', async () => {
    const link = `${tiny}&A=adattSp&B=ple&tune=on&rates=1e-6,.01&budget=equalParameters`;
    const { stdout, code } = await run('train', link);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^architecture +parameters +learning rate/);
    expect(stdout).toMatch(/B {2}PLE +[\d,]+\* +0\.01/);
    expect(stdout).toMatch(/Compared with A {2}AdaTT-sp \(equal parameters\)/);
  });
});

describe('sweep', () => {
  it('says the cost first, goes on with other values, keeps those that it finds, and writes CSV', async () => {
    const file = join(folder, 'sweep.json');
    const args = [`${tiny}&A=adattSp`, '--to', '1', '--points', '2', '--resume', file];
    const first = await run('sweep', ...args, '--from', '0', '--json');
    expect(first.stderr).toMatch(
      /^12 trainings: about \d+ s\.\npoint 1 of 2 · Correlation 0\nCorrelation 0: [\s\S]*\nCorrelation 1: /,
    );
    const second = await run('sweep', ...args, '--from', '.5', '--as-csv');
    expect(second.stderr).toMatch(
      /^6 trainings: about \d+ s\.\npoint 2 of 2 · Correlation 0\.5\nCorrelation 0\.5: [^\n]*\n$/,
    );
    const rows = second.stdout.trim().split('\n');
    expect(rows[0]).toBe(
      'correlation,architecture,task,gain,low,high,repetitions,diverged,single-task loss,measured label correlation',
    );
    expect(rows).toHaveLength(1 + 2 * 3);
    const { points } = JSON.parse(first.stdout);
    expect(rows.find((row) => row.startsWith('1,A AdaTT-sp,overall'))).toContain(
      String(points[1].gains[0].overall.mean),
    );
    const stored = await readFile(file, 'utf8');
    const kept = JSON.parse(stored).points;
    expect(kept.map(({ key }: { key: number }) => key)).toEqual([0, 0.5, 1]);
    // Somebody else's file: an id that colours the terminal and turns the writing, and one that starts another line.
    const hostile = stored.replaceAll('"cardId":"A"', '"cardId":"\\u001b[31m\\u202eA\\u009b2J\\r"');
    expect(hostile).not.toBe(stored);
    await writeFile(file, hostile);
    for (const form of ['--json', '--as-csv', '--backend=wasm']) {
      const { stdout, stderr } = await run('sweep', ...args, '--from', '0', ...form.split('='));
      expect(stdout + stderr).toContain('\\u001b[31m\\u202eA\\u009b2J');
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
    await writeFile(file, stored);
    const other = await run('sweep', `${tiny}&A=ple`, '--resume', file);
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringMatching(/holds a sweep of another experiment/),
    ]);
  });

  it('goes on where everything diverges, and says so', async () => {
    const deep = Array.from({ length: 5 }, () => '16-16-16-16').join('_');
    const args = ['--over', 'learningRate', '--from', '0.001', '--to', '10', '--points', '2', '--json'];
    const { code, stdout, stderr } = await run('sweep', `${tiny}&A=sharedBottom,levels:${deep}`, ...args);
    expect(code).toBe(0);
    const { points } = JSON.parse(stdout);
    expect(points.map(({ gains }: { gains: { overall: object }[] }) => gains[0]?.overall)).toEqual([
      expect.objectContaining({ n: 3, numLeftOut: 0 }),
      expect.objectContaining({ n: 0, numLeftOut: 3, mean: null }),
    ]);
    expect(stderr).toMatch(/Learning rate 10: A Shared-Bottom diverged\n/);
  });
});

it.each([
  ['sweep', ['--from', '-9'], "--from must be a number from -1 to 1; got '-9'."],
  ['sweep', ['--to', '9'], "--to must be a number from -1 to 1; got '9'."],
  ['sweep', ['--over', 'numTrainRows', '--from', '32.5'], '--from must be a whole number from'],
  ['sweep', ['--points', '0'], "--points must be a whole number from 1 to 41; got '0'."],
  ['sweep', ['--points', '2.5'], "--points must be a whole number from 1 to 41; got '2.5'."],
  ['sweep', ['--json', '--as-csv'], '--json and --as-csv are two forms of the same answer'],
  ['train', ['--json', '--markdown'], '--json and --markdown are two forms of the same answer'],
  [
    'export',
    ['--at', '1000000', '--out', folder],
    "--at must be a whole number from 0 to 20; got '1000000'.",
  ],
  ['export', ['--repetition', '4', '--out', folder], '--repetition must be a whole number from 1 to 3'],
])('%s %s is refused, not changed', async (command, args, expected) => {
  const { code, stdout, stderr } = await run(command, `${tiny}&A=adattSp`, ...args);
  expect(stderr).toContain(expected);
  expect([code, stdout]).toEqual([2, '']);
});

describe('train --compare-all', () => {
  const link = `${tiny}&A=adattSp,levels:8_4&B=ple&backend=wasm`;

  it('trains every architecture at its best size and learning rate, and keeps what the command line sets', async () => {
    const found = await train(link, '--compare-all', '--patience', '1');
    const { experiment } = readLink(found.config);
    const ids = experiment.cards.map(({ architecture }) => architecture);
    expect(ids).toEqual(compareAll(readLink(link).experiment).cards.map(({ architecture }) => architecture));
    expect(experiment.comparison).toMatchObject({ budget: 'bestSize', isTuned: true });
    expect(experiment.training.stopEarly).toBe(1);
    expect(found.architectures).toHaveLength(ids.length);
    expect(found.verdicts).toHaveLength(ids.length - 1);
  });
});
