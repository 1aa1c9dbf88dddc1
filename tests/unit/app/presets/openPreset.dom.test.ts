/** Presets that tell of a sweep: it is set up once sweeps are loaded, and never for another experiment. */
import { expect, it, onTestFinished } from 'vitest';
import { openPreset } from '../../../../app/presets/openPreset.ts';
import { createPlayground } from '../../../../app/state/createPlayground.ts';
import type { Playground } from '../../../../app/state/playground.ts';
import { idleSweep } from '../../../../app/state/sweep/sweepState.ts';
import { type Preset, presets } from '../../../../src/presets/presets.ts';
import { createFakeSession } from '../state/fakeSession.ts';

/** The preset with that id. */
function presetOf(id: string): Preset {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`There is no preset ${id}.`);
  return preset;
}

/** A playground whose sweeps arrive when the test lets them; `arrive` ends when all that waited for them has gone on. */
function slowPlayground(): { readonly playground: Playground; readonly arrive: () => Promise<void> } {
  const playground = createPlayground(createFakeSession, '');
  onTestFinished(() => {
    playground.run.dispose();
    playground.links.dispose();
    history.replaceState(null, '', '/');
  });
  let letGo = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const sweep = () => arrived.then(playground.sweep);
  const arrive = async (): Promise<void> => {
    letGo();
    await sweep();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { playground: { ...playground, sweep }, arrive };
}

const draftOf = async ({ sweep }: Playground) => (await sweep()).store.getState().draft;

it('sets up the sweep of the preset', async () => {
  const { playground, arrive } = slowPlayground();
  openPreset(playground, presetOf('sweep'));
  await arrive();
  const { axisId, range, numPoints } = presetOf('sweep').sweep ?? {};
  expect(await draftOf(playground)).toEqual({ axisId, range, numPoints, leftOutIds: [] });
});

it('leaves the sweep alone when another experiment was opened before sweeps were loaded', async () => {
  const { playground, arrive } = slowPlayground();
  openPreset(playground, presetOf('sweep'));
  openPreset(playground, presetOf('groups'));
  await arrive();
  expect(await draftOf(playground)).toEqual(idleSweep.draft);
});
