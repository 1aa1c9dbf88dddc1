import { expect, it, onTestFinished } from 'vitest';
import { openPreset } from '../../../../../app/config/presets/openPreset.ts';
import { showKnownRun, watchFinishedRuns } from '../../../../../app/state/finishedRuns.ts';
import { idleDraft, sweepControllersOf } from '../../../../../app/state/sweep/sweepController.ts';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import { type Preset, presets } from '../../../../../src/teach/presets/presets.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

/** The preset with that id. */
function presetOf(id: string): Preset {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`There is no preset ${id}.`);
  return preset;
}

function setUp(hash = '') {
  const playground = createTestPlayground(hash);
  return playground;
}

it('sets up the sweep that a preset tells of, and opens its tab', async () => {
  const playground = setUp();
  await openPreset(playground, presetOf('sweep'));
  const { axisId, range, numPoints } = presetOf('sweep').sweep ?? {};
  expect(sweepControllersOf(playground).sweep.drafts.getState()).toEqual({
    axisId,
    range,
    numPoints,
    leftOutIds: [],
  });
  expect(playground.view.getState().tab).toBe('sweep');
});

it('leaves the sweep alone for a preset that tells of none, and opens the tab of its sentence', async () => {
  const playground = setUp();
  playground.view.setState({ tab: 'sweep' });
  await openPreset(playground, presetOf('groups'));
  expect(sweepControllersOf(playground).sweep.drafts.getState()).toEqual(idleDraft);
  expect(playground.view.getState().tab).toBe('gates');
  await openPreset(playground, presetOf('residual'));
  expect(playground.view.getState().tab).toBe('play');
});

it('shows the recorded run of a preset, none of the experiment before, and what Play trains is that preset', async () => {
  const playground = setUp();
  await openPreset(playground, presetOf('groups'));
  expect(playground.run.status()).toMatchObject({
    phase: 'recorded',
    experiment: presetOf('groups').experiment,
  });
  const opened = openPreset(playground, presetOf('figure3'));
  expect(playground.run.status().phase).toBe('idle');
  await opened;
  expect(playground.run.status()).toMatchObject({
    phase: 'recorded',
    experiment: presetOf('figure3').experiment,
  });
  playground.run.play();
  expect(playground.run.status().phase).toBe('starting');
});

it('shows the recorded run of a preset that a link opens, also when it is gone back to', async () => {
  const preset = presetOf('groups');
  const playground = setUp(`#${linkOfAll(preset.experiment)}`);
  onTestFinished(watchFinishedRuns(playground));
  await showKnownRun(playground);
  expect(playground.run.status()).toMatchObject({ phase: 'recorded', experiment: preset.experiment });
  playground.experiments.open(presetOf('figure3').experiment);
  await expect.poll(() => playground.run.status().experiment).toEqual(presetOf('figure3').experiment);
  playground.experiments.undo();
  await expect.poll(() => playground.run.status().experiment).toEqual(preset.experiment);
});

it('shows the run of the preset that was opened last, in whatever order they arrive', async () => {
  const playground = setUp();
  await Promise.all([
    openPreset(playground, presetOf('groups')),
    openPreset(playground, presetOf('figure3')),
  ]);
  expect(playground.run.status().experiment).toEqual(presetOf('figure3').experiment);
});
