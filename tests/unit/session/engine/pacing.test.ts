import { describe, expect, test } from 'vitest';
import { createPacer, createSliceSize, createSpeedMeter } from '../../../../src/session/engine/pacing.ts';

describe('pacer', () => {
  test('the first step is due at once, the next when its time has come', () => {
    const pacer = createPacer();
    pacer.setSpeed(10, 500);
    expect(pacer.stepsAllowed(500)).toBe(1);
    pacer.took(1);
    expect([pacer.stepsAllowed(501), pacer.delayMs(501)]).toEqual([0, 99]);
    expect([pacer.stepsAllowed(600), pacer.delayMs(600)]).toEqual([1, 0]);
  });

  test('late timers are made up for, long pauses are not', () => {
    const pacer = createPacer();
    pacer.setSpeed(10, 0);
    expect(pacer.stepsAllowed(450)).toBe(5);
    expect(pacer.stepsAllowed(1_000_000)).toBe(11);
  });
});

describe('slice size', () => {
  const settledAt = (msPerStep: number): number => {
    const size = createSliceSize();
    for (let i = 0; i < 20; i++) size.measured(size.numSteps(), size.numSteps() * msPerStep);
    return size.numSteps();
  };

  test.for([
    [0.5, 80],
    [4, 10],
    [30, 1],
    [2000, 1],
  ] as const)('with %d ms a step, %i steps fill a slice', ([msPerStep, expected]) => {
    expect(settledAt(msPerStep)).toBe(expected);
  });
});

describe('speed meter', () => {
  test('knows nothing at first, then the speed of the last second', () => {
    const meter = createSpeedMeter();
    expect(meter.stepsPerSecond()).toBeNull();
    for (let ms = 0; ms <= 3000; ms += 50) meter.add(ms / 10, ms);
    expect(meter.stepsPerSecond()).toBeCloseTo(100);
    for (let ms = 3050; ms <= 4100; ms += 50) meter.add(300 + (ms - 3000) / 50, ms);
    expect(meter.stepsPerSecond()).toBeCloseTo(20);
    meter.reset();
    expect(meter.stepsPerSecond()).toBeNull();
  });
});
