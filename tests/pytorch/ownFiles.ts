/** A program exported from training on a file: what it makes of every row of the file is held against what the engine trains on. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStream, type RandomStream } from '../../src/core/random.ts';
import { encodingOf, inputRowsIn, tableSizesOf } from '../../src/data/table/encode.ts';
import { labelScaleOf, rawLabelsOf, rowWeightsOf } from '../../src/data/table/labels.ts';
import { tableSplitOf } from '../../src/data/table/split.ts';
import type { Table } from '../../src/data/table/table.ts';
import type {
  ColumnRole,
  NumberTreatment,
  TableSetup,
  TargetSetup,
} from '../../src/data/table/tableSetup.ts';
import { createTrainer } from '../../src/engine/train/trainer.ts';
import { exportedNetworkOf } from '../../src/engine/train/weightTools.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setTraining } from '../../src/experiment/edit.ts';
import { setCardOptions } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { setTable } from '../../src/experiment/tableEdit.ts';
import { exportFilesOf } from '../../src/interop/exportFiles.ts';
import { finished } from '../unit/data/setup.ts';
import { bytesIn, bytesOf, setupWith, tableOf } from '../unit/data/table/csvFiles.ts';
import {
  columnsOf as columnsOfKinds,
  csvOf as csvOfKinds,
  rowsOf as rowsOfKinds,
} from '../unit/data/table/parquet/everyKind.ts';
import { parquetOf, tableOfParquet } from '../unit/data/table/parquet/parquetFiles.ts';

/** A file, what its columns are for, and the name of the program that is written for it. */
export interface OwnFile {
  readonly program: string;
  readonly csv: string;
  readonly header: string;
  readonly rows: readonly string[];
}

/** What the engine makes of all rows of a file, in their order. */
export interface Expected {
  readonly inputs: readonly (readonly number[])[];
  /** NaN: no label. */
  readonly labels: readonly (readonly number[])[];
  /** Of all rows in training. */
  readonly weights: readonly number[];
  /** The first cells of the training rows and of the test rows, in the order of the file. */
  readonly train: readonly string[];
  readonly test: readonly string[];
}

const numRows = 240;

/** Ways to write what a column of names holds; some are one and the same. */
const kinds = ['red', ' red', '"dark, blue"', '"say ""no"""', '1', '1.0', '007', 'é', '', '?', 'N/A', 'NULL'];

function rowsOf(decimal: (value: number) => string, separator: string): readonly string[] {
  const { normal, uniform, integerBelow } = createStream('own files');
  return Array.from({ length: numRows }, (_, row) => {
    const x = normal();
    const kind = kinds[integerBelow(kinds.length)] ?? '';
    const size =
      uniform() < 0.1
        ? oneOf(['NA', 'None', 'inf', '9'.repeat(220)], integerBelow)
        : decimal(uniform() < 0.02 ? 1e6 : 10 * x + 3);
    const code = [3, 1, '2.50'][integerBelow(3)] ?? '';
    const answer = uniform() < 0.1 ? '' : x + normal() > 0 ? ' yes' : 'no';
    const spent = uniform() < 0.1 ? '?' : decimal(20 + 5 * x + normal());
    const part = ['train', 'Training', 'train', 'val', 'TEST', 'left out'][row % 6] ?? '';
    // A last cell that is missing is a blank one.
    const known = uniform() < 0.2 ? [] : [oneOf(['1', '0', 'yes', 'False', ''], integerBelow)];
    return [
      row % 7 === 0 ? '' : decimal(row % 5),
      kind,
      size,
      code,
      decimal(x),
      answer,
      spent,
      part,
      ...known,
    ].join(separator);
  });
}

const oneOf = (cells: readonly string[], integerBelow: (limit: number) => number): string =>
  cells[integerBelow(cells.length)] ?? '';

