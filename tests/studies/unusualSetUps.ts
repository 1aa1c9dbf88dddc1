/**
 * Twenty set-ups that no preset is like, for sentences to be held against: two to eight tasks, much noise or none, few labels, rare
 * positives, one or two repetitions, rates at which networks diverge, funnels of dependent kinds, and files.
 */
import { createStream } from '../../src/core/random.ts';
import type { Table } from '../../src/data/table/table.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setData, setMatrix, setNumTasks, setTask, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { matrixOfTriangle } from '../../src/experiment/matrix.ts';
import { experimentOnFile } from '../unit/data/table/onFile.ts';

export interface SetUp {
  readonly id: string;
  readonly experiment: Experiment;
  /** Null: its data are drawn. */
  readonly table: Table | null;
}

const rivals = ['ple', 'mmoe', 'sharedBottom', 'crossStitch', 'singleTask', 'mlmmoe', 'adatt'];

/** Kinds of trouble, one after the other; `trouble` of none changes nothing. */
const troubles = [
  'none',
  'fewLabels',
  'rare',
  'diverges',
  'noise',
  'short',
  'fewReplicas',
  'funnel',
] as const;

const NUM_DRAWN = 16;

export async function unusualSetUps(seed: number): Promise<readonly SetUp[]> {
  const drawn = Array.from({ length: NUM_DRAWN }, (_, index) => drawnSetUp(seed, index));
  return [...drawn, ...(await Promise.all(Object.keys(files).map((name) => setUpOnFile(name, seed))))];
}

function drawnSetUp(seed: number, index: number): SetUp {
  const stream = createStream(seed, 'unusual', index);
  const oneOf = <V>(values: readonly V[]): V => values[stream.integerBelow(values.length)] as V;
  const trouble = troubles[index % troubles.length] ?? 'none';
  const numTasks = trouble === 'funnel' ? 2 + stream.integerBelow(2) : 2 + ((index * 3) % 7);
  const others = [...stream.permutation(rivals.length)].slice(0, 1 + stream.integerBelow(3));
  const cards = cardsOf(['adattSp', ...others.map((at) => rivals[at] ?? 'ple')]);
  const cells = Array.from({ length: (numTasks * (numTasks - 1)) / 2 }, () => oneOf([0, 0, 0.3, 0.9, -0.7]));
  let experiment = setNumTasks({ ...defaultExperiment(), cards }, numTasks);
  experiment = setMatrix(experiment, 'correlation', matrixOfTriangle(cells, numTasks));
  for (const task of experiment.tasks.keys())
    experiment = setTask(experiment, task, {
      kind: trouble === 'rare' || trouble === 'funnel' ? 'binary' : oneOf(['regression', 'binary'] as const),
      noise: trouble === 'noise' ? oneOf([0.01, 0.95]) : oneOf([0.05, 0.3, 0.6]),
      positiveRate: trouble === 'rare' ? 0.01 : 0.3,
      labelFraction: trouble === 'fewLabels' ? oneOf([0.02, 0.1, 1]) : 1,
      ...(trouble === 'funnel' && task > 0 && { after: task - 1 }),
    });
  const numTrainRows = trouble === 'fewLabels' ? 1000 : oneOf([500, 2000, 6000]);
  experiment = setData(experiment, {
    seed: 1000 + index,
    numTrainRows,
    source: oneOf(['sharedFeatures', 'synthetic']),
  });
  experiment = setTraining(experiment, {
    numSteps: trouble === 'short' ? 30 : 400,
    evalEvery: trouble === 'short' ? 10 : 50,
    numReplicas: trouble === 'fewReplicas' ? 1 + (index % 2) : 5,
    learningRate: trouble === 'diverges' ? oneOf([0.3, 1]) : oneOf([0.003, 0.01]),
    batchSize: 64,
  });
  return { id: `${index} ${trouble}`, experiment, table: null };
}

/** Rows below the header: one target that all columns explain, one hardly any, and what each file is about. */
const files: Readonly<Record<string, (row: ReturnType<typeof rowOf>) => readonly (string | number)[]>> = {
  linear: ({ x, y, z, noise }) => [x, y, z, 2 * x - y + 0.3 * noise, x + noise > 0 ? 'yes' : 'no'],
  curved: ({ x, y, z, noise }) => [
    x,
    y,
    z,
    Math.sin(3 * x) * y + 0.3 * noise,
    x * y + noise > 0 ? 'yes' : 'no',
  ],
  rare: ({ x, y, z, noise }) => [x, y, z, x + 3 * noise, x + y + noise > 4.4 ? 'yes' : 'no'],
  nothing: ({ x, y, z, noise, other }) => [x, y, z, noise, other > 0 ? 'yes' : 'no'],
};

function rowOf(normal: () => number) {
  const [x, y, z, noise, other] = [normal(), normal(), normal(), normal(), normal()];
  return { x, y, z, noise, other };
}

const NUM_ROWS = 3000;

async function setUpOnFile(name: string, seed: number): Promise<SetUp> {
  const { normal } = createStream(seed, 'unusual', name);
  const cells = files[name];
  const lines = Array.from({ length: NUM_ROWS }, () => (cells?.(rowOf(normal)) ?? []).join(','));
  const { experiment, table } = await experimentOnFile(
    ['x,y,z,amount,bought', ...lines],
    ['amount', 'bought'],
  );
  return { id: `file ${name}`, experiment: setTraining(experiment, { numSteps: 400, evalEvery: 50 }), table };
}
