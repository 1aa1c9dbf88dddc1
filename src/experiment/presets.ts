/** Experiments that tell a story, each with one sentence on what to look at. Configurations only, no results. */
import { presetNames as names, presetText as words } from '../text/presetText.ts';
import { cardsOf, defaultExperiment } from './defaults.ts';
import {
  type DataSettings,
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
  setTraining,
  type TrainingSettings,
} from './edit.ts';
import { setCard, setCardOptions } from './editCards.ts';
import type { Experiment, TaskConfig } from './experiment.ts';
import { matrixOfTriangle } from './matrix.ts';

export interface Preset {
  /** Also what `npm run train` takes. */
  readonly id: string;
  readonly title: string;
  /** What to look at, one sentence. */
  readonly hint: string;
  readonly experiment: Experiment;
}

type PresetId = keyof typeof words;

/** How a preset differs from the default experiment. */
interface Story {
  /** One card each, A first. */
  readonly architectures: readonly string[];
  readonly numTasks: number;
  /** Cells above the diagonal, row by row. */
  readonly correlation: readonly number[];
  /** The same where the extra feature is negative. */
  readonly secondCorrelation?: readonly number[];
  /** Settings of every task. */
  readonly eachTask?: Partial<TaskConfig>;
  readonly data?: Partial<DataSettings>;
  readonly training?: Partial<TrainingSettings>;
}

const experimentOf = (story: Story): Experiment => {
  const { numTasks, correlation, secondCorrelation, eachTask = {}, data = {}, training = {} } = story;
  let experiment = setNumTasks({ ...defaultExperiment(), cards: cardsOf(story.architectures) }, numTasks);
  experiment = setMatrix(experiment, 'correlation', matrixOfTriangle(correlation, numTasks));
  if (secondCorrelation !== undefined) {
    experiment = setSampleDependence(experiment, true);
    experiment = setMatrix(experiment, 'secondCorrelation', matrixOfTriangle(secondCorrelation, numTasks));
  }
  for (const index of experiment.tasks.keys()) experiment = setTask(experiment, index, eachTask);
  return setTraining(setData(experiment, data), training);
};

const looselyRelated = (): Experiment =>
  experimentOf({ architectures: ['adattSp', 'ple'], numTasks: 2, correlation: [0.2] });

const identical = (): Experiment =>
  experimentOf({
    architectures: ['adattSp', 'ple', 'sharedBottom'],
    numTasks: 2,
    correlation: [1],
    eachTask: { labelFraction: 0.1 },
    training: { batchSize: 256 },
  });

const groups = (): Experiment =>
  experimentOf({
    architectures: ['adattSp', 'ple', 'mmoe'],
    numTasks: 5,
    correlation: [0.9, 0, 0, 0, 0, 0, 0, 0.9, 0, 0],
  });

const opposite = (): Experiment =>
  experimentOf({ architectures: ['adattSp', 'crossStitch', 'sharedBottom'], numTasks: 2, correlation: [-1] });

const unrelated = (): Experiment => {
  const narrow = { levelDims: [[8], [8]] };
  const experiment = experimentOf({
    architectures: ['adattSp', 'mmoe', 'sharedBottom'],
    numTasks: 3,
    correlation: [0, 0, 0],
  });
  return experiment.cards.reduce((edited, card) => setCardOptions(edited, card.id, narrow), experiment);
};

const sparse = (): Experiment =>
  setTask(
    experimentOf({
      architectures: ['adattSp', 'ple', 'mmoe'],
      numTasks: 3,
      correlation: [0.9, 0.7, 0.7],
      data: { numTrainRows: 20_000, numValidationRows: 10_000, numTestRows: 20_000 },
      training: { batchSize: 256 },
    }),
    2,
    { kind: 'binary', positiveRate: 0.02, labelFraction: 0.1 },
  );

const figure3 = (): Experiment =>
  experimentOf({ architectures: ['adattSp', 'ple'], numTasks: 3, correlation: [0.9, 0.05, 0.05] });

const residual = (): Experiment => {
  const experiment = experimentOf({
    architectures: ['adattSp', 'adattSp'],
    numTasks: 3,
    correlation: [0.9, 0.1, 0.1],
    eachTask: { noise: 0.5 },
    data: { numTrainRows: 400 },
    training: { numSteps: 1000 },
  });
  const named = setCard(experiment, 'A', { name: names.withResidual });
  return setCardOptions(setCard(named, 'B', { name: names.withoutResidual }), 'B', { residual: false });
};

const mlmmoe = (): Experiment =>
  experimentOf({ architectures: ['mmoe', 'mlmmoe'], numTasks: 3, correlation: [0.9, 0.1, 0.1] });

const sampleDependent = (): Experiment =>
  experimentOf({
    architectures: ['adattSp', 'mmoe', 'crossStitch'],
    numTasks: 2,
    correlation: [0.9],
    secondCorrelation: [-0.9],
  });

const sweep = (): Experiment =>
  experimentOf({
    architectures: ['sharedBottom', 'mmoe', 'ple', 'adattSp'],
    numTasks: 2,
    correlation: [0.5],
    training: { numReplicas: 3 },
  });

const presetFrom = (id: PresetId, experimentOfPreset: () => Experiment): Preset => ({
  id,
  ...words[id],
  experiment: experimentOfPreset(),
});

/** All presets, in the order in which they are best met. */
export const presets: readonly Preset[] = [
  presetFrom('looselyRelated', looselyRelated),
  presetFrom('identical', identical),
  presetFrom('groups', groups),
  presetFrom('opposite', opposite),
  presetFrom('unrelated', unrelated),
  presetFrom('sparse', sparse),
  presetFrom('figure3', figure3),
  presetFrom('residual', residual),
  presetFrom('mlmmoe', mlmmoe),
  presetFrom('sampleDependent', sampleDependent),
  presetFrom('sweep', sweep),
];

/** The preset of an id as it came from anywhere; undefined when there is none. */
export const presetOf = (id: string): Preset | undefined => presets.find((preset) => preset.id === id);
