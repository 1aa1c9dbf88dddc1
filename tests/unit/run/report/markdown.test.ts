import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LevelGates } from '../../../../src/analysis/produced/evaluation.ts';
import { cardsOf } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { setSampleDependence } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { cautionsOf } from '../../../../src/run/report/cautions.ts';
import { markdownReport } from '../../../../src/run/report/markdown.ts';
import { resultsJson } from '../../../../src/run/report/runJson.ts';
import {
  verdictFacts,
  verdictScopeSentence,
  verdictSentence,
} from '../../../../src/run/report/verdictWords.ts';
import { capitalised } from '../../../../src/text/format.ts';
import { text } from '../../../../src/text/text.ts';
import { evaluated, experimentOf } from '../evaluatedRuns.ts';

const words = text.report;
const experiment = experimentOf(['adattSp', 'ple', 'mmoe']);
const run = evaluated(experiment, {
  losses: { A: 0.5, B: 0.8, C: 0.5 },
  improving: ['C'],
  far: { B: 1 },
});
const page = 'https://example.org/playground/';
const report = markdownReport(run, page);

const named = (given: Experiment, name: string): Experiment => ({
  ...given,
  tasks: given.tasks.map((task, index) => (index === 0 ? { ...task, name } : task)),
  cards: given.cards.map((card, index) => (index === 1 ? { ...card, name } : card)),
});

/** What stays of a text when its escapes are read as Markdown reads them. */
const readBack = (written: string) => written.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

/** Every gate has all its weight on the last expert that it sees. */
function collapsed(given: Experiment, id: string): readonly LevelGates[] {
  const card = given.cards.find((one) => one.id === id);
  const topology = card === undefined ? null : topologyOfCard(card, given);
  return (topology?.levels ?? []).map(({ units, experts }) => {
    const ofOne = units.flatMap(({ gate }) => experts.map((_, e) => (gate?.sees.at(-1) === e ? 1 : 0)));
    const nothing = new Float32Array(5 * ofOne.length);
    return {
      gateMean: nothing.map((_, place) => ofOne[place % ofOne.length] ?? 0),
      gateStd: nothing,
      native: nothing,
      expertRms: new Float32Array(5 * experts.length).fill(1),
      sparsity: nothing,
      deadFraction: nothing,
    };
  });
}

describe('the report of a run', () => {
  it('says what the page says of the verdict', () => {
    const said = [
      verdictSentence(experiment, run.summary),
      ...cautionsOf(experiment, run.summary),
      verdictScopeSentence(experiment, run.summary),
      capitalised(verdictFacts(experiment, run.summary).join(' · ')),
    ];
    expect(cautionsOf(experiment, run.summary)).not.toEqual([]);
    for (const sentence of said) expect(readBack(report)).toContain(sentence);
  });

  it('leads back to the same experiment and run, by the page or without it', () => {
    const link = /<(https:[^>]*)>/.exec(report)?.[1] ?? '';
    expect(link.startsWith(`${page}#`)).toBe(true);
    expect(readLink(link)).toMatchObject({ problems: [], experiment, fingerprint: run.fingerprint });
    const fragment = /`(#v=[^`]*)`/.exec(markdownReport(run, ''))?.[1] ?? '';
    expect(readLink(fragment)).toMatchObject({ problems: [], experiment });
  });

  it('says that nothing is sure before the end, and that more repetitions are a new plan', () => {
    const early = evaluated(experiment, { losses: { A: 0.5 }, step: 50 });
    expect(markdownReport(early, page)).toContain(words.noVerdict);
    const raised = readBack(markdownReport({ ...run, seenWithFewer: 3 }, page));
    expect(raised).toContain(text.verdict.cautions.raised(5, 3));
  });

  it('fits on a page, whatever the experiment', () => {
    const ids = ['adattSp', 'ple', 'mmoe', 'sharedBottom', 'adattSp', 'ple', 'mmoe', 'sharedBottom'];
    const largest = setSampleDependence({ ...experiment, cards: cardsOf(ids) }, true);
    const many = evaluated(largest, { losses: { B: 0.7 }, improving: ['A'], far: { B: 1 }, nullLoss: 0.9 });
    const loss = { step: 100, train: [], validation: [], test: [], auc: [] };
    const networks = new Map(
      [...many.run.networks].map(([id, network]) => [
        id,
        { ...network, history: [{ loss, gates: { step: 100, levels: collapsed(largest, id) } }] },
      ]),
    );
    const written = markdownReport({ ...many, run: { ...many.run, networks }, seenWithFewer: 3 }, page);
    expect(cautionsOf(largest, many.summary)).toHaveLength(3);
    expect(written).toMatch(/(- .* Level \d: .*\n){5}- \d+ more\./);
    expect(written.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });
});

describe('names that anybody may have written', () => {
  const hostile = [
    'a | b',
    '![x](https://x.y)',
    '<img src=x>',
    '*b* _c_ ~~d~~ `e`',
    '# x #',
    '\\| &lt; $x$ @me',
    'https://x.y www.x.y',
    'a\n\n# b',
  ];

  it.each(hostile)('%j is text and nothing else', (name) => {
    const written = markdownReport({ ...run, experiment: named(experiment, name) }, page);
    const lines = written.split('\n');
    expect(lines.length).toBe(report.split('\n').length);
    expect(lines.map((line) => line.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0)).toEqual(
      report.split('\n').map((line) => line.match(/\|/g)?.length ?? 0),
    );
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(7);
    expect(readBack(written)).toContain(name.replaceAll(/\s+/g, ' '));
    const body = written.slice(0, written.indexOf(`## ${words.again}`));
    expect(body).not.toMatch(/(?<!\\)(?:\\\\)*[<>`*_[\]~$&@]/);
    expect(body).not.toMatch(/(?<!\\):\/\/|www\./);
  });

  it('are read back as they are, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }), (name) => {
        const written = markdownReport({ ...run, experiment: named(experiment, name) }, page);
        const asked = `A · AdaTT-sp, or B · ${name} and C · MMoE?`;
        expect(readBack(written)).toContain(asked.replaceAll(/[\s\p{Cc}]+/gu, ' '));
      }),
      { numRuns: 60 },
    );
  });
});

it('is written for programs as well, by page and command alike', () => {
  const { config, cautions, verdicts, fingerprint, reproduction } = JSON.parse(resultsJson(run, null));
  expect(readLink(config).experiment).toEqual(experiment);
  expect(verdicts).toHaveLength(2);
  expect(cautions).toEqual(cautionsOf(experiment, run.summary));
  expect(typeof fingerprint).toBe('string');
  expect(reproduction).toBeNull();
  expect(JSON.parse(resultsJson({ ...run, stepsPerSecond: null }, null)).stepsPerSecond).toBeNull();
});
