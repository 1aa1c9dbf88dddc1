/** A result that somebody sends is held against its own fingerprint when it is opened, and against the run that checks it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../../src/analysis/fingerprint.ts';
import { linkAnswerOf } from '../../../src/answer/linkAnswer.ts';
import { BASELINE_ID } from '../../../src/experiment/cardIds.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setComparison, setNumTasks, setTask, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { checkOf } from '../../../src/report/checkedRun.ts';
import { reproductionText } from '../../../src/report/reproduction.ts';
import { readSentResult } from '../../../src/report/sentResult.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { savedRunOf } from '../../../src/run/savedRun.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { fingerprintOfStarted, forged, madeUpRun } from '../answer/madeUpRun.ts';

/** Read at the last step: made-up losses fall until then, so that there is no verdict at the best one. */
const small = setComparison(
  setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple']) }, 2), {
    numReplicas: 5,
    numSteps: 200,
    evalEvery: 20,
  }),
  { reportingRule: 'finalStep' },
);

const answerOf = (run: StartedRun, fingerprint: Fingerprint): string => {
  const answer = linkAnswerOf({ run, experiment: run.experiment, fingerprint, keptStep: null }, 6000);
  if (answer === null) throw new Error('The result has no room.');
  return answer;
};

/** What the page makes of the result of a run beside a fingerprint. */
const opened = (run: StartedRun, fingerprint = fingerprintOfStarted(run)): StartedRun | string =>
  readSentResult(answerOf(run, fingerprint), run.experiment, fingerprint);

const recorded = new URL('../../../app/recorded/', import.meta.url);
const files = [
  'firstView.json',
  ...readdirSync(new URL('presets', recorded)).map((name) => `presets/${name}`),
];

describe('a true result is shown', () => {
  it.each(files)('of the recorded run %s', (file) => {
    expect(opened(savedRunOf(readFileSync(new URL(file, recorded), 'utf8')))).toBeTypeOf('object');
  });

  const binary = setTask(setTask(small, 0, { kind: 'binary' }), 1, { kind: 'binary' });
  it.each<[string, Experiment, Parameters<typeof madeUpRun>[1]]>([
    ['tuned over learning rates', setComparison(small, { isTuned: true, learningRates: [0.001, 0.01] }), {}],
    ['read at the best step', setComparison(small, { reportingRule: 'bestValidation' }), {}],
    ['with a repetition that diverged', small, { diverged: { A: 2, baseline: 0 } }],
    ['with one repetition', setTraining(small, { numReplicas: 1 }), {}],
    ['of yes or no', binary, {}],
  ])('%s', (_, experiment, options) => {
    for (let seed = 1; seed <= 20; seed++)
      expect(opened(madeUpRun(experiment, { ...options, seed })), `seed ${seed}`).toBeTypeOf('object');
  });
});

describe('a result that is not that of its fingerprint is refused', () => {
  const run = madeUpRun(small);
  const fingerprint = fingerprintOfStarted(run);
  const { beside, of, numbers } = text.answer.reproduction;
  const what = (kind: keyof typeof numbers, card: string, task: string) => of(numbers[kind], card, task);

  it('by the card, the task and both numbers', () => {
    const said = opened(forged(run, 'A', 0.1), fingerprint);
    expect(said).toMatch(
      /^The sender’s result is not the one that the link promises: the mean loss of A \(Task 1\)/,
    );
    expect(said).toContain('in the fingerprint and 0.0');
  });

  it('from half a percent on', () => {
    expect(opened(forged(run, 'B', 0.995), fingerprint)).toContain(what('mean', 'B', 'Task 1'));
    expect(opened(forged(run, 'B', 1.0001), fingerprint)).toBeTypeOf('object');
  });

  it('where the mean is left and the band is another', () => {
    expect(opened(forged(run, 'B', 1.6, true), fingerprint)).toContain(what('mean', 'B', 'Task 1'));
  });

  it('where a fingerprint claims another verdict', () => {
    const [, ...others] = fingerprint.conclusions;
    const claim = { ...fingerprint, conclusions: ['better', ...others] } as const;
    const own = fingerprint.conclusions[0] ?? 'undecided';
    expect(own).toBe('worse');
    const quoted = [text.answer.conclusion('better'), text.answer.conclusion(own)] as const;
    expect(opened(run, claim)).toContain(beside(what('conclusion', 'B', 'Task 1'), ...quoted));
  });

  it('where it has other cards', () => {
    expect(opened(run, { ...fingerprint, bands: fingerprint.bands.slice(1) })).toBe(
      text.link.answerOfAnother,
    );
  });
});

