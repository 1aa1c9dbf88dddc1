/** Programs whose names were written by somebody else: whatever they are, they stay names. */
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { describe, expect, it } from 'vitest';
import { printablePartOf } from '../../../src/core/schema/shownValue.ts';
import { tableSizesOf } from '../../../src/data/table/encode.ts';
import { type FileEncoding, fileEncodingOf } from '../../../src/data/table/fileEncoding.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { setNumTasks, setTask } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { setTable } from '../../../src/experiment/tableEdit.ts';
import { pythonProgramOf } from '../../../src/interop/pytorch/program.ts';
import { setupWith, tableOf } from '../data/table/csvFiles.ts';

/** `owned` is defined nowhere: as code the linter would name it. */
const names = [
  '"; owned() #',
  "'; owned() #",
  '"""\nowned()\n"""',
  "'''\nowned()\n'''",
  '\nowned()\n',
  '\r\nowned()\r\n',
  '\u2028owned()\u2028',
  '\u0085owned()',
  '\\',
  '\\"; owned() #',
  '\\N{BULLET}',
  '\\x',
  '{owned()}',
  '%s %(owned)s {0}',
  '# %%\nowned()',
  '\n# %% [markdown]\n<script>owned()</script>',
  'lambda',
  'None',
  'class',
  '__proto__',
  'constructor',
  '$&$1$$',
  '\u202e\u2066owned()\u2069',
  '\ufeffowned',
  '\ud800',
  '日本語 👩‍🔬',
  '\u0001',
  '</script>',
];
const ruff = new Workspace(
  { 'target-version': 'py310', lint: { select: ['E9', 'F', 'PLE'] } },
  PositionEncoding.Utf16,
);

/** No name is code, nothing is broken, and nothing in it changes how its lines are shown. */
function expectSound(code: string): void {
  const findings: readonly { readonly code: string | null; readonly message: string }[] = ruff.check(code);
  expect(findings.map((one) => `${one.code} ${one.message}`)).toEqual([]);
  expect(code).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u);
}

function expectSoundFor(experiment: Experiment, file: FileEncoding | null): void {
  for (const card of experiment.cards) {
    const topology = topologyOfCard(card, experiment);
    if (topology === null) throw new Error(`${card.id} cannot be built.`);
    const source = { experiment, card, topology, file, link: `#${linkOfAll(experiment)}`, name: 'A' };
    expectSound(pythonProgramOf(source));
  }
}

function named(given: string): Experiment {
  const usual = setNumTasks(defaultExperiment(), 2);
  // As links and files are read.
  const name = printablePartOf(given).trim();
  const tasks = setTask(setTask(usual, 0, { name }), 1, { name: `${name}2`, kind: 'binary' });
  return { ...tasks, cards: tasks.cards.slice(0, 1).map((card) => ({ ...card, name })) };
}

describe.each(names)('a program with the name %j', (name) => {
  it('of tasks and cards keeps it a name', () => expectSoundFor(named(name), null));

  it('of columns, categories and the file keeps it a name', async () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const rows = Array.from({ length: 120 }, (_, row) => [
      row % 7,
      quoted(row % 3 ? name : 'b'),
      row % 2,
      row % 5,
    ]);
    const header = ['size', `${name} kind`, 'answer', `${name} spent`].map(quoted);
    const table = await tableOf([header, ...rows].map((cells) => cells.join(',')).join('\n'));
    const [size = '', kind = '', answer = '', spent = ''] = table.columns.map((column) => column.name);
    const setup = setupWith(
      table,
      { [size]: 'number', [kind]: 'categories', [answer]: 'target', [spent]: 'target' },
      {
        fileName: `${name}.csv`,
        targets: [
          { column: answer, positive: { kind: 'values', values: ['1'] }, mask: null },
          { column: spent, positive: null, mask: kind },
        ],
      },
    );
    expectSoundFor(setTable(named(name), setup, tableSizesOf(table, setup)), fileEncodingOf(table, setup, 1));
  });
});