const columnNames = ['weight', 'kind', 'size', 'code', 'x', 'answer', 'spent', 'part', 'known'];
const roles: Readonly<Record<string, ColumnRole>> = {
  ...{ weight: 'weight', kind: 'categories', size: 'number', code: 'categories', x: 'number' },
  ...{ answer: 'target', spent: 'target', part: 'split', known: 'mask' },
};
const unnamedRoles: Readonly<Record<string, ColumnRole>> = { part: 'ignored', kind: 'id', code: 'id' };
const targets: readonly TargetSetup[] = [
  { column: 'answer', positive: { kind: 'values', values: ['yes'] }, mask: null },
  { column: 'spent', positive: null, mask: 'known' },
  { column: 'spent', positive: { kind: 'above', threshold: 20 }, mask: null },
];

interface Form extends Omit<OwnFile, 'program'> {
  readonly name: string;
  /** How the file writes letters, where that is not Unicode. */
  readonly encoding?: string;
  /** The file that it is trained on, where that is no CSV file. */
  readonly parquet?: Uint8Array;
  readonly setupOf: (table: Table) => TableSetup;
}

/** Ways to write moments, and what is none, in columns that are read in different orders. */
function datesOf(row: number, { integerBelow, uniform }: RandomStream): readonly string[] {
  const time = new Date(Date.UTC(2023, 6, 1) + 1000 * integerBelow(400 * 86_400));
  const [year = '', month = '', day = '', hour = '', minute = ''] = time.toISOString().split(/[-T:]/);
  const zone = oneOf(['', 'Z', ' UTC', '+05:45', '-0930', ' -11'], integerBelow);
  const hours = Number(hour);
  const clock = `${hours % 12 === 0 ? 12 : hours % 12}:${minute} ${hours < 12 ? 'AM' : 'pm'}`;
  const none = [
    '',
    'NA',
    'never',
    '2023-02-29',
    '31/31/2024',
    '2024-01-01 25:00',
    '2024/01-01',
    '0000-00-00',
    '45',
    '14/02/2023',
    '2/14/2023',
  ];
  const or = (cell: string) => (uniform() < 0.15 ? oneOf(none, integerBelow) : cell);
  return [
    or(
      `${year}-${month}-${day}T${hour}:${minute}:${row % 60}.${integerBelow(99_999)}${zone}`.replace(
        /:(\d)\./,
        ':0$1.',
      ),
    ),
    or(`${Number(day)}.${month}.${year.slice(2)}${uniform() < 0.3 ? '' : ` ${hour}:${minute}`}`),
    or(`"${month}/${day}/${year}, ${clock}"`),
    or(String(time.getTime() / (row % 2 === 0 ? 1000 : 999.7))),
    or(String(time.getTime() * 1000 + integerBelow(1000))),
    or(uniform() < 0.1 ? '20231301' : `${year}${month}${day}`),
  ];
}

const dateNames = ['iso', 'european', 'american', 'epoch', 'finer', 'digits'];

/** Rows with dates in every form, the first of them by which they may be dealt, and names of groups. */
function datedRows(): readonly string[] {
  const stream = createStream('dates');
  const groups = ['u1', '7', '7.0', '-0', '', 'ü, "x"', '12e3', 'u2', '\u{1f600}', '0.1'];
  return Array.from({ length: numRows }, (_, row) => {
    const group = oneOf(groups, stream.integerBelow);
    const name = row % 3 === 0 ? `g${stream.integerBelow(30)}` : group;
    const cells = [
      `"${name.replaceAll('"', '""')}"`,
      stream.normal().toFixed(3),
      stream.uniform() < 0.5 ? 'yes' : 'no',
    ];
    return [`row ${row}`, ...datesOf(row, stream), ...cells].join(',');
  });
}

/** A file whose rows are dealt by time, or by groups. */
function datedForm(dealBy: 'time' | 'group'): Form {
  const rows = datedRows();
  const header = ['row', ...dateNames, 'group', 'x', 'answer'].join(',');
  const roles: Readonly<Record<string, ColumnRole>> = {
    ...{ row: 'ignored', group: 'categories', x: 'number', answer: 'target' },
    ...Object.fromEntries(dateNames.map((name) => [name, 'date'])),
  };
  const [target = null] = targets;
  return {
    name: dealBy,
    csv: [header, ...rows].join('\n'),
    header,
    rows,
    setupOf: (table) => setupWith(table, roles, { targets: [target], dealBy, group: 'group', splitSeed: 77 }),
  };
}

