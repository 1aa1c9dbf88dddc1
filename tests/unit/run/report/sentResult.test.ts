/** A result that somebody sends is held against its own fingerprint when it is opened, and against the run that checks it. */
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../../../src/analysis/fingerprint.ts';
import type { KnownLosses } from '../../../../src/analysis/produced/evaluation.ts';
import type { ReportableLosses } from '../../../../src/analysis/reported.ts';
import { BASELINE_ID } from '../../../../src/experiment/cardIds.ts';
import { setComparison, setTask, setTraining } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { linkResultOf } from '../../../../src/run/codec/linkResult.ts';
import { runCheckOf } from '../../../../src/run/report/checkedRun.ts';
import { differenceClause, reproductionText } from '../../../../src/run/report/reproduction.ts';
import { readSentResult } from '../../../../src/run/report/sentResult.ts';
import type { NetworkRun, StartedRun } from '../../../../src/run/run.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import { text } from '../../../../src/text/text.ts';
import { fingerprintOfStarted, forged, madeUpRun, smallExperiment } from '../codec/madeUpRun.ts';
import { recordedNames, recordedRun } from '../recordedRuns.ts';

/** Read at the last step: made-up losses fall until then, so that there is no verdict at the best one. */
const small = setComparison(smallExperiment, { reportingRule: 'finalStep' });

const answerOf = (run: StartedRun, fingerprint: Fingerprint): string => {
  const answer = linkResultOf({ run, experiment: run.experiment, fingerprint, keptStep: null }, 6000);
  if (answer === null) throw new Error('The result has no room.');
  return answer;
};

/** What the page makes of the result of a run beside a fingerprint. */
const opened = (run: StartedRun, fingerprint = fingerprintOfStarted(run)): StartedRun | string =>
  readSentResult(answerOf(run, fingerprint), run.experiment, fingerprint);

