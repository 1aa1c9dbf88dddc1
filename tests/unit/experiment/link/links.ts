/**
 * Links as they were written, and what they must open as. Defaults are spelled out: a link leaves them out, so changing one
 * is a new version.
 */

import { defaultValuesOf } from '../../../../src/core/schema/readFields.ts';
import { trainedCardFields } from '../../../../src/experiment/cardFields.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';

interface StoredLink {
  readonly link: string;
  readonly experiment: Experiment;
}

const regression = {
  kind: 'regression',
  noise: 0.1,
  positiveRate: 0.5,
  labelFraction: 1,
  after: null,
  featureSet: null,
  lossWeight: 1,
} as const;

const withDeviationNoise = {
  noiseDependence: 0,
  noiseUnit: 'deviation',
  switching: 'laterTasks',
  positives: 'expected',
  redraw: 'directions',
  draw: 0,
} as const;

const smooth = {
  source: 'synthetic',
  recipe: 'smooth',
  inputDim: 32,
  numTrainRows: 4000,
  numValidationRows: 1000,
  numTestRows: 4000,
  labelTemperature: 0.25,
  numFeatures: 8,
  numCommonFeatures: 8,
  numGroups: 0,
  ...withDeviationNoise,
  seed: 1,
} as const;

const asConfigured = {
  reference: 'auto',
  reportingRule: 'bestValidation',
  margin: 0.03,
  budget: 'asConfigured',
  isTuned: false,
  learningRates: [0.001, 0.003, 0.01],
} as const;

/** What a card has where its link says nothing: a setting that came later is at what was always so. */
const settings = { ...defaultValuesOf(trainedCardFields), initialSeedOffset: 0 };

const twoLevels = { levelDims: [[32], [16]], towerDims: [8] };

type Card = Experiment['cards'][number];

const card = (id: string, name: string, architecture: string, options: object, color = 0): Card => ({
  id,
  name,
  color,
  architecture,
  options: { ...options },
  ...settings,
});

const spOptions = { numTaskExperts: 1, residual: true, taskSpecificBackward: false };
const pleOptions = { numTaskExperts: 1, numSharedExperts: 1 };

const usualTraining = {
  numReplicas: 5,
  batchSize: 128,
  learningRate: 0.003,
  weightDecay: 0,
  dropout: 0,
  numSteps: 2000,
  evalEvery: 50,
  stopEarly: 0,
  learningRateChanges: [],
  backend: 'auto',
} as const;

const firstOfAll: Experiment = {
  tasks: [1, 2, 3].map((number) => ({ ...regression, name: `Task ${number}` })),
  data: {
    ...smooth,
    correlation: [
      [1, 0.9, 0.1],
      [0.9, 1, 0.1],
      [0.1, 0.1, 1],
    ],
    secondCorrelation: null,
    table: null,
  },
  cards: [
    card('A', 'AdaTT-sp', 'adattSp', { ...twoLevels, ...spOptions }),
    card('B', 'PLE', 'ple', { ...twoLevels, ...pleOptions }, 1),
    card('C', 'Shared-Bottom', 'sharedBottom', twoLevels, 2),
  ],
  training: usualTraining,
  comparison: asConfigured,
};

