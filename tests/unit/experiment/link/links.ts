/**
 * One link per version as that version wrote it, and what it must open as for ever. Defaults are spelled out: a link leaves
 * them out, so changing one is a new version with a migration.
 */

import { defaultsOf } from '../../../../src/core/schema/readFields.ts';
import { trainedCardFields } from '../../../../src/experiment/cardFields.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';

interface StoredLink {
  readonly version: number;
  readonly link: string;
  readonly experiment: Experiment;
}

const regression = {
  kind: 'regression',
  noise: 0.1,
  positiveRate: 0.5,
  labelFraction: 1,
  after: null,
  lossWeight: 1,
} as const;

/** What was always so in version 1. */
export const ofVersion1 = {
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
  ...ofVersion1,
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
const settings = { ...defaultsOf(trainedCardFields), initialSeedOffset: 0 };

const twoLevels = { levelDims: [[32], [16]], towerDims: [8] };

export const storedLinks: readonly StoredLink[] = [
  {
    version: 1,
    link: 'v=1',
    experiment: {
      tasks: [
        { ...regression, name: 'Task 1' },
        { ...regression, name: 'Task 2' },
        { ...regression, name: 'Task 3' },
      ],
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
        {
          id: 'A',
          name: 'AdaTT-sp',
          color: 0,
          architecture: 'adattSp',
          options: { ...twoLevels, numTaskExperts: 1, residual: true, taskSpecificBackward: false },
          ...settings,
        },
        {
          id: 'B',
          name: 'PLE',
          color: 1,
          architecture: 'ple',
          options: { ...twoLevels, numTaskExperts: 1, numSharedExperts: 1 },
          ...settings,
        },
        {
          id: 'C',
          name: 'Shared-Bottom',
          color: 2,
          architecture: 'sharedBottom',
          options: twoLevels,
          ...settings,
        },
      ],
      training: {
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
      },
      comparison: asConfigured,
    },
  },
  {
    version: 1,
    link: 'v=1&tasks=2&t1=n:Watch+time&t2=n:~HC5FH7HOH~,k:binary,noise:.05,pos:.02,lab:.1,w:2.5&corr=-.35&corr2=.8&recipe=rough&in=16&train=20000&val=500&test=9000&soft=.5&seed=42&D=adatt,n:Ours,c:0,s:3,experts:2-1,shared:2,levels:64-32_16,residual:off,tower:16-8&A=mmoe,experts:6&reps=3&batch=64&lr=.01&steps=3000&eval=100&backend=wasm&lrs=500:.001,2000:1.5e-6',
    experiment: {
      tasks: [
        { ...regression, name: 'Watch time' },
        {
          name: '点击率',
          kind: 'binary',
          noise: 0.05,
          positiveRate: 0.02,
          labelFraction: 0.1,
          after: null,
          lossWeight: 2.5,
        },
      ],
      data: {
        source: 'synthetic',
        recipe: 'rough',
        inputDim: 16,
        numTrainRows: 20000,
        numValidationRows: 500,
        numTestRows: 9000,
        labelTemperature: 0.5,
        numFeatures: 8,
        numCommonFeatures: 8,
        numGroups: 0,
        ...ofVersion1,
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
          id: 'D',
          name: 'Ours',
          color: 0,
          architecture: 'adatt',
          options: {
            numTaskExperts: [2, 1],
            numSharedExperts: 2,
            levelDims: [[64, 32], [16]],
            residual: false,
            taskSpecificBackward: false,
            towerDims: [16, 8],
          },
          ...settings,
          initialSeedOffset: 3,
        },
        {
          id: 'A',
          name: 'MMoE',
          color: 0,
          architecture: 'mmoe',
          options: { ...twoLevels, numExperts: 6 },
          ...settings,
        },
      ],
      training: {
        numReplicas: 3,
        batchSize: 64,
        learningRate: 0.01,
        weightDecay: 0,
        dropout: 0,
        numSteps: 3000,
        evalEvery: 100,
        stopEarly: 0,
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
    version: 1,
    link: 'v=1&A=ple&B=adattSp&ref=A&report=finalStep&budget=equalParameters&tune=on&rates=5e-4,.02',
    experiment: {
      tasks: [
        { ...regression, name: 'Task 1' },
        { ...regression, name: 'Task 2' },
        { ...regression, name: 'Task 3' },
      ],
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
        {
          id: 'A',
          name: 'PLE',
          color: 0,
          architecture: 'ple',
          options: { ...twoLevels, numTaskExperts: 1, numSharedExperts: 1 },
          ...settings,
        },
        {
          id: 'B',
          name: 'AdaTT-sp',
          color: 1,
          architecture: 'adattSp',
          options: { ...twoLevels, numTaskExperts: 1, residual: true, taskSpecificBackward: false },
          ...settings,
        },
      ],
      training: {
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
      },
      comparison: {
        reference: 'A',
        reportingRule: 'finalStep',
        margin: 0.03,
        budget: 'equalParameters',
        isTuned: true,
        learningRates: [0.0005, 0.02],
      },
    },
  },
  {
    version: 2,
    link: 'v=2&redraw=everything&draw=3&A=ple&B=adattSp&ref=A&reps=40',
    experiment: {
      tasks: [
        { ...regression, noise: 0.25, name: 'Task 1' },
        { ...regression, noise: 0.25, name: 'Task 2' },
        { ...regression, noise: 0.25, name: 'Task 3' },
        { ...regression, noise: 0.25, name: 'Task 4' },
      ],
      data: {
        source: 'sharedFeatures',
        recipe: 'smooth',
        inputDim: 32,
        numTrainRows: 10_000,
        numValidationRows: 1000,
        numTestRows: 4000,
        labelTemperature: 0.25,
        numFeatures: 5,
        numCommonFeatures: 0,
        numGroups: 0,
        seed: 1,
        noiseDependence: 0,
        noiseUnit: 'share',
        switching: 'everyTask',
        positives: 'expected',
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
        {
          id: 'A',
          name: 'PLE',
          color: 0,
          architecture: 'ple',
          options: { levelDims: [[32], [16]], towerDims: [16], numTaskExperts: 1, numSharedExperts: 1 },
          ...settings,
        },
        {
          id: 'B',
          name: 'AdaTT-sp',
          color: 1,
          architecture: 'adattSp',
          options: {
            levelDims: [[32], [16]],
            towerDims: [16],
            numTaskExperts: 1,
            residual: true,
            taskSpecificBackward: false,
          },
          ...settings,
        },
      ],
      training: {
        numReplicas: 40,
        batchSize: 128,
        learningRate: 0.003,
        weightDecay: 0,
        dropout: 0,
        numSteps: 2000,
        evalEvery: 50,
        stopEarly: 0,
        learningRateChanges: [],
        backend: 'auto',
      },
      comparison: { ...asConfigured, budget: 'equalParameters', reference: 'A' },
    },
  },
];