describe('a true result is shown', () => {
  const binary = setTask(setTask(small, 0, { kind: 'binary' }), 1, { kind: 'binary' });
  it.each<[string, Experiment, Parameters<typeof madeUpRun>[1]]>([
    ['tuned over learning rates', setComparison(small, { isTuned: true, learningRates: [0.001, 0.01] }), {}],
    ['each at its best size', setComparison(small, { budget: 'bestSize' }), {}],
    ['read at the best step', setComparison(small, { reportingRule: 'bestValidation' }), {}],
    ['with a repetition that diverged', small, { diverged: { A: 2, baseline: 0 } }],
    ['with one repetition', setTraining(small, { numReplicas: 1 }), {}],
    ['of yes or no', binary, {}],
  ])('%s', (_, experiment, options) => {
    for (let seed = 1; seed <= 6; seed++)
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
    const claim = { ...fingerprint, conclusions: ['worse', ...others] } as const;
    const own = fingerprint.conclusions[0] ?? 'undecided';
    expect(own).toBe('better');
    const quoted = [text.answer.conclusion('worse'), text.answer.conclusion(own)] as const;
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
    const check = runCheckOf(
      small,
      { summary: summary ?? never(), run: { ...run, ranOn } },
      { fingerprint, shown },
    );
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

  it.each(recordedNames)('says so of the recorded run %s', (name) => {
    const saved = recordedRun(name);
    const { experiment } = saved;
    const fingerprint = fingerprintOfStarted(saved);
    const [mine, shown] = [summaryOf(experiment, saved), opened(saved)];
    if (mine === null || typeof shown === 'string') throw new Error(String(shown));
    const check = runCheckOf(experiment, { summary: mine, run: saved }, { fingerprint, shown });
    expect(check).toEqual({ kind: 'reproduced' });
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
    const claim = runCheckOf(small, { summary, run }, { fingerprint: mixed, shown: null });
    expect(claim?.kind).toBe('differs');
  });

  it('checks a result that came without a fingerprint, as runs in files do', () => {
    const check = (sent: StartedRun) =>
      runCheckOf(small, { summary, run }, { fingerprint: null, shown: sent })?.kind;
    expect([check(run), check(forged(run, 'A', 0.5))]).toEqual(['sameVerdict', 'differs']);
  });
});

/** Runs in files carry more than links do, and no fingerprint. */
describe('a run that checks one from a file', () => {
  const words = text.answer.reproduction;
  const run = madeUpRun(small);
  const places = run.knownLosses.test.map((_, index) => index);
  const list = (value: number) => places.map((place) => value * (1 + 0.01 * place));
  const saidOf = (sent: StartedRun, here: StartedRun): string => {
    const summary = summaryOf(here.experiment, here);
    const check =
      summary && runCheckOf(here.experiment, { summary, run: here }, { fingerprint: null, shown: sent });
    return check === null ? '' : reproductionText(here.experiment, check);
  };
  const withKnown = (given: StartedRun, known: Partial<KnownLosses>): StartedRun => ({
    ...given,
    knownLosses: { ...given.knownLosses, ...known },
  });
  const withReportable = (
    given: StartedRun,
    id: string,
    change: (own: ReportableLosses) => ReportableLosses,
  ) => {
    const networks = [...given.networks].map(([key, one]): [string, NetworkRun] => [
      key,
      key === id ? { ...one, reportable: change(one.reportable) } : one,
    ]);
    return { ...given, networks: new Map(networks) };
  };
  const named = (kind: keyof typeof words.numbers, card: string, task = 'Task 1') =>
    words.of(words.numbers[kind], card, task);

  it('finds out a floor that leaves nothing to learn', () => {
    expect(saidOf(run, run)).toBe(words.sameVerdict(false));
    const lie = withKnown(run, { floor: run.knownLosses.floor.map((floor) => 5 * floor) });
    expect(saidOf(lie, run)).toContain(named('excess', 'A'));
  });

  it('finds out losses of a baseline that nobody sees, and gains at steps of each task', () => {
    const summary = summaryOf(small, run);
    const shown = forged(run, BASELINE_ID, 1.5);
    const check = summary && runCheckOf(small, { summary, run }, { fingerprint: null, shown });
    const found = check?.kind === 'differs' ? check.differences : [];
    const clauses = found.map((one) => differenceClause(small, one)).join();
    expect(clauses).toContain(named('mean', text.verdict.outcomes.unseenBaseline));
    const best = madeUpRun(setComparison(small, { reportingRule: 'bestValidation' }));
    const lie = withReportable(best, 'A', (one) => ({
      ...one,
      ...(one.own && { own: { ...one.own, test: one.own.test.map((loss) => loss / 4) } }),
    }));
    expect(saidOf(lie, best)).toContain(named('ownGain', 'A'));
  });

  it('finds out what is said of tasks after others', () => {
    const binary = { kind: 'binary', positiveRate: 0.5 } as const;
    const funnel = setTask(setTask(small, 0, binary), 1, { ...binary, after: 0 });
    const byAll = <T>(value: T) => ({ clicked: value, unclicked: value, all: value });
    const made = madeUpRun(funnel);
    const withFunnel = (truth: number, givenPath: number, predicted: number): StartedRun => {
      const ofRows = byAll({ losses: list(0.5), predicted: list(predicted) });
      const rows = { nullLosses: list(0.6), truth: list(truth), truthGivenPath: list(givenPath) };
      const known = withKnown(made, { funnel: { validation: list(0.6), ofRows: byAll(rows) } });
      return withReportable(known, 'A', ({ best, last, ...one }) => ({
        ...one,
        best: best && { ...best, ofRows },
        last: last && { ...last, ofRows },
      }));
    };
    const honest = withFunnel(0.2, 0.3, 0.25);
    expect(saidOf(honest, honest)).toBe(words.sameVerdict(false));
    expect(saidOf(withFunnel(0.2, 0.3, 0.2), honest)).toContain(named('predicted', 'A', 'Task 2'));
    expect(saidOf(withFunnel(0.25, 0.3, 0.25), honest)).toContain(named('truth', 'A', 'Task 2'));
    expect(saidOf(withFunnel(0.2, 0.25, 0.25), honest)).toContain(named('truth', 'A', 'Task 2'));
  });
});
