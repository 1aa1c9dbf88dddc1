import { expect, it } from 'vitest';
import { createTrainingQueue, type TrainingKind } from '../../../../../app/state/stores/trainingQueue.ts';

/** A queue, and what its members were told, in order. */
function createQueue() {
  const queue = createTrainingQueue();
  const told: string[] = [];
  const join = (name: string, kind: TrainingKind) =>
    queue.join(kind, (by) => void told.push(`${name} stops for ${by}`));
  const background = queue.join(
    'background',
    (by) => void told.push(`background stops for ${by}`),
    () => void told.push('background goes'),
  );
  return { join, background, news: () => told.splice(0) };
}

it('stops for the run whatever else trains, and for a sweep the run and other sweeps', () => {
  const { join, news } = createQueue();
  const [run, sweep] = [join('run', 'run'), join('sweep', 'sweep')];
  for (const [name, kind] of [
    ['draws', 'sweep'],
    ['measuring', 'measuring'],
    ['preview', 'preview'],
  ] as const)
    join(name, kind);
  run.take();
  run.take();
  const others = ['sweep stops for run', 'draws stops for run', 'measuring stops for run'];
  expect(news()).toEqual([...others, 'preview stops for run']);
  sweep.take();
  expect(news()).toEqual(['run stops for sweep', 'draws stops for sweep', 'measuring stops for sweep']);
  // It was stopped, and takes the machine again.
  run.take();
  expect(news()).toContain('sweep stops for run');
});

it('lets background retraining wait until nobody trains, and stops it for everybody', () => {
  const { join, background, news } = createQueue();
  const [sweep, preview] = [join('sweep', 'sweep'), join('preview', 'preview')];
  sweep.take();
  preview.take();
  background.take();
  sweep.giveBack();
  expect(news()).toEqual([]);
  preview.giveBack();
  preview.giveBack();
  expect(news()).toEqual(['background goes']);
  sweep.take();
  expect(news()).toEqual(['background stops for sweep']);
  sweep.leave();
  expect(news()).toEqual(['background goes']);
  background.giveBack();
  preview.take();
  preview.giveBack();
  expect(news()).toEqual([]);
});

it('trains nothing while the page is hidden', () => {
  const { join, background, news } = createQueue();
  background.take();
  join('run', 'run').take();
  const hidden = join('page', 'hiddenPage');
  news();
  hidden.take();
  expect(news()).toEqual(['run stops for hiddenPage']);
  hidden.giveBack();
  expect(news()).toEqual(['background goes']);
});
