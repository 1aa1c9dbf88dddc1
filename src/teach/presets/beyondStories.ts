/** Stories about extensions beyond AdaTT: elementwise gates, and tasks that depend on earlier tasks. */
import type { Story, StoryCard } from './story.ts';

/** Entire space first. */
const eachObjective: readonly StoryCard[] = (
  ['entireSpace', 'conditional', 'inversePropensity'] as const
).map((objective) => ({ architecture: 'adattSp', name: objective, settings: { objective } }));

const clickAndConversion = {
  cards: eachObjective,
  numTasks: 2,
  eachTask: { kind: 'binary', positiveRate: 0.1, noise: 0.5 },
  lastTask: { positiveRate: 0.2, after: 0 },
  data: { numTrainRows: 4000, numValidationRows: 2000, redraw: 'everything' },
  training: { numSteps: 800, numReplicas: 12 },
} as const;

export const beyondStories = {
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
    ...clickAndConversion,
    chapter: 'funnels',
    correlation: [0.8],
    beats: ['play', 'play'],
    claims: [
      { kind: 'bias', card: 'B', task: 1, population: 'unclicked', is: 'tooHigh' },
      { kind: 'verdict', against: 'B', task: null, is: 'notWorse' },
    ],
  },
  funnelApart: {
    ...clickAndConversion,
    chapter: 'funnels',
    correlation: [0],
    beats: ['play', 'play'],
    claims: [{ kind: 'bias', card: 'A', task: 1, population: 'unclicked', is: 'tooLow' }],
  },
} as const satisfies Readonly<Record<string, Story>>;
