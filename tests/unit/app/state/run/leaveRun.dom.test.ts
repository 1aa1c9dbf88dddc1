import { expect, it, onTestFinished } from 'vitest';
import { watchFinishedRuns } from '../../../../../app/state/finishedRuns.ts';
import { redo, resetRun, startOver, undo } from '../../../../../app/state/useEdit.ts';
import { setNumTasks, setTraining } from '../../../../../src/experiment/edit.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';
import { presetNamed } from '../../../teach/presetNamed.ts';
import { createFakeSession, progress, ready } from '../fakeSession.ts';
import { createTestPlayground } from '../testPlayground.ts';

/** A page on which a run has come to step 40. */
function trained(hash = '') {
  const session = createFakeSession();
  const playground = createTestPlayground(hash, { openSession: () => session });
  const end = watchFinishedRuns(playground);
  onTestFinished(() => {
    end();
  });
  playground.run.play();
  session.emit(ready(1));
  session.emit(progress(1, 'running', 40));
  return { playground, session, ...playground };
}

it('brings a run that was reset back with undo, and takes it away again with redo', () => {
  const { playground, session, run, experiments, messages } = trained();
  const before = experiments.experiment();
  resetRun(playground);
  expect(run.status().phase).toBe('idle');
  expect(messages.getState().toast?.canUndo).toBe(true);
  session.emit(progress(1, 'paused', 41));
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'paused', step: 41 });
  redo(playground);
  expect(run.status().phase).toBe('idle');
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'paused', step: 41 });
  expect(experiments.experiment()).toBe(before);
});

it('leaves a run alone that goes on after it came back, whatever is edited then', () => {
  const { playground, run, experiments } = trained();
  resetRun(playground);
  undo(playground);
  experiments.edit(setTraining(experiments.experiment(), { batchSize: 7 }));
  expect(run.status()).toMatchObject({ phase: 'paused', step: 40 });
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'paused', step: 40 });
});

it('brings what was left each time back, one undo after the other, until another run is started', () => {
  const { playground, run, experiments, leaveRun } = trained('#tasks=3');
  resetRun(playground);
  expect(run.status()).toMatchObject({ phase: 'idle', step: 0 });
  leaveRun(() => experiments.open(setNumTasks(experiments.experiment(), 2)));
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'idle', step: 0 });
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'paused', step: 40 });
  redo(playground);
  redo(playground);
  expect(run.status()).toMatchObject({ phase: 'idle', step: 0 });
  undo(playground);
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'paused', step: 40 });
});

it('shows no preset beside the experiment before it, also where no run was left for it', () => {
  const { run, experiments, leaveRun, playground } = trained('#tasks=3');
  resetRun(playground);
  const preset = presetNamed('groups');
  leaveRun(() => experiments.open(preset.experiment));
  run.show(recordedRun(), 'page');
  expect(run.status().phase).toBe('recorded');
  undo(playground);
  expect(run.status()).toMatchObject({ phase: 'idle', experiment: null });
});

it('leaves nothing of the run and the story before when it starts over; undo brings both back', () => {
  const { playground, session, run, experiments, view } = trained();
  const preset = presetNamed('groups');
  resetRun(playground);
  experiments.open(preset.experiment);
  run.play();
  session.emit(ready(run.status().runId));
  session.emit(progress(run.status().runId, 'finished', 2000));
  experiments.edit(setNumTasks(preset.experiment, 1));
  view.setState({ tab: 'gates' });
  startOver(playground);
  const { experiment, opened } = experiments.getState();
  expect(opened).toBe(experiment);
  expect(view.getState()).toMatchObject({ tab: 'play' });
  // The run that everybody sees first.
  expect(run.status()).toMatchObject({ phase: 'recorded', experiment });
  undo(playground);
  expect(experiments.getState().opened).toBe(preset.experiment);
  expect(run.status()).toMatchObject({ phase: 'finished', experiment: preset.experiment });
});
