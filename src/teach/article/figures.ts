/** The figures of the article: a small experiment each, trained in about a second, and what the reader's hand changes in it. */
import { setData, setMatrix } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { withMatrixCell } from '../../experiment/matrix.ts';

export type FigureId = 'share' | 'harm' | 'labels' | 'experts' | 'fences' | 'own' | 'inside' | 'map';

export type FigurePicture = 'verdict' | 'networks' | 'gate' | 'map';

/** What a slider moves: values at equal distances, or listed. */
export interface Hand {
  readonly values: readonly number[];
  readonly start: number;
}

export interface ArticleFigure {
  readonly id: FigureId;
  readonly picture: FigurePicture;
  readonly experiment: Experiment;
  readonly hand: Hand;
  /** The experiment where the hand is; the same one if the hand moves a row. */
  readonly at: (value: number) => Experiment;
}

type Change = (experiment: Experiment, value: number) => Experiment;

const correlationOf =
  (...pairs: readonly (readonly [task: number, other: number])[]): Change =>
  (experiment, value) =>
    setMatrix(
      experiment,
      'correlation',
      pairs.reduce(
        (matrix, [task, other]) => withMatrixCell(matrix, task, other, value),
        experiment.data.correlation,
      ),
    );

const numLabels: Change = (experiment, numTrainRows) => setData(experiment, { numTrainRows });

const unchanged: Change = (experiment) => experiment;

/** Rounded, so that every value is written in a link as it is used. */
const evenly = (from: number, to: number, step: number): readonly number[] =>
  Array.from(
    { length: Math.round((to - from) / step) + 1 },
    (_, place) => Math.round((from + place * step) * 100) / 100,
  );

function figureOf(id: FigureId, picture: FigurePicture, link: string, hand: Hand, change: Change) {
  const { experiment } = readLink(link);
  const at = (value: number) => change(experiment, value);
  return { id, picture, experiment: at(hand.start), hand, at };
}

const short = 'steps=300&eval=20&lr=.004&backend=wasm';
const twoTasks = `v=2&tasks=2&feat=3&train=3000&${short}&reps=12&A=singleTask&B=sharedBottom&ref=A`;
const threeTasks = `v=2&tasks=3&corr=.95,0,0&feat=3&train=3000&${short}&reps=12&A=singleTask&B=sharedBottom&ref=A`;
const fourTasks = `v=2&tasks=4&corr=.9,0,0,0,0,.9&${short}`;

export const articleFigures: readonly ArticleFigure[] = [
  figureOf(
    ...(['share', 'verdict', twoTasks] as const),
    { values: evenly(-0.95, 0.95, 0.05), start: 0.95 },
    correlationOf([0, 1]),
  ),
  figureOf(
    ...(['harm', 'verdict', threeTasks] as const),
    { values: evenly(0, 0.95, 0.05), start: 0 },
    correlationOf([0, 2], [1, 2]),
  ),
  figureOf(
    ...(['labels', 'verdict', `${fourTasks}&reps=8&A=adattSp&B=sharedBottom&ref=A`] as const),
    { values: [300, 1000, 3000, 10_000], start: 300 },
    numLabels,
  ),
  figureOf(
    ...(['experts', 'networks', `${fourTasks}&train=3000&reps=6&A=mmoe`] as const),
    { values: evenly(-0.9, 0.9, 0.1), start: 0.9 },
    correlationOf([0, 1]),
  ),
  figureOf(
    ...(['fences', 'networks', `${fourTasks}&train=3000&reps=6&A=ple`] as const),
    { values: evenly(-0.9, 0.9, 0.1), start: 0.9 },
    correlationOf([0, 1]),
  ),
  figureOf(
    ...(['own', 'networks', `${fourTasks}&train=3000&reps=6&A=adattSp`] as const),
    { values: evenly(-0.9, 0.9, 0.1), start: 0.9 },
    correlationOf([0, 1]),
  ),
  figureOf(
    ...(['inside', 'gate', `${fourTasks}&train=3000&reps=1&A=adattSp`] as const),
    { values: evenly(-2, 2, 0.1), start: 0 },
    unchanged,
  ),
  figureOf(
    ...(['map', 'map', `${fourTasks}&reps=5&A=adattSp&B=sharedBottom&C=ple&ref=A`] as const),
    { values: [300, 1000, 3000, 10_000], start: 3000 },
    numLabels,
  ),
];
