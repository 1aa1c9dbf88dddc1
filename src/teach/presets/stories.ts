/** Stories of the presets as data; rows, noise and steps found by trial, claims checked by `npm run study -- presets`. */
import type { PresetClaim } from './claims.ts';
import type { Story, StoryCard } from './story.ts';

const cardsOfEachObjective: readonly StoryCard[] = (
  ['entireSpace', 'conditional', 'inversePropensity'] as const
).map((objective) => ({ architecture: 'adattSp', name: objective, settings: { objective } }));

const clickConversionTasks = {
  cards: cardsOfEachObjective,
  numTasks: 2,
  eachTask: { kind: 'binary', positiveRate: 0.1, noise: 0.5 },
  lastTask: { positiveRate: 0.2, after: 0 },
  data: { numTrainRows: 4000, numValidationRows: 2000, redraw: 'everything' },
  training: { numSteps: 800, numReplicas: 12 },
} as const;

const beyondStories = {
  userGroups: {
    chapter: 'ablations',
    cards: [
      { architecture: 'adattSp', name: 'unscaled' },
      { architecture: 'adattSp', name: 'beforeTowers', settings: { elementwiseGates: 'beforeTowers' } },
      { architecture: 'adattSp', name: 'beforeExperts', settings: { elementwiseGates: 'beforeExperts' } },
    ],
    numTasks: 2,
    correlation: [0.5],
    eachTask: { noise: 0.25 },
    data: {
      source: 'sharedFeatures',
      numFeatures: 5,
      numCommonFeatures: 0,
      numTrainRows: 8000,
      numGroups: 4,
    },
    training: { numReplicas: 12 },
    beats: ['equations', 'play'],
    claims: [
      { kind: 'verdict', against: 'C', task: null, is: 'better' },
      { kind: 'verdict', against: 'B', task: null, is: 'notBetter' },
    ],
  },
  funnel: {
    ...clickConversionTasks,
    chapter: 'funnels',
    correlation: [0.8],
    beats: ['play', 'play'],
    claims: [
      { kind: 'bias', card: 'B', task: 1, population: 'unclicked', is: 'tooHigh' },
      { kind: 'verdict', against: 'B', task: null, is: 'notWorse' },
    ],
  },
  funnelApart: {
    ...clickConversionTasks,
    chapter: 'funnels',
    correlation: [0],
    beats: ['play', 'play'],
    claims: [{ kind: 'bias', card: 'A', task: 1, population: 'unclicked', is: 'tooLow' }],
  },
} as const satisfies Readonly<Record<string, Story>>;

const storyCards = (
  architectures: readonly string[],
  options: StoryCard['options'] = {},
): readonly StoryCard[] => architectures.map((architecture) => ({ architecture, options }));

/** Hidden features per task; all are common by default. */
const hiddenFeatures = (numFeatures: number, numCommonFeatures: number = numFeatures) => ({
  source: 'sharedFeatures',
  numFeatures,
  numCommonFeatures,
});

// Cells above the diagonal for groups of neighbours, unrelated across groups.
const groupCorrelations = (sizes: readonly number[], correlation: number): readonly number[] => {
  const groups = sizes.flatMap((size, group) => Array.from({ length: size }, () => group));
  return groups.flatMap((group, at) =>
    groups.slice(at + 1).map((other) => (other === group ? correlation : 0)),
  );
};

const twoExpertOptions = { numTaskExperts: 2, numSharedExperts: 0, levelDims: [[16], [8]] };

const taskPairs = (...both: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] =>
  both.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]);

// Claims that the card's line crosses 0 between correlations of 0.4 and 1.
const crossingClaims = (card: string): readonly PresetClaim[] => [
  { kind: 'swept', card, value: -0.5, is: 'below' },
  { kind: 'swept', card, value: 0.4, is: 'below' },
  { kind: 'swept', card, value: 1, is: 'above' },
];

