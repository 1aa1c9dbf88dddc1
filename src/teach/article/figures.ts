/** Figures of the article that train: a small experiment each, trained in a second or a few, and what the reader's hand changes in it. */
import { setData, setMatrix } from '../../experiment/edit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { withMatrixCell } from '../../experiment/matrix.ts';

export type FigureId = 'share' | 'harm' | 'labels' | 'experts' | 'fences' | 'own' | 'inside';

/** Figures that train, and the one that only shows what was recorded. */
export type ShownFigureId = FigureId | 'conditions';

export interface ArticleFigure {
  readonly id: FigureId;
  readonly picture: 'verdict' | 'networks' | 'gate';
  /** Values that the hand goes through, and the one where it starts. */
  readonly values: readonly number[];
  readonly start: number;
  /** The experiment where the hand is; the same one if the hand moves a row. */
  readonly at: (value: number) => Experiment;
  /** Index of the right one among the answers of the figure's text. */
  readonly right: number;
}

type Change = (experiment: Experiment, value: number) => Experiment;

const correlationOf =
  (...pairs: readonly (readonly [task: number, other: number])[]): Change =>
  (experiment, value) => {
    const { correlation } = experiment.data;
    const changed = pairs.reduce(
      (matrix, [task, other]) => withMatrixCell(matrix, task, other, value),
      correlation,
    );
    return setMatrix(experiment, 'correlation', changed);
  };

const ofPair = correlationOf([0, 1]);
const ofThird = correlationOf([0, 2], [1, 2]);
const ofLabels: Change = (experiment, numTrainRows) => setData(experiment, { numTrainRows });
const ofRow: Change = (experiment) => experiment;

/** Rounded, so that every value is written in a link as it is used. */
const evenly = (from: number, to: number, step: number): readonly number[] =>
  Array.from(
    { length: Math.round((to - from) / step) + 1 },
    (_, at) => Math.round(100 * (from + at * step)) / 100,
  );

const [correlations, shares, positions] = [
  evenly(-0.95, 0.95, 0.05),
  evenly(0, 0.95, 0.05),
  evenly(-2, 2, 0.1),
];
const labels = [300, 1000, 3000, 10_000];

const short = 'steps=300&eval=20&lr=.004&backend=wasm';
const apart = 'feat=3&train=3000&reps=12&A=singleTask&B=sharedBottom&ref=A';
const two = `v=2&tasks=2&${short}&${apart}`;
const three = `v=2&tasks=3&corr=.95,0,0&${short}&${apart}`;
const four = `v=2&tasks=4&corr=.9,0,0,0,0,.9&train=3000&${short}`;

type Plan = readonly [
  ...(readonly [FigureId, ArticleFigure['picture'], string]),
  readonly number[],
  number,
  Change,
  number,
];

const plans: readonly Plan[] = [
  ['share', 'verdict', two, correlations, 0.95, ofPair, 0],
  ['harm', 'verdict', three, shares, 0, ofThird, 1],
  ['labels', 'verdict', `${four}&reps=8&A=adattSp&B=sharedBottom&ref=A`, labels, 300, ofLabels, 0],
  ['experts', 'networks', `${four}&reps=6&A=mmoe`, correlations, 0.9, ofPair, 2],
  ['fences', 'networks', `${four}&reps=6&A=ple`, correlations, 0.9, ofPair, 1],
  ['own', 'networks', `${four}&reps=6&A=adattSp`, correlations, 0.9, ofPair, 0],
  ['inside', 'gate', `${four}&reps=1&A=adattSp`, positions, 0, ofRow, 0],
];

export const articleFigures: readonly ArticleFigure[] = plans.map(
  ([id, picture, link, values, start, change, right]) => {
    const { experiment } = readLink(link);
    return { id, picture, values, start, right, at: (value) => change(experiment, value) };
  },
);

/** Recorded comparisons of random experiments. */
export const stillFigure = { id: 'conditions', right: 0 } as const satisfies {
  readonly id: ShownFigureId;
  readonly right: number;
};
