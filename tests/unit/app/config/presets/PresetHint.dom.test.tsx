/** What a preset says of its runs stands beside a run that shows it, and beside no other. */
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { PresetHint } from '../../../../../app/config/presets/PresetHint.tsx';
import type { Playground } from '../../../../../app/state/createPlayground.ts';
import { presetRunOf } from '../../../../../app/state/run/presetRuns.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../../src/experiment/link/link.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import type { Preset } from '../../../../../src/teach/presets/presets.ts';
import { text } from '../../../../../src/text/text.ts';
import { presetNamed } from '../../../teach/presetNamed.ts';
import { renderIn } from '../../renderIn.tsx';
import { createTestPlayground } from '../../state/testPlayground.ts';

let playground: Playground;

/** The preset is open, its recorded run is known and not shown yet. */
async function open(id: string): Promise<{ readonly preset: Preset; readonly run: StartedRun }> {
  const preset = presetNamed(id);
  const run = (await presetRunOf(preset.experiment)) ?? expect.fail(`There is no recorded run of ${id}.`);
  playground = createTestPlayground(`#${linkOfAll(preset.experiment)}`);
  renderIn(playground, <PresetHint />);
  return { preset, run };
}

/** Resolves when components have it, which draw no more often than the screen. */
async function show(run: StartedRun): Promise<void> {
  act(() => playground.run.show(run, 'page'));
  await waitFor(() => expect(playground.run.shown.getState().experiment).toBe(run.experiment));
}

/** It stands there unsaid as well, so that nothing moves. */
const isSaid = ({ shows }: Preset): boolean =>
  screen.getByText(shows, { exact: false }).getAttribute('aria-hidden') !== 'true';

beforeEach(() => localStorage.clear());

it('says what the recorded run shows, and on how many seeds it held, not before that is there', async () => {
  const { preset, run } = await open('figure3');
  expect(isSaid(preset)).toBe(false);
  await show(run);
  await waitFor(() => expect(isSaid(preset)).toBe(true));
  expect(screen.getByText(/All of this held together on \d of \d fresh seeds\./)).toBeTruthy();
});

it('says that another set-up is shown, not before its run is', async () => {
  const { preset, run } = await open('figure3');
  await show(run);
  const edited = setTraining(preset.experiment, { batchSize: 7 });
  act(() => playground.experiments.edit(edited));
  await waitFor(() => expect(isSaid(preset)).toBe(true));
  await show({ ...run, experiment: edited });
  expect(await screen.findByText(text.presetHint.changed, { exact: false })).toBeTruthy();
  expect(screen.queryByText(preset.hint, { exact: false })).toBeNull();
  expect(screen.queryByText(preset.shows, { exact: false })).toBeNull();
});

it('says what a riddle shows with its answer, not before', async () => {
  const { preset, run } = await open('findTheBug');
  await show(run);
  await waitFor(() => expect(isSaid(preset)).toBe(true));
  const said = screen.getByText(preset.shows, { exact: false });
  expect(said.closest('details')?.querySelector('summary')?.textContent).toBe(text.presetHint.answer);
});
