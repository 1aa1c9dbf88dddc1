/**
 * Sentences about runs of presets are what losses and gates say by another arithmetic: of the recorded runs, and of short ones with
 * three seeds. Of runs that learned nothing nothing is said.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { savedRunOf } from '../../../../src/run/codec/savedRun.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import { presets } from '../../../../src/teach/presets/presets.ts';
import { rawRunOf } from '../../../studies/rawRun.ts';
import { checkedSentences, faultInSentence } from '../../../studies/sentenceOracle.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const recordedRunOf = (id: string) => {
  const run = savedRunOf(readFileSync(join(root, `app/recorded/presets/${id}.json`), 'utf8'));
  const summary = summaryOf(run.experiment, run);
  if (summary === null) throw new Error(`No summary of ${id}.`);
  return { ...run, summary };
};

describe.each(presets)('the recorded run of $id', ({ id }) => {
  const { summary, ...run } = recordedRunOf(id);
  const said = checkedSentences(run.experiment, run, summary);

  it('has the gates of every network before training', () => {
    for (const { history } of run.networks.values()) expect(history[0]?.gates).toMatchObject({ step: 0 });
  });

  it('has sentences that hold', () => {
    expect(said.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  it('has sentences about gates that fail with other numbers', () => {
    const raw = rawRunOf(run.experiment, run, summary);
    for (const one of said.filter(({ rule }) => rule === 'borrowing' || rule === 'alone'))
      for (const number of [/[\d.]+(?= % of its output)/, /[\d.]+(?= % at the start)/, /[\d.]+(?= points)/]) {
        const sentence = one.sentence.replace(number, (printed) => String(Number(printed) + 2));
        expect(faultInSentence(raw, { ...one, sentence })).not.toBeNull();
      }
  });

  it('says nothing about gates that are as before training', () => {
    const networks = new Map(
      [...run.networks].map(([network, trained]) => {
        const gates = trained.history[0]?.gates;
        const history = trained.history.map((evaluation) => ({
          ...evaluation,
          gates: gates ?? evaluation.gates,
        }));
        return [network, { ...trained, history }];
      }),
    );
    const rulesOf = checkedSentences(run.experiment, { ...run, networks }, summary).map(({ rule }) => rule);
    expect(rulesOf).not.toContain('borrowing');
    expect(rulesOf).not.toContain('alone');
  });
});

it('say who borrows in most recorded runs whose tasks are related', () => {
  const speaking = presets.filter(({ id }) => {
    const { summary, ...run } = recordedRunOf(id);
    return checkedSentences(run.experiment, run, summary).some(({ rule }) => rule === 'borrowing');
  });
  expect(speaking.map(({ id }) => id)).toEqual(expect.arrayContaining(['groups', 'figure3', 'sparse']));
});

it('hold of short runs with three seeds, and say nothing of those that learned nothing', async () => {
  const args = [join(root, 'src/cli/run.mjs'), join(root, 'tests/studies/sentences.ts'), '--short', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...args,
    '--workers',
    '1',
    ...presets.map(({ id }) => id),
  ]);
  const { found }: { found: readonly { readonly id: string; readonly isIdle: boolean }[] } =
    JSON.parse(stdout);
  // With few rows a seed may leave nothing to say.
  expect(new Set(found.filter(({ isIdle }) => !isIdle).map(({ id }) => id)).size).toBe(presets.length);
  expect(found).toEqual(found.map((one) => ({ ...one, fault: null })));
}, 120_000);
