import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepRun, keptRun } from '../../../../../app/state/run/keptRuns.ts';
import { idleStatus, recordedStatus } from '../../../../../app/state/run/runStatus.ts';
import { setData, setTask } from '../../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import { runAfter, type StartedRun } from '../../../../../src/run/run.ts';
import { savedRunOf } from '../../../../../src/run/savedRun.ts';

const recording = savedRunOf(readFileSync('app/recorded/firstView.json', 'utf8'));
const { experiment } = recording;
const statusOf = (trained: Experiment) => ({
  ...idleStatus,
  ...recordedStatus({ ...recording, experiment: trained }),
});
const withSeed = (seed: number): Experiment => setData(experiment, { seed });

beforeEach(() => localStorage.clear());

describe('runs that outlive the page', () => {
  it('come back with their numbers, whatever their tasks are called by now', () => {
    keepRun(statusOf(experiment));
    const renamed = setTask(experiment, 0, { name: 'Clicks' });
    const kept = keptRun(renamed);
    const bestOf = (run: StartedRun | null) =>
      [...(run?.networks.values() ?? [])].map(({ reportable }) => reportable.best);
    expect(bestOf(kept)).toEqual(bestOf(recording));
    expect(kept?.ranOn).toEqual(recording.ranOn);
    expect(keptRun(withSeed(77))).toBeNull();
  });

  it('are the newest that there is room for', () => {
    vi.useFakeTimers();
    for (let seed = 100; seed < 200; seed++) {
      vi.setSystemTime(seed * 1000);
      keepRun(statusOf(withSeed(seed)));
    }
    vi.useRealTimers();
    const kept = Array.from({ length: 100 }, (_, index) => keptRun(withSeed(100 + index)) !== null);
    expect(kept.lastIndexOf(false) + 1).toBe(kept.indexOf(true));
    expect(kept.filter(Boolean).length).toBeGreaterThan(20);
    expect(JSON.stringify(localStorage).length).toBeLessThan(3e6);
  });

  it('are kept in place of older ones when the browser has no more room', () => {
    keepRun(statusOf(withSeed(1)));
    const refuse = vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keepRun(statusOf(withSeed(2)));
    refuse.mockRestore();
    expect([keptRun(withSeed(1)), keptRun(withSeed(2)) !== null]).toEqual([null, true]);
  });

  it('do not hold what their configuration does not give again, nor networks that diverged', () => {
    keepRun({ ...statusOf(experiment), givenTo: ['A'] });
    const { runId } = idleStatus;
    const diverged = { type: 'diverged', runId, cardId: 'A', replica: 0, step: 5 } as const;
    keepRun(runAfter(statusOf(experiment), diverged));
    expect(keptRun(experiment)).toBeNull();
  });

  it('are left alone when they cannot be read', () => {
    keepRun(statusOf(experiment));
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, '1 {"config":');
    expect(keptRun(experiment)).toBeNull();
  });
});