export const stories = {
  looselyRelated: {
    chapter: 'start',
    cards: storyCards(['adattSp', 'ple']),
    numTasks: 2,
    correlation: [0.2],
    eachTask: { noise: 0.25 },
    data: hiddenFeatures(8, 4),
    beats: ['play', 'play'],
    claims: [
      { kind: 'verdict', against: 'B', task: null, is: 'unclear' },
      { kind: 'gain', card: 'A', task: null, is: 'notBetter' },
      { kind: 'gain', card: 'B', task: null, is: 'notBetter' },
      { kind: 'noAlarm' },
    ],
  },
  identical: {
    chapter: 'pays',
    cards: storyCards(['adattSp', 'ple', 'sharedBottom']),
    numTasks: 2,
    correlation: [1],
    eachTask: { labelFraction: 0.1, noise: 0.5 },
    data: { ...hiddenFeatures(12), numTrainRows: 20_000 },
    training: { batchSize: 256, numSteps: 1000, numReplicas: 12 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'gain', card: 'C', task: null, is: 'better' },
      { kind: 'verdict', against: 'C', task: null, is: 'worse' },
    ],
  },
  groups: {
    chapter: 'start',
    cards: storyCards(['adattSp', 'ple', 'mmoe']),
    numTasks: 5,
    correlation: [0.9, 0, 0, 0, 0, 0, 0, 0.9, 0, 0],
    eachTask: { noise: 0.25 },
    data: { ...hiddenFeatures(5, 0), numTrainRows: 10_000 },
    beats: ['learned', 'play'],
    claims: [
      { kind: 'borrows', level: 1, pairs: taskPairs([0, 1], [2, 3]), is: 'more' },
      { kind: 'borrows', level: 1, pairs: [[4, null]], is: 'less' },
      { kind: 'verdict', against: 'B', task: null, is: 'notWorse' },
      { kind: 'verdict', against: 'C', task: null, is: 'notWorse' },
    ],
  },
  manyGroups: {
    chapter: 'pays',
    cards: storyCards(['adattSp', 'ple', 'mmoe', 'crossStitch', 'sharedBottom']),
    numTasks: 8,
    correlation: groupCorrelations([3, 3, 2], 0.95),
    eachTask: { noise: 0.25, labelFraction: 0.1 },
    data: { ...hiddenFeatures(8, 0), numTrainRows: 14_000 },
    training: { batchSize: 256, numSteps: 1000, numReplicas: 12, learningRate: 0.01 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'verdict', against: 'B', task: null, is: 'better' },
      { kind: 'verdict', against: 'C', task: null, is: 'notWorse' },
      { kind: 'verdict', against: 'D', task: null, is: 'notWorse' },
      { kind: 'verdict', against: 'E', task: null, is: 'notBetter' },
    ],
  },
  opposite: {
    chapter: 'pays',
    cards: storyCards(['adattSp', 'crossStitch', 'sharedBottom']),
    numTasks: 2,
    correlation: [-1],
    eachTask: { labelFraction: 0.1, noise: 0.5 },
    data: { ...hiddenFeatures(12), numTrainRows: 20_000 },
    training: { batchSize: 256, numSteps: 1000, numReplicas: 12 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'gain', card: 'B', task: null, is: 'better' },
      { kind: 'gain', card: 'C', task: null, is: 'better' },
    ],
  },
  unrelated: {
    chapter: 'hurts',
    cards: storyCards(['adattSp', 'mmoe', 'sharedBottom'], { levelDims: [[8], [8]] }),
    numTasks: 3,
    correlation: [0, 0, 0],
    eachTask: { noise: 0.8 },
    data: { ...hiddenFeatures(8, 0), numTrainRows: 10_000 },
    training: { numReplicas: 8 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'gain', card: 'A', task: null, is: 'worse' },
      { kind: 'gain', card: 'B', task: null, is: 'worse' },
      { kind: 'gain', card: 'C', task: null, is: 'worse' },
    ],
  },
  sparse: {
    chapter: 'pays',
    cards: storyCards(['adattSp', 'mmoe', 'sharedBottom']),
    numTasks: 3,
    correlation: [0.9, 0.7, 0.7],
    eachTask: { noise: 0.5 },
    lastTask: { kind: 'binary', positiveRate: 0.02, labelFraction: 0.1, noise: 0.01 },
    data: { ...hiddenFeatures(10), numTrainRows: 40_000, numValidationRows: 5000, numTestRows: 8000 },
    training: { batchSize: 256, numSteps: 1000 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'gain', card: 'A', task: 2, is: 'notWorse' },
      { kind: 'gain', card: 'C', task: 2, is: 'better' },
      { kind: 'verdict', against: 'C', task: 2, is: 'worse' },
    ],
  },
  figure3: {
    chapter: 'start',
    cards: storyCards(['adattSp', 'ple']),
    numTasks: 3,
    correlation: [0.9, 0.05, 0.05],
    eachTask: { noise: 0.1 },
    data: { ...hiddenFeatures(6, 0), numTrainRows: 8000 },
    training: { numReplicas: 8 },
    beats: ['equations', 'gates'],
    claims: [{ kind: 'borrows', level: 1, pairs: taskPairs([0, 1]), is: 'more' }],
  },
  residual: {
    chapter: 'ablations',
    cards: [
      { architecture: 'adattSp', name: 'withResidual' },
      { architecture: 'adattSp', name: 'withoutResidual', options: { residual: false } },
    ],
    numTasks: 4,
    correlation: [0, 0, 0, 0, 0, 0],
    eachTask: { noise: 0.25 },
    data: { ...hiddenFeatures(6, 0), numTrainRows: 8000 },
    beats: ['gates', 'play'],
    claims: [
      { kind: 'verdict', against: 'B', task: null, is: 'better' },
      { kind: 'alarm', card: 'B', alarm: 'underFitting' },
    ],
  },
  findTheBug: {
    chapter: 'ablations',
    cards: [
      {
        architecture: 'almostAdatt',
        name: 'networkOne',
        options: { defect: 'untrained', ...twoExpertOptions },
      },
      { architecture: 'adatt', name: 'networkTwo', options: twoExpertOptions },
    ],
    numTasks: 2,
    correlation: [0.9],
    eachTask: { noise: 0.25 },
    data: { ...hiddenFeatures(8, 0), numTrainRows: 8000 },
    reference: 'A',
    beats: ['gates', 'play', 'equations'],
    claims: [
      { kind: 'native', card: 'A', is: 'still' },
      { kind: 'native', card: 'B', is: 'moved' },
    ],
  },
  mlmmoe: {
    chapter: 'ablations',
    cards: storyCards(['mmoe', 'mlmmoe']),
    numTasks: 3,
    correlation: [0.9, 0.1, 0.1],
    eachTask: { noise: 0.25 },
    data: { ...hiddenFeatures(6, 0), numTrainRows: 8000 },
    beats: ['equations', 'play'],
    claims: [{ kind: 'verdict', against: 'B', task: null, is: 'notWorse' }],
  },
  sampleDependent: {
    chapter: 'pays',
    cards: storyCards(['adattSp', 'mmoe', 'crossStitch']),
    numTasks: 2,
    correlation: [0.9],
    secondCorrelation: [-0.9],
    eachTask: { noise: 0.1 },
    data: { ...hiddenFeatures(4), numTrainRows: 10_000 },
    training: { numSteps: 3000, numReplicas: 12 },
    beats: ['learned', 'play'],
    claims: [
      { kind: 'verdict', against: 'B', task: null, is: 'better' },
      { kind: 'verdict', against: 'C', task: null, is: 'notBetter' },
    ],
  },
  sweep: {
    chapter: 'hurts',
    cards: storyCards(['sharedBottom', 'mmoe', 'ple', 'adattSp'], { levelDims: [[8], [8]] }),
    numTasks: 2,
    correlation: [0.9],
    eachTask: { labelFraction: 0.15, noise: 0.5 },
    data: { ...hiddenFeatures(8, 0), numTrainRows: 20_000 },
    training: { batchSize: 256, numSteps: 1000, numReplicas: 8 },
    sweep: { axisId: 'correlation', from: -0.5, to: 1, numPoints: 6 },
    beats: ['play', 'sweep'],
    claims: [...crossingClaims('A'), ...crossingClaims('B'), ...crossingClaims('C'), ...crossingClaims('D')],
  },
  ...beyondStories,
} as const satisfies Readonly<Record<string, Story>>;
