/** Programs and their templates as Python: a linter and a formatter find nothing to mend, and need no Python. */
import { readdirSync, readFileSync } from 'node:fs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { expect, it } from 'vitest';
import { tableSizesOf } from '../../../src/data/table/encode.ts';
import { type FileEncoding, fileEncodingOf } from '../../../src/data/table/fileEncoding.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { addLearningRateChange, setNumTasks, setTask } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { setTable } from '../../../src/experiment/tableEdit.ts';
import { pythonProgramOf } from '../../../src/interop/pytorch/program.ts';
import { text } from '../../../src/text/text.ts';
import { cardOfEach } from '../../cardOfEach.ts';
import { madeUpSources } from '../data/setup.ts';
import { setupWith, tableOf } from '../data/table/csvFiles.ts';
import { withLinearExperts } from '../models/topologies.ts';

const settings = {
  'line-length': 88,
  'target-version': 'py310',
  lint: { select: ['E', 'F', 'I', 'UP', 'W'] },
};
const ruff = new Workspace(settings, PositionEncoding.Utf16);

/** What the linter says, a line for each finding, and how the formatter would write it. */
function checked(code: string) {
  const findings: readonly { readonly code: string; readonly message: string }[] = ruff.check(code);
  return { findings: findings.map((one) => `${one.code} ${one.message}`), formatted: ruff.format(code) };
}

/** Programs of all cards of the experiment. */
const programsOf = (experiment: Experiment, file: FileEncoding | null): readonly string[] =>
  experiment.cards.map((card) => {
    const topology = topologyOfCard(card, experiment);
    if (topology === null) throw new Error(`${card.id} cannot be built.`);
    return pythonProgramOf({ experiment, card, topology, file, link: '#tasks=3', name: 'A' });
  });

/** Tasks of both kinds, one with few labels, and a card of every architecture. */
function mixed(): Experiment {
  const all = { ...defaultExperiment(), cards: cardOfEach() };
  const three = setTask(setNumTasks(all, 3), 1, { kind: 'binary' });
  return setTask(three, 2, { labelFraction: 0.1 });
}

const folder = new URL('../../../src/interop/pytorch/templates/', import.meta.url);

it.each(readdirSync(folder))('%s is a part of a program', (name) => {
  const code = readFileSync(new URL(name, folder), 'utf8');
  const { findings, formatted } = checked(code);
  // Other parts define names that it uses, and use those that it defines; of two definitions a program has one.
  expect(findings.filter((finding) => !/^F(401|811|821|841)/.test(finding))).toEqual([]);
  expect(formatted).toBe(code);
});

const variants: Readonly<Record<string, (experiment: Experiment) => Experiment>> = {
  'shared features': (experiment) => experiment,
  'sines, labels drawn exactly': ({ data, ...rest }) => ({
    ...rest,
    data: { ...data, source: 'synthetic', positives: 'exact' },
  }),
  'two correlations': ({ data, ...rest }) => ({
    ...rest,
    data: { ...data, secondCorrelation: data.correlation },
  }),
  'groups of users': ({ data, ...rest }) => ({ ...rest, data: { ...data, numGroups: 3 } }),
  'weights that decay, and dropout': ({ training, ...rest }) => ({
    ...rest,
    training: { ...training, weightDecay: 0.01, dropout: 0.2, stopEarly: 5 },
  }),
  'log variances beside weights that decay': ({ cards, training, ...rest }) => ({
    ...rest,
    cards: cards.map((card) => ({ ...card, weighting: 'uncertainty' })),
    training: { ...training, weightDecay: 0.01 },
  }),
  'a rate that changes': (experiment) => addLearningRateChange(experiment, { step: 10, value: 0.001 }),
  'every defect of Almost AdaTT': (experiment) => ({
    ...experiment,
    cards: cardOfEach(Object.keys(text.models.almost.defects).map(() => 'almostAdatt')).map(
      (card, index) => ({
        ...card,
        options: { ...card.options, defect: Object.keys(text.models.almost.defects)[index] },
      }),
    ),
  }),
  'learned weights of losses': ({ cards, ...rest }) => ({
    ...rest,
    cards: cards.map((card) => ({ ...card, weighting: 'uncertainty' })),
  }),
  'elementwise gates': ({ cards, ...rest }) => ({
    ...rest,
    cards: cards.map((card, index) => ({
      ...card,
      elementwiseGates: (['both', 'beforeExperts', 'beforeTowers'] as const)[index % 3] ?? 'both',
    })),
  }),
  'binary tasks': (experiment) =>
    experiment.tasks.reduce((changed, _, task) => setTask(changed, task, { kind: 'binary' }), experiment),
  'task-specific backward': (experiment) => ({
    ...experiment,
    cards: experiment.cards.map((card) => ({
      ...card,
      options: {
        ...card.options,
        ...('taskSpecificBackward' in card.options && { taskSpecificBackward: true }),
      },
    })),
  }),
  'tasks after tasks, an objective for each card': (experiment) => {
    const binary = experiment.tasks.reduce(
      (changed, _, task) => setTask(changed, task, { kind: 'binary', after: task === 0 ? null : task - 1 }),
      experiment,
    );
    const objectives = ['conditional', 'entireSpace', 'inversePropensity'] as const;
    return {
      ...binary,
      cards: binary.cards.map((card, index) => ({
        ...card,
        objective: objectives[index % 3] ?? 'conditional',
      })),
    };
  },
  'noise that depends on noise': ({ data, ...rest }) => {
    const experiment = { ...rest, data: { ...data, noiseDependence: 0.5 } };
    return setTask(experiment, 2, { kind: 'binary', after: 1, labelFraction: 1 });
  },
  'no binary task': (experiment) => setTask(experiment, 1, { kind: 'regression' }),
};

