import { expect, it, onTestFinished } from 'vitest';
import { openPreset } from '../../../../../app/config/presets/openPreset.ts';
import { showKnownRun, watchFinishedRuns } from '../../../../../app/state/finishedRuns.ts';
import { idleDraft, sweepControllersOf } from '../../../../../app/state/sweep/sweepController.ts';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import { presetNamed } from '../../../teach/presetNamed.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

it('sets up the sweep that a preset tells of, and opens its tab', async () => {
  const playground = createTestPlayground();
  await openPreset(playground, presetNamed('sweep'));
  const { axisId, range, numPoints } = presetNamed('sweep').sweep ?? {};
  expect(sweepControllersOf(playground).sweep.drafts.getState()).toEqual({
    axisId,
    range,
    numPoints,
    leftOutIds: [],
  });
  expect(playground.view.getState().tab).toBe('sweep');
});

it('leaves the sweep alone for a preset that tells of none, and opens the tab of its sentence', async () => {
  const playground = createTestPlayground();
  playground.view.setState({ tab: 'sweep' });
  await openPreset(playground, presetNamed('groups'));
  expect(sweepControllersOf(playground).sweep.drafts.getState()).toEqual(idleDraft);
  expect(playground.view.getState().tab).toBe('gates');
  await openPreset(playground, presetNamed('residual'));
  expect(playground.view.getState().tab).toBe('play');
});

it('shows the recorded run of a preset, none of the experiment before, and what Play trains is that preset', async () => {
  const playground = createTestPlayground();
  await openPreset(playground, presetNamed('groups'));
  expect(playground.run.status()).toMatchObject({
    phase: 'recorded',
    experiment: presetNamed('groups').experiment,
  });
  const opened = openPreset(playground, presetNamed('figure3'));
  expect(playground.run.status().phase).toBe('idle');
  await opened;
  expect(playground.run.status()).toMatchObject({
    phase: 'recorded',
    experiment: presetNamed('figure3').experiment,
  });
  playground.run.play();
  expect(playground.run.status().phase).toBe('starting');
});

it('shows the recorded run of a preset that a link opens, also when it is gone back to', async () => {
  const preset = presetNamed('groups');
  const playground = createTestPlayground(`#${linkOfAll(preset.experiment)}`);
  onTestFinished(watchFinishedRuns(playground));
  await showKnownRun(playground);
  expect(playground.run.status()).toMatchObject({ phase: 'recorded', experiment: preset.experiment });
  playground.experiments.open(presetNamed('figure3').experiment);
  await expect.poll(() => playground.run.status().experiment).toEqual(presetNamed('figure3').experiment);
  playground.experiments.undo();
  await expect.poll(() => playground.run.status().experiment).toEqual(preset.experiment);
});

it('shows the run of the preset that was opened last, in whatever order they arrive', async () => {
  const playground = createTestPlayground();
  await Promise.all([
    openPreset(playground, presetNamed('groups')),
    openPreset(playground, presetNamed('figure3')),
  ]);
  expect(playground.run.status().experiment).toEqual(presetNamed('figure3').experiment);
});
