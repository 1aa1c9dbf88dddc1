/** Exported programs under PyTorch: the same logits, the same training, in one process and in several. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../src/core/random.ts';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { replicaDataOf } from '../../src/engine/train/replicaData.ts';
import { architectures } from '../../src/models/architectures.ts';
import { type Exported, exportAll, funnelCase, numFurtherSteps, replica } from './programs.ts';
import { byTorchrun, numbersOf, outputOf, python, reportOf } from './torch.ts';

const authors = process.env['AUTHORS_LIBRARY'];

/** Of every architecture one, one that learns the weights of its losses and has elementwise gates, one of each of three objectives, one that trains on a file, one whose prior has ids, and two whose weights decay, one of them with dropout. */
const numPrograms = architectures.length + 8;
const drive = fileURLToPath(new URL('drive.py', import.meta.url));
let folder = '';
let exported: readonly Exported[] = [];

interface Driven {
  readonly losses: readonly (readonly number[])[];
  readonly authors: number | null;
  readonly damaged: string | null;
  readonly large: string | null;
  readonly help: string | null;
}
let driven: Readonly<Record<string, Driven>> = {};
let checks = '';

describe.skipIf(python === null)('exported programs', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pytorch-'));
    const backend = await startBackend('wasm');
    await backend.activate();
    exported = await exportAll(folder);
    backend.close();
    checks = await outputOf(folder, [drive, folder, ...(authors === undefined ? [] : [authors])]);
    // Python writes NaN, which is no JSON.
    const written = await readFile(join(folder, 'results.json'), 'utf8');
    driven = JSON.parse(written.replaceAll('NaN', 'null'));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('give the logits and losses of the engine on the stored rows', () => {
    const differences = [...checks.matchAll(/max \|browser - torch\| = (\S+)/g)].map(([, value]) =>
      Number(value),
    );
    expect(differences).toHaveLength(numPrograms);
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });

  it('train on as the engine does, from its weights and its Adam', () => {
    expect(exported).toHaveLength(numPrograms);
    let numLosses = 0;
    for (const { name, losses } of exported) {
      expect(driven[name]?.losses).toHaveLength(numFurtherSteps);
      for (const [step, ofStep] of losses.entries())
        for (const [task, loss] of ofStep.entries()) {
          const other = driven[name]?.losses[step]?.[task] ?? Number.NaN;
          expect(Number.isNaN(other), `${name} ${step} ${task}`).toBe(Number.isNaN(loss));
          if (Number.isNaN(loss)) continue;
          numLosses++;
          expect(Math.abs(loss - other), `${name} ${step} ${task}`).toBeLessThan(1e-3);
        }
    }
    // The third task has a label in most batches, not in all.
    expect(numLosses).toBeGreaterThan(numPrograms * numFurtherSteps * 2);
  });

  it.skipIf(authors === undefined)(
    'load into the classes of the authors, and give the same logits there',
    () => {
      const errors = Object.values(driven).flatMap(({ authors: error }) => (error === null ? [] : [error]));
      expect(errors).toHaveLength(8);
      expect(Math.max(...errors)).toBeLessThan(1e-5);
    },
  );

  it('stop when the weights are not those of the browser', () => {
    for (const { damaged } of Object.values(driven))
      expect(damaged).toMatch(/= 1\.\de-04 on 8 stored rows[\s\S]*must be at most 1e-5/);
  });

  it('accept the browser where its logits are so large that float32 has no 1e-5 left', () => {
    for (const { large } of Object.values(driven)) expect(large).toBeNull();
  });

  it('tell their story', () => {
    for (const word of ['torchrun', '--csv', 'PLE for 3 tasks', '--resume'])
      expect(driven[nameOf('ple')]?.help).toContain(word);
  });

  it('draw rows of the same tasks, and go on after an interruption as if there was none', async () => {
    const args = [`${nameOf('adatt')}.py`, '--eval-every', '2'];
    const [whole] = await Promise.all([
      reportOf(folder, [...args, '--steps', '8', '--checkpoint', 'whole.pt']),
      outputOf(folder, [...args, '--steps', '4', '--checkpoint', 'half.pt']),
    ]);
    const resumed = await reportOf(folder, [...args, '--steps', '8', '--resume', '--checkpoint', 'half.pt']);
    // A line for each report, and one for each task in it, then of the best network.
    expect(whole).toHaveLength(4 * 4 + 3);
    expect(resumed).toEqual(whole.slice(2 * 4));
  });

  it('draw labels that go together as in the engine, where noise depends on noise', async () => {
    const numRows = 20_000;
    const { experiment } = funnelCase();
    const data = { ...experiment.data, numTrainRows: numRows, numTestRows: numRows };
    const tools = { betweenParts: async () => undefined };
    const [made] = await replicaDataOf({ ...experiment, data }, [replica], tools);
    const { targets = new Float32Array() } = made?.test ?? {};
    const isYes = (task: number, row: number) => targets[task * numRows + row] === 1;
    const rows = Array.from({ length: numRows }, (_, row) => row);
    const shares = Array.from({ length: 8 }, (_, set) => {
      const tasks = [0, 1, 2].filter((task) => (set >> task) % 2 === 1);
      return rows.filter((row) => tasks.every((task) => isYes(task, row))).length / numRows;
    });
    const drawnLabels = fileURLToPath(new URL('drawnLabels.py', import.meta.url));
    const program = join(folder, `${exported.find(({ name }) => name.startsWith('clicked'))?.name}.py`);
    const drawn: readonly number[] = JSON.parse(
      await outputOf(folder, [drawnLabels, program, String(numRows)]),
    );
    // Four standard errors of two shares and of the thresholds of two samples.
    for (const [set, share] of shares.entries())
      expect(Math.abs((drawn[set] ?? Number.NaN) - share)).toBeLessThan(0.025);
  });

  it('give the same losses in two processes as in one whose batches are theirs together', async () => {
    const rows = { numRows: 150, numInputs: 16 };
    await writeFile(join(folder, 'part-0.csv'), csvOf('first', rows));
    await writeFile(join(folder, 'part-1.csv.gz'), gzipSync(csvOf('second', rows)));
    const args = [
      `${exported.find(({ name }) => name.startsWith('weighing'))?.name}.py`,
      '--csv',
      'part-*.csv*',
      '--steps',
      '12',
      '--eval-every',
      '1',
      '--batch-size',
      '40',
    ];
    const [together, apart] = await Promise.all([
      numbersOf(folder, [...args, '--checkpoint', 'one.pt']),
      numbersOf(folder, [...byTorchrun(folder), ...args, '--checkpoint', 'two.pt']),
    ]);
    // Of each step the losses of three tasks, then what each has on the held-out rows; in the end that of the best.
    expect(together).toHaveLength(12 * (3 + 7) + 7);
    expect(apart).toHaveLength(together.length);
    for (const [i, value] of together.entries())
      expect(Math.abs(value - (apart[i] ?? Number.NaN))).toBeLessThan(1.001e-4);
  });
});

const nameOf = (architecture: string): string =>
  exported.find(({ name }) => name.includes(`-${architecture}-`) || name.endsWith(`-${architecture}`))
    ?.name ?? '';

/** Rows with inputs and labels of three tasks, of which the third often has none. */
function csvOf(
  key: string,
  { numRows, numInputs }: { readonly numRows: number; readonly numInputs: number },
): string {
  const { normal, uniform } = createStream(key);
  const header = [...Array.from({ length: numInputs }, (_, i) => `x${i}`), 'Task 1', 'Task 2', 'Task 3'];
  const rows = Array.from({ length: numRows }, () => {
    const inputs = Array.from({ length: numInputs }, normal);
    const [x = 0, y = 0] = inputs;
    const labels = [x - y, x + normal() > 0 ? 1 : 0, uniform() < 0.3 ? x * y : ''];
    return [...inputs, ...labels];
  });
  return [header, ...rows].map((cells) => cells.join(',')).join('\n');
}
