/** Which runs of a step share a dispatch. */
import { describe, expect, it } from 'vitest';
import {
  type SchedulableRun,
  type ScheduledDispatch,
  scheduleRuns,
} from '../../../../src/engine/backend/webgpu/schedule.ts';

interface Run extends SchedulableRun<string> {
  readonly name: string;
}

const rows = (numReplicas: number | null, numRows = 8, numGroups = 6) => ({
  numReplicas,
  numGroups,
  numRows,
});

/** `name: reads -> writes` */
function run(text: string, spread: Run['spread']): Run {
  const [name = '', read = '', written = ''] = text.split(/: | -> /);
  return { name, reads: read.split(' '), writes: written.split(' '), spread };
}

/** `a b` side by side, `a>b` one after the other, `(a)` on its own. */
function worded(dispatch: ScheduledDispatch<Run>): string {
  const namesOf = (runs: readonly Run[]) => runs.map(({ name }) => name);
  if (dispatch.kind === 'single') return `(${dispatch.run.name})`;
  return dispatch.kind === 'flat'
    ? namesOf(dispatch.runs).join(' ')
    : dispatch.chains.map((chain) => namesOf(chain).join('>')).join(' ');
}

const scheduled = (runs: readonly Run[]) => scheduleRuns<string, Run>(runs).map(worded);

describe('schedule', () => {
  it('chains what reads its own rows, and puts the rest side by side', () => {
    const step = [
      run('gather: data -> x', null),
      run('forward: x w -> y', rows(2)),
      run('loss: y -> l', 'flat'),
      run('backward: y -> dy', rows(2)),
      run('weights: x dy -> dw', 'flat'),
      run('adam: w dw -> w2', 'flat'),
    ];
    expect(scheduled(step)).toEqual(['(gather)', 'forward>backward', 'loss weights', 'adam']);
  });

  it('keeps chains apart that do not need each other, and joins those that do', () => {
    const step = [
      run('a: x -> a', rows(2)),
      run('b: x -> b', rows(2)),
      run('c: x -> c', rows(2)),
      run('ab: a b -> ab', rows(null)),
    ];
    expect(scheduled(step)).toEqual(['c a>b>ab']);
  });

  it('does not chain over other rows, other replicas, or what is summed in between', () => {
    expect(scheduled([run('a: x -> a', rows(2)), run('b: a -> b', rows(2, 9))])).toEqual(['a', 'b']);
    expect(scheduled([run('a: x -> a', rows(2)), run('b: a -> b', rows(3))])).toEqual(['a', 'b']);
    const summed = [run('a: x -> a', rows(2)), run('sum: a -> s', 'flat'), run('b: s -> b', rows(2))];
    expect(scheduled(summed)).toEqual(['a', 'sum', 'b']);
  });

  it('says so when nothing can be run', () => {
    expect(() => scheduled([run('a: b -> a', 'flat'), run('b: a -> b', 'flat')])).toThrow('no order');
  });
});
