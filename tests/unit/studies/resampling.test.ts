import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { drawnCoverage, falseFamilies, falseVerdicts, ratioShapes } from '../../studies/resampling.ts';

const resampling = { numTasks: 2, numReplicas: 5, numDraws: 1000, seed: 1 };

const { normal } = createStream('resampling');
/** Eight equal networks on the data of 60 repetitions of two tasks, which all of them share. */
const hardness = Array.from({ length: 120 }, () => 0.5 * normal());
const networks = Array.from({ length: 8 }, () => hardness.map((one) => Math.exp(one + 0.1 * normal())));
const losses = Array.from({ length: 120 }, () => Math.exp(0.1 * normal()));

describe('falseVerdicts', () => {
  it('is about the error rate between two equal networks, overall and over tasks', () => {
    const { overall, tasks, anyTask } = falseVerdicts(networks, resampling);
    for (const share of [overall, anyTask]) {
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.07);
    }
    expect(Math.max(...tasks)).toBeLessThanOrEqual(anyTask);
    expect(tasks.reduce((sum, share) => sum + share, 0)).toBeGreaterThanOrEqual(anyTask);
  });

  it('is the same every time and another with another seed', () => {
    const few = { ...resampling, numDraws: 200 };
    expect(falseVerdicts(networks, few)).toEqual(falseVerdicts(networks, few));
    expect(falseVerdicts(networks, { ...few, seed: 2 })).not.toEqual(falseVerdicts(networks, few));
  });

  it('would notice networks that are better, and intervals that do not pair by repetition', () => {
    const better = networks.map((one, n) => one.map((loss) => (n % 2 === 0 ? 0.7 * loss : loss)));
    expect(falseVerdicts(better, resampling).overall).toBeGreaterThan(0.9);
    const same = networks.map(() => losses);
    expect(falseVerdicts(same, resampling)).toEqual({ overall: 0, tasks: [0, 0], anyTask: 0 });
  });
});

describe('falseFamilies', () => {
  it('has any false statement about seven equal rivals in no more experiments than the error rate', () => {
    const { overall, anyTask } = falseFamilies(networks, { ...resampling, numDraws: 300 });
    for (const share of [overall, anyTask]) expect(share).toBeLessThan(0.07);
    expect(overall + anyTask).toBeGreaterThan(0.01);
  });

  it('would notice one rival that is worse', () => {
    const worse = networks.map((one, n) => one.map((loss) => (n === 0 ? 3 * loss : loss)));
    expect(falseFamilies(worse, { ...resampling, numDraws: 100 }).overall).toBe(1);
  });
});

describe('ratioShapes', () => {
  it('are near normal for normal log losses, overall and task by task', () => {
    const shapes = ratioShapes(networks, 2);
    expect(shapes.map(({ n }) => n)).toEqual([240, 240, 240]);
    for (const { skewness, excessKurtosis } of shapes) {
      expect(Math.abs(skewness)).toBeLessThan(0.5);
      expect(Math.abs(excessKurtosis)).toBeLessThan(1);
    }
    expect(shapes[1]?.deviation).toBeGreaterThan(0.12);
    expect(shapes[1]?.deviation).toBeLessThan(0.16);
    expect(shapes[0]?.deviation).toBeLessThan(0.12);
  });

  it('show a network that nearly died now and then', () => {
    const dying = networks.map((one, n) => one.map((loss, i) => (n === 0 && i % 40 === 0 ? 6 * loss : loss)));
    const [overall] = ratioShapes(dying, 2);
    expect(overall?.excessKurtosis).toBeGreaterThan(5);
    expect(overall?.skewness).toBeLessThan(-1);
  });
});

describe('drawnCoverage', () => {
  it('is about the level, a little above since the draws are part of the whole', () => {
    const { loss, gain } = drawnCoverage(losses, resampling);
    for (const share of [loss, gain]) {
      expect(share).toBeGreaterThan(0.94);
      expect(share).toBeLessThan(0.975);
    }
  });
});