it.each(Object.keys(variants))('programs of every architecture are Python: %s', (name) => {
  for (const program of programsOf(variants[name]?.(mixed()) ?? mixed(), null))
    expect(checked(program)).toEqual({ findings: [], formatted: program });
});

it.each(['sharedBottom', 'ple'])('programs of linear experts are Python: %s', (id) => {
  const experiment = mixed();
  const card = experiment.cards.find(({ architecture }) => architecture === id);
  const topology = card && topologyOfCard(card, experiment);
  if (!card || !topology) throw new Error(`${id} cannot be built.`);
  const linear = withLinearExperts(topology);
  const program = pythonProgramOf({ experiment, card, topology: linear, file: null, link: '#', name: 'A' });
  expect(program).toMatch(/expert\(\w+, [\w.]+, (True|level\.is_linear)\)/);
  expect(checked(program)).toEqual({ findings: [], formatted: program });
});

it.each(madeUpSources)('a program for rows of the source $id is Python', ({ id }) => {
  const { data, ...rest } = mixed();
  const [program = ''] = programsOf({ ...rest, data: { ...data, source: id } }, null);
  expect(checked(program)).toEqual({ findings: [], formatted: program });
});

it.each(['random', 'time', 'group'] as const)(
  'programs for a file with dates whose rows are dealt by %s are Python',
  async (dealBy) => {
    const rows = Array.from({ length: 200 }, (_, row) => [
      `2024-0${1 + (row % 9)}-1${row % 10} 0${row % 8}:30`,
      `user ${row % 30}`,
      row % 7,
      row % 5,
    ]);
    const lines = [['when', 'user', 'size', 'spent'], ...rows].map((cells) => cells.join(','));
    const table = await tableOf(lines.join('\n'));
    const setup = setupWith(
      table,
      { when: dealBy === 'time' ? 'ignored' : 'date', user: 'ignored', size: 'number', spent: 'target' },
      {
        dealBy,
        timeColumn: 'when',
        group: 'user',
        targets: Array.from({ length: 3 }, () => ({ column: 'spent', positive: null, mask: null })),
      },
    );
    const experiment = setTable(mixed(), setup, tableSizesOf(table, setup));
    for (const program of programsOf(experiment, fileEncodingOf(table, setup, 1))) {
      expect(checked(program)).toEqual({ findings: [], formatted: program });
      expect(program).not.toContain(dealBy === 'group' ? 'TIME_COLUMN' : 'GROUP_COLUMN');
    }
  },
);

it.each([',', ';'])('programs for a file whose cells stand between %s are Python', async (sign) => {
  const rows = Array.from({ length: 200 }, (_, row) => [
    row % 3,
    ['red', 'blue', ''][row % 3],
    row % 7 === 0 ? '' : 'yes',
    row % 5,
    row % 2,
  ]);
  const lines = [['size', 'kind', 'answer', 'spent', 'weight'], ...rows].map((cells) => cells.join(sign));
  const table = await tableOf(lines.join('\n'));
  const setup = setupWith(
    table,
    { size: 'number', kind: 'categories', answer: 'target', spent: 'target', weight: 'weight' },
    {
      characters: sign === ';' ? 'western' : 'unicode',
      targets: [
        { column: 'answer', positive: { kind: 'values', values: ['yes'] }, mask: null },
        { column: 'spent', positive: null, mask: null },
        { column: 'spent', positive: { kind: 'above', threshold: 2 }, mask: 'kind' },
      ],
    },
  );
  const experiment = setTable(mixed(), setup, tableSizesOf(table, setup));
  for (const program of programsOf(experiment, fileEncodingOf(table, setup, 1)))
    expect(checked(program)).toEqual({ findings: [], formatted: program });
});

it('programs of every architecture for a file with ids are Python', async () => {
  const rows = Array.from({ length: 200 }, (_, row) => [`u${row % 30}`, row % 11, row % 3, row % 2].join());
  const table = await tableOf(['user,item,region,answer', ...rows].join('\n'));
  const roles = { user: 'id', item: 'id', region: 'prior', answer: 'target' } as const;
  const setup = setupWith(table, roles, {
    minIdRows: 1,
    targets: [{ column: 'answer', positive: { kind: 'values', values: ['1'] }, mask: null }],
  });
  const experiment = setTable(mixed(), setup, tableSizesOf(table, setup));
  const gated = {
    ...experiment,
    cards: experiment.cards.map((card) => ({ ...card, elementwiseGates: 'both' as const })),
  };
  const alone = setTable(setNumTasks(mixed(), 1), setup, tableSizesOf(table, setup));
  for (const one of [experiment, gated, alone])
    for (const program of programsOf(one, fileEncodingOf(table, setup, 1))) {
      expect(program).toContain('NUM_VECTORS = [31, 12]');
      expect(checked(program)).toEqual({ findings: [], formatted: program });
    }
});
