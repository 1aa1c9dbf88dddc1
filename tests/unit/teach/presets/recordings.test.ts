/** What a preset shows when it is opened is a run of exactly that preset, complete and small. */
import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../../../app/config/presets/pictures.tsx';
import entries from '../../../../app/recorded/gallery.json';
import { runKeyOf } from '../../../../app/state/run/runKey.ts';
import { trainingsOf } from '../../../../src/experiment/derived/trained.ts';
import { readSweep } from '../../../../src/studies/sweep/sweep.ts';
import { isClaimTrue } from '../../../../src/teach/presets/claims.ts';
import { presets } from '../../../../src/teach/presets/presets.ts';
import { ribbonsOf } from '../../../studies/ribbons.ts';
import { recordedNames, recordedText, summarisedRun } from '../../run/recordedRuns.ts';
import { presetNamed } from '../presetNamed.ts';

const gallery: Readonly<Record<string, GalleryEntry>> = entries;
const ids = recordedNames.slice(1).map((name) => name.replace('presets/', ''));

it('is there for every preset', () => {
  expect(new Set(ids)).toEqual(new Set(presets.map(({ id }) => id)));
});

describe.each(ids)('the recorded run of %s', (id) => {
  const name = `presets/${id}`;
  const { experiment, summary, run } = summarisedRun(name);

  it('is of the preset as it is today', () => {
    expect(runKeyOf(presetNamed(id).experiment)).toBe(runKeyOf(experiment));
  });

  it('is what the gallery shows in small', () => {
    const entry = gallery[id];
    expect(entry?.ribbons).toEqual(ribbonsOf(run));
    expect(entry?.seconds).toBeGreaterThan(0);
    expect(entry?.seconds).toBeLessThan(300);
  });

  it('is small, and has the summary of a run of it', () => {
    expect(recordedText(name).length).toBeLessThanOrEqual(200_000);
    expect([...run.networks.keys()]).toEqual(trainingsOf(experiment).map(({ cardId }) => cardId));
    const step = experiment.training.numSteps;
    expect(run.step).toBe(step);
    expect(summary.cards).toHaveLength(experiment.cards.length);
    for (const { history } of run.networks.values()) expect(history.at(-1)?.loss.step).toBe(step);
  });

  it('bears out every claim of the preset, which says so beside it', () => {
    const preset = presetNamed(id);
    const points = preset.sweep === null ? [] : (sweepOf(id)?.points ?? []);
    const evidence = { experiment, summary, run, points };
    expect(preset.claims.filter((claim) => !isClaimTrue(claim, evidence))).toEqual([]);
  });
});

const sweepOf = (id: string) => readSweep(recordedText(`sweeps/${id}`));

it('has all points of the preset that sweeps', () => {
  for (const { id, experiment, sweep } of presets.filter((preset) => preset.sweep !== null)) {
    const saved = sweepOf(id);
    expect(saved?.study.axis.id).toBe(sweep?.axisId);
    expect(saved?.study.values).toEqual(sweep?.values);
    expect(saved?.points.map(({ key }) => key)).toEqual(sweep?.values);
    expect(saved && runKeyOf(saved.study.experiment)).toBe(runKeyOf(experiment));
  }
});
