import { expect, it, onTestFinished } from 'vitest';
import { runFileOf } from '../../../../../app/files/runFiles.ts';
import { watchFinishedRuns } from '../../../../../app/state/finishedRuns.ts';
import { openSavedRun, writtenLabelsOf } from '../../../../../app/state/history/openSavedRun.ts';
import { redo, undo } from '../../../../../app/state/useEdit.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { thisRelease } from '../../../../../src/experiment/versions.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { createFakeSession, evaluated, progress, ready } from '../fakeSession.ts';
import { createTestPlayground } from '../testPlayground.ts';

const labels = { name: 'First', note: '', time: 0, release: '0.1.0' };

it('of one set-up several runs are opened one after the other, and undo and redo find each', () => {
  const playground = createTestPlayground();
  onTestFinished(watchFinishedRuns(playground));
  // Two runs of one set-up differ in nothing but where they came from.
  const [one, other] = [recordedRun(), recordedRun()];
  const shown = () => playground.run.status().savedRun;
  openSavedRun(playground, { run: one, origin: 'visitor' }, labels, 'One');
  openSavedRun(playground, { run: other, origin: 'page' }, labels, 'Other');
  expect([shown() === other, playground.run.status().origin]).toEqual([true, 'page']);
  undo(playground);
  expect([shown() === one, playground.run.status().origin]).toEqual([true, 'visitor']);
  redo(playground);
  expect(shown() === other).toBe(true);
  undo(playground);
  undo(playground);
  expect([one, other]).not.toContain(shown());
  redo(playground);
  expect(shown() === one).toBe(true);
  expect(writtenLabelsOf(one)).toEqual(labels);
});

it('a run that was trained is still there after undo, with its networks', () => {
  const session = createFakeSession();
  const playground = createTestPlayground('#seed=3', { openSession: () => session });
  onTestFinished(watchFinishedRuns(playground));
  playground.run.play();
  session.emit(ready(1));
  session.emit(progress(1, 'running', 40));
  const run = recordedRun();
  openSavedRun(playground, { run, origin: 'visitor' }, labels, 'Opened');
  expect(playground.run.status()).toMatchObject({ phase: 'recorded', savedRun: run });
  undo(playground);
  expect(playground.run.status()).toMatchObject({ phase: 'paused', step: 40 });
  // An edit of what was opened is one of its set-up.
  redo(playground);
  playground.experiments.edit(setTraining(playground.experiments.experiment(), { batchSize: 7 }));
  expect(playground.run.status().savedRun).toBe(run);
});

it('labels of a saved run go into a file with that run, not with the same trained here after it', async () => {
  const session = createFakeSession();
  const playground = createTestPlayground('', { openSession: () => session });
  const run = recordedRun();
  const theirs = { ...labels, name: 'Theirs', note: 'By somebody', release: '0.0.1' };
  openSavedRun(playground, { run, origin: 'file' }, theirs, 'Opened');
  const written = async () => {
    const made = runFileOf(playground, 'frozen');
    return typeof made === 'object' ? ((await made?.content.text()) ?? '') : made;
  };
  expect(await written()).toContain('By somebody');
  playground.run.play();
  const { runId } = playground.run.status();
  session.emit(ready(runId));
  const { numSteps } = run.experiment.training;
  for (const id of run.networks.keys())
    for (const step of [0, numSteps]) session.emit(evaluated(runId, id, run.experiment, { step, loss: 0.5 }));
  session.emit(progress(runId, 'finished', numSteps));
  expect(playground.run.status().phase).toBe('finished');
  expect(await written()).toContain(thisRelease);
  expect(await written()).not.toMatch(/Theirs|By somebody|0\.0\.1"/);
});
