import { describe, expect, it } from 'vitest';
import { mean } from '../../../src/core/lists.ts';
import { createStream } from '../../../src/core/random.ts';
import { irreducibleLossOf, sigmoid } from '../../../src/data/labelling.ts';
import { madeUpSources, regressionTask, replicaOf, setupOf } from './setup.ts';

describe.each(madeUpSources)('the irreducible loss of a regression task of $id', (source) => {
  it.each([0.05, 0.1, 0.5])('is the share of noise in the whole variance, whatever the draw: %s', (noise) => {
    for (const draw of [0, 1, 2, 3]) {
      const changes = { noiseUnit: 'share', draw, numTrainRows: 5000, numTestRows: 5000 } as const;
      const { test } = replicaOf(source, setupOf([{ ...regressionTask, noise }], changes), 0);
      const expected = noise / (1 + noise);
      expect(Math.abs((test.floor[0] ?? 0) - expected) / expected).toBeLessThan(0.1);
    }
  });
});

describe('the irreducible loss of a binary task', () => {
  const numRows = 20_000;
  const { normal, uniform } = createStream(1, 'test');
  const signals = Float64Array.from({ length: numRows }, () => normal());

  it.each([
    { noise: 0, kappa: 0.25 },
    { noise: 0.3, kappa: 0.25 },
    { noise: 1, kappa: 0.05 },
    { noise: 2, kappa: 1 },
  ])('is the log loss of the probabilities that the noise leaves: $noise, $kappa', ({ noise, kappa }) => {
    const logistic = { tau: 0.5, kappa };
    const labels = Float32Array.from(signals, (signal) =>
      uniform() < sigmoid((signal + noise * normal() - logistic.tau) / kappa) ? 1 : 0,
    );
    const floor = irreducibleLossOf({ signals, labels, noise, logistic });
    // By brute force: the mean over fixed draws of the noise, evenly spread over its distribution.
    const errors = Array.from({ length: 4001 }, (_, index) => -6 + (12 * index) / 4000);
    const weights = errors.map((error) => Math.exp((-error * error) / 2));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const sample = [...signals.subarray(0, 300)];
    const expected = mean(
      sample.map((signal, row) => {
        const positive = errors.reduce(
          (sum, error, k) => sum + (weights[k] ?? 0) * sigmoid((signal + noise * error - 0.5) / kappa),
          0,
        );
        const probability = positive / total;
        return -Math.log(labels[row] === 1 ? probability : 1 - probability);
      }),
    );
    const ofSample = { signals: signals.subarray(0, 300), labels: labels.subarray(0, 300), noise, logistic };
    expect(irreducibleLossOf(ofSample)).toBeCloseTo(expected, 4);
    // Any other guess of the probabilities does worse.
    const wrong = { ...logistic, tau: 0.7 };
    expect(irreducibleLossOf({ signals, labels, noise, logistic: wrong })).toBeGreaterThan(floor);
  });
});