/** A Parquet file, with ids that no number is and moments, and its cells as CSV. */
function parquetForm(): Form {
  const rows = rowsOfKinds(numRows);
  const taken = ['user', 'hash', 'weekly', 'count', 'total', 'seen', 'born', 'clicked'];
  const csv = csvOfKinds(rows, taken);
  const [header = '', ...lines] = csv.split('\n');
  const roles: Readonly<Record<string, ColumnRole>> = {
    ...{ user: 'categories', hash: 'id', weekly: 'categories', count: 'number', total: 'number' },
    ...{ seen: 'date', born: 'date', clicked: 'target' },
  };
  const clicked: TargetSetup = { column: 'clicked', positive: { kind: 'values', values: ['1'] }, mask: null };
  return {
    name: 'parquet',
    parquet: parquetOf(columnsOfKinds(rows, taken)),
    csv,
    header,
    rows: lines,
    setupOf: (table) =>
      setupWith(table, roles, { targets: [clicked], dealBy: 'group', group: 'hash', minIdRows: 2 }),
  };
}

/** Numbers that are blank, of inputs and of labels, a logarithm of each, and a clipped column. */
const treated = (setup: TableSetup): TableSetup => ({
  ...setup,
  columns: setup.columns.map((column) => ({ ...column, ...treatments[column.name] })),
});

const treatments: Readonly<Record<string, NumberTreatment>> = {
  size: { blanks: [1e6], form: 'clip' },
  x: { form: 'log' },
  spent: { blanks: [20], form: 'log' },
};

/** With names and a column of parts; without names, with ids, and semicolons between numbers with commas. */
function formsOf(): readonly Form[] {
  const plain = rowsOf((value) => value.toFixed(3), ',');
  const header = columnNames.join(',');
  const european = rowsOf((value) => value.toFixed(3).replace('.', ','), ';');
  return [
    {
      name: 'named',
      csv: [header, ...plain].join('\n'),
      header,
      rows: plain,
      setupOf: (table) => setupWith(table, roles, { targets }),
    },
    {
      name: 'treated',
      encoding: 'gb18030',
      // Rows end in every way.
      csv: [header, ...plain]
        .map((row, at) => row.replaceAll('é', '北京市') + (['\n', '\r\n', '\r'][at % 3] ?? ''))
        .join(''),
      header,
      rows: plain,
      setupOf: (table) => treated(setupWith(table, roles, { targets })),
    },
    {
      name: 'unnamed',
      csv: european.join('\r\n'),
      header: '',
      rows: european,
      setupOf: (table) => ({
        ...setupWith(table, {}, { targets, embeddingDim: 5, minIdRows: 8 }),
        hasHeader: false,
        columns: columnNames.map((name) => ({
          name,
          role: unnamedRoles[name] ?? roles[name] ?? 'ignored',
        })),
      }),
    },
    datedForm('time'),
    datedForm('group'),
    parquetForm(),
  ];
}

/** The first form of the file, and a small experiment on it with a card of this architecture; `others`: columns with other roles. */
export async function ownFile(
  architecture: string,
  others: Readonly<Record<string, ColumnRole>> = {},
): Promise<{ readonly table: Table; readonly experiment: Experiment }> {
  const [form] = formsOf();
  if (form === undefined) throw new Error('The file has no form.');
  const table = await tableOf(form.csv);
  const setup = form.setupOf(table);
  const columns = setup.columns.map(({ name, role }) => ({ name, role: others[name] ?? role }));
  return { table, experiment: experimentOn(table, { ...setup, columns }, architecture) };
}