describe('a run that checks a result', () => {
  const run = madeUpRun(small);
  const summary = summaryOf(small, run);
  if (summary === null) throw new Error('There is no summary.');
  /** What is said once the true run is there, of a result that was opened. */
  function said(sent: StartedRun, fingerprint = fingerprintOfStarted(sent), ranOn = run.ranOn): string {
    const shown = opened(sent, fingerprint);
    if (typeof shown === 'string') throw new Error(shown);
    const check = checkOf(summary ?? never(), ranOn, { fingerprint, shown: summaryOf(small, shown) });
    return check === null ? '' : reproductionText(small, check);
  }
  const never = (): never => {
    throw new Error('There is no summary.');
  };
  const elsewhere = { backend: 'cpu', build: '' } as const;
  const words = text.answer.reproduction;
  const what = (kind: keyof typeof words.numbers, card: string, task: string) =>
    words.of(words.numbers[kind], card, task);

  it('says that a true one is reproduced', () => {
    expect(said(run)).toBe(words.reproduced);
    expect(said(run, undefined, elsewhere)).toBe(words.sameVerdict(true));
  });

  it('names card, task and both numbers where result and fingerprint were forged together', () => {
    const lie = said(forged(run, 'B', 3));
    expect(lie).toMatch(
      /^Not reproduced: the mean loss of B \(Task 1\) was sent as 1\.\d+ ± 0\.\d+ and is 0\.\d+ ± 0\.\d+ here/,
    );
    expect(lie).toContain(what('conclusion', 'B', 'Task 1'));
  });

  it.each([
    ['there', run.ranOn],
    ['on another backend', elsewhere],
  ])('finds out what no fingerprint holds, %s: the networks that gains are over', (_, ranOn) => {
    const fingerprint = fingerprintOfStarted(run);
    const lie = forged(run, BASELINE_ID, 5);
    expect(fingerprintOfStarted(lie)).toEqual(fingerprint);
    expect(said(lie, fingerprint, ranOn)).toContain(what('gain', 'A', 'Task 1'));
  });

  it('finds out null losses that make a network look good', () => {
    const { knownLosses } = run;
    const lie = { ...run, knownLosses: { ...knownLosses, test: knownLosses.test.map((loss) => 3 * loss) } };
    expect(said(lie)).toContain(what('share', 'A', 'Task 1'));
  });

  it('finds out a fingerprint with the true digest of losses and other bands', () => {
    const lie = forged(run, 'B', 0.5);
    const mixed = { ...fingerprintOfStarted(lie), hash: fingerprintOfStarted(run).hash };
    expect(said(lie, mixed)).toContain(what('mean', 'B', 'Task 1'));
    const claim = checkOf(summary, run.ranOn, { fingerprint: mixed, shown: null });
    expect(claim?.kind).toBe('differs');
  });

  it('checks a result that came without a fingerprint, as runs in files do', () => {
    const check = (sent: StartedRun) =>
      checkOf(summary, run.ranOn, { fingerprint: null, shown: summaryOf(small, sent) })?.kind;
    expect([check(run), check(forged(run, 'A', 0.5))]).toEqual(['sameVerdict', 'differs']);
  });

  it('counts what it does not name', () => {
    const lie = forged(forged(forged(run, 'A', 0.2), 'B', 3), BASELINE_ID, 7);
    expect(said(lie)).toMatch(/; and \d+ more differences\.$/);
  });
});
