/** Made-up set-ups: circumstances, and log losses of the contestants in four repetitions. */
import type { Circumstances } from '../../../../src/studies/map/circumstances.ts';
import { type Contestant, contestants } from '../../../../src/studies/map/contestants.ts';
import type { SetUpReading } from '../../../../src/studies/map/readings.ts';

const plain: Circumstances = {
  numTasks: 2,
  relation: 'alike',
  numLabels: 1000,
  noise: 1,
  hasSparseTask: false,
  numExperts: 1,
  correlation: 0.5,
  shareOfCommonFeatures: 0,
};

/** `noiseOf`: added to each log loss. */
export const madeSetUp = (
  key: number,
  logLossOf: Partial<Record<Contestant, number>>,
  circumstances: Partial<Circumstances> = {},
  noiseOf: () => number = () => 0,
): SetUpReading => ({
  key,
  config: '',
  circumstances: { ...plain, ...circumstances },
  logLosses: contestants.map((one) => [0, 1, 2, 3].map(() => (logLossOf[one] ?? 0) + noiseOf())),
});

/** As many set-ups as values, each with that log loss of a contestant. */
export const madeSetUps = (contestant: Contestant, values: readonly number[]): readonly SetUpReading[] =>
  values.map((value, key) => madeSetUp(key, { [contestant]: value }));
