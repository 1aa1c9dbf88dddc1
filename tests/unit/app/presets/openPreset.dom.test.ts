import { expect, it, onTestFinished } from 'vitest';
import { openPreset } from '../../../../app/presets/PresetGallery.tsx';
import { createPlayground } from '../../../../app/state/createPlayground.ts';
import { pointControllersOf } from '../../../../app/state/sweep/pointControllers.ts';
import { idleDraft } from '../../../../app/state/sweep/sweepState.ts';
import { type Preset, presets } from '../../../../src/presets/presets.ts';
import { createFakeSession } from '../state/fakeSession.ts';

/** The preset with that id. */
function presetOf(id: string): Preset {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`There is no preset ${id}.`);
  return preset;
}

function setUp() {
  const playground = createPlayground(createFakeSession, '');
  onTestFinished(() => {
    playground.run.dispose();
    playground.links.dispose();
    history.replaceState(null, '', '/');
  });
  return playground;
}

it('sets up the sweep that a preset tells of, and opens its tab', () => {
  const playground = setUp();
  openPreset(playground, presetOf('sweep'));
  const { axisId, range, numPoints } = presetOf('sweep').sweep ?? {};
  expect(pointControllersOf(playground).sweep.drafts.getState()).toEqual({
    axisId,
    range,
    numPoints,
    leftOutIds: [],
  });
  expect(playground.view.getState().tab).toBe('sweep');
});

it('leaves the sweep alone for a preset that tells of none, and leaves its tab', () => {
  const playground = setUp();
  playground.view.setState({ tab: 'sweep' });
  openPreset(playground, presetOf('groups'));
  expect(pointControllersOf(playground).sweep.drafts.getState()).toEqual(idleDraft);
  expect(playground.view.getState().tab).toBe('compare');
});
