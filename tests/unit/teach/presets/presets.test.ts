import { expect, it } from 'vitest';
import proofs from '../../../../app/recorded/presetProof.json';
import { isCorrelationMatrix } from '../../../../src/data/correlation.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { presetOfId, presets } from '../../../../src/teach/presets/presets.ts';

it.each(presets)('$id runs, has words, and fits its link', ({ title, hint, shows, beats, experiment }) => {
  expect(problemsOfExperiment(experiment)).toEqual([]);
  expect(title.length).toBeGreaterThan(5);
  expect(hint).toMatch(/\blook/i);
  expect(shows).toMatch(/^[A-Z].{20,}\.$/);
  expect(beats.length).toBeGreaterThanOrEqual(2);
  expect(beats.length).toBeLessThanOrEqual(4);
  expect(beats[0]?.words).toBe(hint);
  for (const { words } of beats) expect(words.length).toBeGreaterThan(20);
  expect(beats.at(-1)?.words).toMatch(/^Now /);
  expect(readLink(linkOfAll(experiment))).toMatchObject({ experiment, problems: [] });
  expect(isCorrelationMatrix(experiment.data.correlation)).toBe(true);
});

it.each(presets)(
  '$id claims something that its cards and tasks could refute',
  ({ experiment, claims, sweep }) => {
    const ids = experiment.cards.map(({ id }) => id);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) {
      if (claim.kind === 'verdict') expect(ids).toContain(claim.against);
      if ('card' in claim) expect(ids).toContain(claim.card);
      if ('task' in claim) expect(claim.task ?? 0).toBeLessThan(experiment.tasks.length);
      if (claim.kind === 'swept') expect(sweep?.values).toContain(claim.value);
    }
  },
);

it('sweeps the correlation, and nothing where one run tells the story', () => {
  expect(presets.filter(({ sweep }) => sweep !== null).map(({ id }) => id)).toEqual(['sweep']);
  expect(presetOfId('sweep')?.sweep).toMatchObject({
    axisId: 'correlation',
    values: [-0.5, -0.2, 0.1, 0.4, 0.7, 1],
    range: { from: -0.5, to: 1 },
  });
});

it.each(presets)('$id held on five of six seeds that were not used to choose it', ({ id }) => {
  const proof: Readonly<Record<string, { readonly held: number; readonly seeds: readonly number[] }>> =
    proofs;
  const { held = 0, seeds = [] } = proof[id] ?? {};
  expect(seeds.length).toBeGreaterThanOrEqual(6);
  expect(held).toBeGreaterThanOrEqual((seeds.length * 5) / 6);
});
