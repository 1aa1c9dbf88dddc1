/** What a preset shows when it is opened is a run of exactly that preset, complete and small. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runKeyOf } from '../../../app/state/run/runKey.ts';
import { trainingsOf } from '../../../src/experiment/plan/trained.ts';
import { presetOf, presets } from '../../../src/presets/presets.ts';
import { answerOf } from '../../../src/report/answer.ts';
import { recordingOf } from '../../../src/report/recording.ts';

const folder = fileURLToPath(new URL('../../../app/recorded/presets', import.meta.url));
const ids = readdirSync(folder).map((name) => name.replace('.json', ''));

it('is there for every preset', () => {
  expect(new Set(ids)).toEqual(new Set(presets.map(({ id }) => id)));
});

describe.each(ids)('the recorded run of %s', (id) => {
  const written = readFileSync(`${folder}/${id}.json`, 'utf8');
  const { experiment, networks, knownLosses } = recordingOf(written);

  it('is of the preset as it is today', () => {
    const preset = presetOf(id);
    expect(preset && runKeyOf(preset.experiment)).toBe(runKeyOf(experiment));
  });

  it('is small, and answers what a run of it answers', () => {
    expect(written.length).toBeLessThanOrEqual(100_000);
    expect(networks.map((network) => network.id)).toEqual(
      trainingsOf(experiment).map(({ cardId }) => cardId),
    );
    const step = experiment.training.numSteps;
    const answer = answerOf(experiment, {
      networks: new Map(networks.map((network) => [network.id, network])),
      knownLosses,
      step,
    });
    expect(answer?.cards).toHaveLength(experiment.cards.length);
    for (const { history } of networks) expect(history.at(-1)?.loss.step).toBe(step);
  });
});
