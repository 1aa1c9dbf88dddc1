/**
 * Sentences about runs of presets are what losses and gates say by another arithmetic.
 */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../../src/teach/presets/presets.ts';
import { summarisedRun } from '../recordedRuns.ts';
import { rawRunOf } from './oracle/rawRun.ts';
import { checkedSentences, faultInSentence } from './oracle/sentenceOracle.ts';

const speaking = new Set<string>();

describe.each(presets)('the recorded run of $id', ({ id }) => {
  const { summary, run } = summarisedRun(`presets/${id}`);
  const said = checkedSentences(run.experiment, run, summary);

  it('has the gates of every network before training', () => {
    for (const { history } of run.networks.values()) expect(history[0]?.gates).toMatchObject({ step: 0 });
  });

  it('has sentences that hold', () => {
    if (said.some(({ rule }) => rule === 'borrowing')) speaking.add(id);
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
  expect([...speaking]).toEqual(expect.arrayContaining(['groups', 'figure3', 'sparse']));
});
