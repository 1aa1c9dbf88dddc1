import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRenderQueue } from '../../../../../app/state/stores/renderQueue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const atRest = () => createRenderQueue(() => false, vi.fn());

describe('createRenderQueue', () => {
  it('draws one at a time, with a rest between', () => {
    const turns = atRest();
    const drawn: string[] = [];
    for (const name of ['a', 'b', 'c']) turns.ask(name, () => drawn.push(name));
    expect(drawn).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(drawn).toEqual(['a']);
    vi.advanceTimersByTime(30);
    expect(drawn).toEqual(['a', 'b']);
    vi.advanceTimersByTime(1000);
    expect(drawn).toEqual(['a', 'b', 'c']);
  });

  it('starves nobody when all ask again before the round is over', () => {
    const turns = atRest();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const drawn = new Set<string>();
    for (let update = 0; update < 10; update += 1) {
      for (const name of names) turns.ask(name, () => drawn.add(name));
      vi.advanceTimersByTime(60);
    }
    expect(drawn.size).toBe(names.length);
  });

  it('draws a round of one moment in training, then leaves a pause, which ends with the training', () => {
    let isTraining = true;
    const turns = createRenderQueue(
      () => isTraining,
      (_, done) => done(100),
    );
    const drawn: string[] = [];
    const askAt = (moment: number) => {
      for (const name of ['a', 'b', 'c']) turns.ask(name, () => drawn.push(`${name}${moment}`));
    };
    // At first there are no pauses.
    for (let round = 0; round < 7; round += 1) {
      askAt(0);
      vi.advanceTimersByTime(100);
    }
    expect(drawn.splice(0)).toHaveLength(21);
    vi.advanceTimersByTime(1000);
    askAt(1);
    vi.advanceTimersByTime(10);
    askAt(2);
    askAt(3);
    vi.advanceTimersByTime(360);
    expect(drawn.splice(0)).toEqual(['a1', 'b1', 'c1']);
    vi.advanceTimersByTime(120);
    expect(drawn.splice(0)).toEqual(['a3', 'b3', 'c3']);
    askAt(4);
    isTraining = false;
    vi.advanceTimersByTime(120);
    expect(drawn).toEqual(['a4', 'b4', 'c4']);
  });

  it('does not draw for those who left, and starts again after a pause', () => {
    const turns = atRest();
    const draw = vi.fn();
    turns.ask('a', draw);
    turns.leave('a');
    vi.advanceTimersByTime(1000);
    expect(draw).not.toHaveBeenCalled();
    turns.ask('a', draw);
    vi.advanceTimersByTime(1000);
    expect(draw).toHaveBeenCalledTimes(1);
  });
});