export const storedLinks: readonly StoredLink[] = [
  {
    link: 'v=2&tasks=3&t1=noise:.1&t2=noise:.1&t3=noise:.1&corr=.9,.1,.1&source=synthetic&train=4000&unit=deviation&feat=8&common=8&switch=laterTasks&redraw=directions&A=adattSp,tower:8&B=ple,tower:8&C=sharedBottom,tower:8&budget=asConfigured',
    experiment: firstOfAll,
  },
  {
    link: 'v=2&tasks=2&t1=n:Watch+time,noise:.1&t2=n:~HC5FH7HOH~,k:binary,noise:.05,pos:.02,lab:.1,w:2.5&corr=-.35&corr2=.8&source=synthetic&recipe=rough&in=16&train=20000&val=500&test=9000&soft=.5&unit=deviation&feat=8&common=8&switch=laterTasks&redraw=directions&seed=42&D=adatt,n:Ours,c:0,s:3,experts:2-1,shared:2,levels:64-32_16,residual:off,tower:16-8&A=mmoe,experts:6,tower:8&reps=3&batch=64&lr=.01&steps=3000&eval=100&backend=wasm&lrs=500:.001,2000:1.5e-6&budget=asConfigured',
    experiment: {
      tasks: [
        { ...regression, name: 'Watch time' },
        {
          ...regression,
          name: '点击率',
          kind: 'binary',
          noise: 0.05,
          positiveRate: 0.02,
          labelFraction: 0.1,
          lossWeight: 2.5,
        },
      ],
      data: {
        ...smooth,
        recipe: 'rough',
        inputDim: 16,
        numTrainRows: 20000,
        numValidationRows: 500,
        numTestRows: 9000,
        labelTemperature: 0.5,
        seed: 42,
        correlation: [
          [1, -0.35],
          [-0.35, 1],
        ],
        secondCorrelation: [
          [1, 0.8],
          [0.8, 1],
        ],
        table: null,
      },
      cards: [
        {
          ...card('D', 'Ours', 'adatt', {
            numTaskExperts: [2, 1],
            numSharedExperts: 2,
            levelDims: [[64, 32], [16]],
            residual: false,
            taskSpecificBackward: false,
            towerDims: [16, 8],
          }),
          initialSeedOffset: 3,
        },
        card('A', 'MMoE', 'mmoe', { ...twoLevels, numExperts: 6 }),
      ],
      training: {
        ...usualTraining,
        numReplicas: 3,
        batchSize: 64,
        learningRate: 0.01,
        numSteps: 3000,
        evalEvery: 100,
        learningRateChanges: [
          { step: 500, value: 0.001 },
          { step: 2000, value: 0.0000015 },
        ],
        backend: 'wasm',
      },
      comparison: asConfigured,
    },
  },
  {
    link: 'v=2&tasks=3&t1=noise:.1&t2=noise:.1&t3=noise:.1&corr=.9,.1,.1&source=synthetic&train=4000&unit=deviation&feat=8&common=8&switch=laterTasks&redraw=directions&A=ple,tower:8&B=adattSp,tower:8&ref=A&report=finalStep&tune=on&rates=5e-4,.02',
    experiment: {
      ...firstOfAll,
      cards: [
        card('A', 'PLE', 'ple', { ...twoLevels, ...pleOptions }),
        card('B', 'AdaTT-sp', 'adattSp', { ...twoLevels, ...spOptions }, 1),
      ],
      comparison: {
        ...asConfigured,
        reference: 'A',
        reportingRule: 'finalStep',
        budget: 'equalParameters',
        isTuned: true,
        learningRates: [0.0005, 0.02],
      },
    },
  },
  {
    link: 'v=2&redraw=everything&draw=3&A=ple&B=adattSp&reps=40&ref=A',
    experiment: {
      tasks: [1, 2, 3, 4].map((number) => ({ ...regression, noise: 0.25, name: `Task ${number}` })),
      data: {
        ...smooth,
        source: 'sharedFeatures',
        numTrainRows: 10_000,
        numFeatures: 5,
        numCommonFeatures: 0,
        noiseUnit: 'share',
        switching: 'everyTask',
        redraw: 'everything',
        draw: 3,
        correlation: [
          [1, 0.9, 0, 0],
          [0.9, 1, 0, 0],
          [0, 0, 1, 0.9],
          [0, 0, 0.9, 1],
        ],
        secondCorrelation: null,
        table: null,
      },
      cards: [
        card('A', 'PLE', 'ple', { ...twoLevels, towerDims: [16], ...pleOptions }),
        card('B', 'AdaTT-sp', 'adattSp', { ...twoLevels, towerDims: [16], ...spOptions }, 1),
      ],
      training: { ...usualTraining, numReplicas: 40 },
      comparison: { ...asConfigured, budget: 'equalParameters', reference: 'A' },
    },
  },
];
