/** The set-ups of the map, drawn by a named seed: what they may be, and the experiment of each. */
import { createStream, type RandomStream } from '../../../src/core/random.ts';
import { squareMatrixOf } from '../../../src/data/linearAlgebra.ts';
import type { Matrix } from '../../../src/data/types.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setComparison, setData, setNumTasks, setTask, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { contestants } from '../../../src/studies/map/contestants.ts';

export interface Population {
  /** Names all draws. */
  readonly seed: string;
  readonly size: number;
  /** Labels per task lie between them. */
  readonly labels: readonly [fewest: number, most: number];
  readonly numTasks: readonly number[];
}

/** The first half is explored, the second confirms. */
export const mapPopulation: Population = {
  seed: 'map',
  size: 200,
  labels: [300, 30_000],
  numTasks: [2, 4, 8],
};

/** Sets of tasks that share hidden features; `rowDependent`: all do, and a feature of the row turns the signs of every other task. */
const relations: Readonly<Record<string, (numTasks: number) => readonly number[] | null>> = {
  alike: (numTasks) => setSizes(numTasks),
  pairs: (numTasks) => (numTasks < 4 ? null : setSizes(...Array.from({ length: numTasks / 2 }, () => 2))),
  groups: (numTasks) => (numTasks < 8 ? null : setSizes(numTasks / 2, numTasks / 2 - 1, 1)),
  outsider: (numTasks) => setSizes(numTasks - 1, 1),
  rowDependent: (numTasks) => setSizes(numTasks),
};

/** Enough for eight tasks with weights of their own, and for four sets of features with a direction each. */
const numFeatures = 8;
const inputDim = 32;

const noises = [0.1, 1] as const;
const positiveRate = 0.05;
const shareOfFlipped = 0.25;

/** `number` counts from 0. */
export function setUpAt({ seed, labels, numTasks: counts }: Population, number: number): Experiment {
  const stream = createStream(seed, 'set-up', number);
  const numTasks = oneOf(stream, counts);
  const offered = Object.entries(relations).flatMap(([name, setsOf]) => {
    const sets = setsOf(numTasks);
    return sets === null ? [] : [{ name, sets }];
  });
  const { name: relation, sets } = oneOf(stream, offered);
  const [fewest, most] = labels;
  const numTrainRows = twoDigits(fewest * (most / fewest) ** stream.uniform());
  const noise = oneOf(stream, noises);
  const isSparse = stream.uniform() < 0.5;
  const numExperts = 1 + stream.integerBelow(2);
  const correlation = hundredth(stream.uniform());
  const signs = sets.map(() => (stream.uniform() < shareOfFlipped ? -1 : 1));
  const numCommonFeatures = stream.uniform() < 0.5 ? 0 : numFeatures / 2;
  const turned = signs.map((sign, task) => (task % 2 === 0 ? sign : -sign));

  let experiment = setNumTasks(defaultExperiment(), numTasks);
  for (const [task, featureSet] of sets.entries())
    experiment = setTask(experiment, task, { featureSet, noise });
  if (isSparse) experiment = setTask(experiment, numTasks - 1, { kind: 'binary', positiveRate });
  experiment = setData(experiment, {
    ...{ inputDim, numFeatures, numCommonFeatures, numTrainRows },
    ...{ numValidationRows: 1000, numTestRows: 2000, redraw: 'everything' as const, seed: number },
  });
  const { data } = experiment;
  return {
    ...setComparison(setTraining(experiment, { ...trainingOfAll, numReplicas: 4 }), { budget: 'bestSize' }),
    data: {
      ...data,
      correlation: matrixOf(sets, signs, correlation),
      secondCorrelation: relation === 'rowDependent' ? matrixOf(sets, turned, correlation) : null,
    },
    cards: cardsOf(contestants).map((card) => ({
      ...card,
      options: { ...card.options, ...expertCountsOf(card.architecture, numExperts, numTasks) },
    })),
  };
}

/** The same cap, schedule and patience for all. */
export const trainingOfAll = { numSteps: 6000, evalEvery: 50, stopEarly: 10, learningRate: 0.003 } as const;

export function expertCountsOf(architecture: string, perTask: number, numTasks: number): object {
  if (architecture === 'mmoe') return { numExperts: perTask * numTasks };
  return ['ple', 'adattSp', 'adatt'].includes(architecture) ? { numTaskExperts: perTask } : {};
}

/** Set of each task, from the sizes of the sets. */
const setSizes = (...sizes: readonly number[]): readonly number[] =>
  sizes.flatMap((size, set) => Array.from({ length: size }, () => set));

/** Correlation by the signs within a set, 0 between sets. */
const matrixOf = (sets: readonly number[], signs: readonly number[], correlation: number): Matrix =>
  squareMatrixOf(sets.length, (row, column) => {
    if (row === column) return 1;
    // A zero has no sign in a link.
    return sets[row] === sets[column] ? (signs[row] ?? 1) * (signs[column] ?? 1) * correlation + 0 : 0;
  });

function oneOf<T>({ integerBelow }: RandomStream, list: readonly T[]): T {
  const one = list[integerBelow(list.length)];
  if (one === undefined) throw new RangeError('There is nothing to draw from.');
  return one;
}

const hundredth = (value: number): number => Math.round(100 * value) / 100;

const twoDigits = (value: number): number => Number(value.toPrecision(2));
