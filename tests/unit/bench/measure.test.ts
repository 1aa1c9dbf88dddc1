import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contender } from '../../bench/contenders/contender.ts';
import { measure, medianOf, TooSlow } from '../../bench/measure.ts';
import type { Probe } from '../../bench/probes/probe.ts';

/** Every step takes `stepMs`, half of it where the probe sees it. */
function fakes(stepMs: number): { contender: Contender; probe: Probe } {
  let nativeMs = 0;
  let numDispatches = 0;
  let numLosses = 0;
  const step = () => {
    vi.advanceTimersByTime(stepMs);
    nativeMs += stepMs / 2;
    numDispatches += 7;
  };
  const contender: Contender = {
    step,
    settle: async () => undefined,
    stepLoss: async () => {
      step();
      return ++numLosses;
    },
    countKernels: async (run) => {
      await run();
      return null;
    },
    fallBacks: () => [],
    kernelBuild: null,
  };
  const probe: Probe = {
    numDispatches: () => numDispatches,
    nativeMs: () => nativeMs,
    setTiming: null,
    cpuMs: () => null,
    numBytes: () => 99,
  };
  return { contender, probe };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const limits = { firstStepMs: null, onceMs: 1000, batchMs: 20 };

describe('measuring', () => {
  it('reports time, JavaScript apart from it, dispatches, bytes and the first losses', async () => {
    const { contender, probe } = fakes(4);
    const measured = await measure(contender, probe, limits);
    expect(measured).toMatchObject({ losses: [1, 2, 3], dispatchesPerStep: 7, bytes: 99 });
    expect(measured.msPerStep).toBe(4);
    expect(measured.jsMsPerStep).toBe(2);
    expect(measured.numBatches).toBeGreaterThanOrEqual(5);
  });

  it('measures a slow step once', async () => {
    const { contender, probe } = fakes(30);
    const measured = await measure(contender, probe, { ...limits, onceMs: 20 });
    expect(measured).toMatchObject({ losses: [1], numBatches: 1 });
  });

  it('gives up on a first step that takes too long', async () => {
    const { contender, probe } = fakes(1);
    const stuck: Contender = { ...contender, stepLoss: () => new Promise(() => undefined) };
    await expect(measure(stuck, probe, { ...limits, firstStepMs: 10 })).rejects.toThrow(TooSlow);
  });

  it('takes the middle of odd and even numbers of values', () => {
    expect(medianOf([5, 1, 9])).toBe(5);
    expect(medianOf([4, 1, 9, 2])).toBe(3);
  });
});