/** Writes a program for each form of the file, with the file and what the engine makes of its rows. */
export async function exportOwnFiles(folder: string): Promise<readonly OwnFile[]> {
  const written: OwnFile[] = [];
  for (const { name, encoding, parquet, csv, header, rows, setupOf } of formsOf()) {
    const bytes = encoding === undefined ? bytesOf(csv) : bytesIn(encoding, csv);
    const hasHeader = header !== '';
    const form = { delimiter: hasHeader ? 'comma' : 'semicolon', hasHeader } as const;
    const table = parquet === undefined ? await tableOf(bytes, { form }) : await tableOfParquet(parquet);
    if (parquet !== undefined) await writeFile(join(folder, `${name}.parquet`), parquet);
    const setup = { ...setupOf(table), fileName: `${name}.csv` };
    const experiment = experimentOn(table, setup);
    const hooks = {
      onCompiling: () => undefined,
      betweenParts: async () => undefined,
      isAlone: true,
      openTable: async () => table,
    };
    const trainer = await createTrainer(experiment, null, hooks);
    for (let step = 0; step < 10; step++) trainer.trainStep(0.01);
    const network = await exportedNetworkOf(
      {
        ...{ experiment, checkpoint: await trainer.checkpoint(), table, rows: table },
        betweenParts: hooks.betweenParts,
      },
      { cardId: 'A', replica: 0, steps: null },
    );
    trainer.dispose();
    if (network === null) throw new Error('Nothing was exported.');
    const files = exportFilesOf({ experiment, network, about: 'About it.', link: '#' });
    for (const file of Object.values(files))
      await writeFile(join(folder, file.name.replace('A-adattSp', name)), file.content);
    await writeFile(join(folder, `${name}.csv`), bytes);
    await writeFile(join(folder, `${name}.json`), JSON.stringify(expectedOf(table, setup)));
    const predicted = network.predicted?.values.map((values) => [...values]);
    await writeFile(join(folder, `${name}.predicted.json`), JSON.stringify(predicted));
    written.push({ program: `${name}.py`, csv: `${name}.csv`, header, rows });
  }
  return written;
}

function experimentOn(table: Table, setup: TableSetup, architecture = 'adattSp'): Experiment {
  const base = setComparison(
    { ...defaultExperiment(), cards: cardsOf([architecture]) },
    { budget: 'asConfigured' },
  );
  const small = setCardOptions(base, 'A', { levelDims: [[6]], towerDims: [4] });
  const training = { numReplicas: 1, batchSize: 16, numSteps: 10, evalEvery: 5, learningRate: 0.01 };
  return setTable(setTraining(small, training), setup, tableSizesOf(table, setup));
}

const firstCells = ({ columns: [column] }: Table, rows: Int32Array): readonly string[] =>
  column?.kind === 'text'
    ? Array.from(rows.slice().sort(), (row) => column.categories[column.codes[row] ?? -1] ?? '')
    : [];

/** By the same functions that training data are made with. */
function expectedOf(table: Table, setup: TableSetup): Expected {
  const split = tableSplitOf(table, setup);
  const encoding = encodingOf(table, setup, split);
  const { rowDim } = encoding;
  const rows = Int32Array.from({ length: table.numRows }, (_, row) => row);
  const inputs = finished(inputRowsIn({ ...encoding, numEntries: null }, { table, setup }, rows));
  const labels = setup.targets.map((target) => {
    const raw = target === null ? new Float64Array() : rawLabelsOf(table, setup, target);
    if (target?.positive !== null) return raw;
    const { mean, deviation } = labelScaleOf(raw, split.train);
    return raw.map((label) => (label - mean) / deviation);
  });
  return {
    inputs: Array.from(rows, (row) => Array.from(inputs.subarray(row * rowDim, (row + 1) * rowDim))),
    labels: Array.from(rows, (row) => labels.map((ofTask) => ofTask[row] ?? Number.NaN)),
    weights: Array.from(rowWeightsOf(table, setup, split.train) ?? []),
    train: firstCells(table, split.train),
    test: firstCells(table, split.test),
  };
}
