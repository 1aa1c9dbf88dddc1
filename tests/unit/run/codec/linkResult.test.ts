/** A result that travels in a link says what the sender's page says, and nothing that the sender's run did not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintText } from '../../../../src/analysis/fingerprint.ts';
import { alarmsOf } from '../../../../src/analysis/gateAlarms.ts';
import { weightsOf } from '../../../../src/analysis/gateWeights.ts';
import { HASH_LENGTH, shortHash } from '../../../../src/core/base64.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { setComparison, setNumTasks, setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { setCard } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { noExtras } from '../../../../src/experiment/link/extras.ts';
import { linkOfAll, MAX_SENT_LENGTH, readLink } from '../../../../src/experiment/link/link.ts';
import { linkResultOf, runOfLinkResult } from '../../../../src/run/codec/linkResult.ts';
import { networkOf, type StartedRun } from '../../../../src/run/run.ts';
import { pickedNetworks, summaryOf } from '../../../../src/run/summary.ts';
import { recordedNames, recordedRun } from '../recordedRuns.ts';
import { fingerprintOfStarted, madeUpRun, smallExperiment as small } from './madeUpRun.ts';
import { wordsOfSummary } from './printedWords.ts';

/** `SOAK_LINKS=20000` changes as many results. */
const numChanged = Number(process.env['SOAK_LINKS'] ?? 300);

const printedOf = (experiment: Experiment, run: StartedRun | null): string => {
  const summary = run && summaryOf(experiment, run);
  if (summary === null) throw new Error('There is no summary.');
  return wordsOfSummary(experiment, summary);
};

/** The whole link, and what a reader makes of its result. */
function sent(run: StartedRun, keptStep: number | null = null, sentence: string | null = null) {
  const { experiment } = run;
  const fingerprint = fingerprintOfStarted(run);
  const along = { ...noExtras, sentence };
  const room = MAX_SENT_LENGTH - linkOfAll(experiment, fingerprint, { ...along, answer: '-' }).length + 1;
  const answer = linkResultOf({ run, experiment, fingerprint, keptStep }, room);
  if (answer === null) throw new Error('The result has no room.');
  const link = linkOfAll(experiment, fingerprint, { ...along, answer });
  const read = runOfLinkResult(answer, experiment, fingerprint);
  if (read === null) throw new Error('The result cannot be read.');
  return { link, read, answer, fingerprint };
}

const reported = (run: StartedRun) =>
  [...pickedNetworks(run.experiment, run.networks).values()].map((id) => networkOf(run, id));

describe.each(recordedNames)('of the recorded run %s', (name) => {
  const run = recordedRun(name);
  const { link, read } = sent(run);

  it('has room in a link, and every printed number of the answer is the sender’s', () => {
    expect(link).toContain('&r=');
    expect(link.length).toBeLessThanOrEqual(MAX_SENT_LENGTH);
    expect(printedOf(run.experiment, read)).toBe(printedOf(run.experiment, run));
  });

  it('has points of the curves and gates at the end, which are the sender’s but for rounding', () => {
    for (const { id } of run.experiment.cards) {
      const [ours, theirs] = [networkOf(run, id).history, networkOf(read, id).history];
      expect(theirs.length).toBeGreaterThan(0);
      for (const { loss } of theirs) {
        const own = ours.find((one) => one.loss.step === loss.step)?.loss;
        for (const [index, value] of loss.test.entries())
          expect(Math.abs(value / (own?.test[index] ?? 0) - 1)).toBeLessThan(0.06);
      }
      const [own, last] = [ours.at(-1), theirs.at(-1)];
      expect(last?.loss.step).toBe(own?.loss.step);
      const topology = run.experiment.cards
        .filter((card) => card.id === id)
        .map((card) => topologyOfCard(card, run.experiment))[0];
      for (const [at, level] of (topology?.levels ?? []).entries()) {
        const [before, after] = [own?.gates.levels[at], last?.gates.levels[at]];
        if (before === undefined || after === undefined) throw new Error('There are no gates.');
        const weights = weightsOf(level, before, 'mean', 'gate').flat();
        for (const [cell, weight] of weightsOf(level, after, 'mean', 'gate').flat().entries())
          expect(Math.abs((weight ?? 0) - (weights[cell] ?? 0))).toBeLessThan(0.03);
      }
    }
  });
});

/** As large as four tasks and four architectures with 20 repetitions can be, with a single-task baseline that nobody sees. */
const large = (options: object): Experiment => {
  const experiment = setTraining(setNumTasks(defaultExperiment(), 4), {
    numReplicas: 20,
    numSteps: 1000,
    evalEvery: 20,
  });
  const cards = cardsOf(['adattSp', 'ple', 'mmoe', 'adatt']).map((card) => ({
    ...card,
    options: { ...card.options, ...options },
  }));
  return { ...experiment, cards };
};

describe('of four tasks and four architectures with 20 repetitions', () => {
  it.each([
    ['as usual', large({})],
    ['in five levels', large({ levelDims: [[32], [32], [32], [32], [16]], numTaskExperts: 4 })],
  ])('%s: has room, beside a long sentence', (_, experiment) => {
    const run = madeUpRun(experiment);
    const { link, read } = sent(run, null, '最'.repeat(200));
    expect(link.length).toBeLessThanOrEqual(MAX_SENT_LENGTH);
    expect(printedOf(experiment, read)).toBe(printedOf(experiment, run));
    expect(networkOf(read, 'A').history.length).toBeGreaterThan(0);
  });

  it('has the mean of its gates where single repetitions have no room: nobody is told of one', () => {
    const experiment = large({});
    const run = madeUpRun(experiment);
    const { read } = sent(run);
    const card = experiment.cards[0];
    const level = card && topologyOfCard(card, experiment)?.levels[0];
    const [own, theirs] = [run, read].map((one) => networkOf(one, 'A').history.at(-1)?.gates.levels[0]);
    if (!level || !own || !theirs) throw new Error('There are no gates.');
    expect(theirs.expertRms).toHaveLength(21 * level.experts.length);
    const weights = weightsOf(level, own, 'mean', 'gate').flat();
    expect(
      weightsOf(level, theirs, 'mean', 'gate')
        .flat()
        .every((weight, cell) => Math.abs((weight ?? 0) - (weights[cell] ?? 0)) < 0.02),
    ).toBe(true);
    expect(weightsOf(level, theirs, 3, 'gate').flat().every(Number.isNaN)).toBe(true);
    const topology = topologyOfCard(card, experiment);
    const alone = [...theirs.gateMean].map(() => 0);
    expect(topology && alarmsOf(topology, [{ ...theirs, gateMean: alone }], [])).toEqual([]);
  });
});

describe('whatever was run', () => {
  const binary = setTask(setTask(small, 0, { kind: 'binary' }), 1, { kind: 'binary' });
  it.each<[string, Experiment, Parameters<typeof madeUpRun>[1]]>([
    ['tuned over learning rates', setComparison(small, { isTuned: true, learningRates: [0.001, 0.01] }), {}],
    ['each at its best size', setComparison(small, { budget: 'bestSize' }), {}],
    ['read at the last step', setComparison(small, { reportingRule: 'finalStep' }), {}],
    ['with a repetition that diverged', small, { diverged: { A: 2, baseline: 0 } }],
    [
      'that stopped early',
      setTraining(small, { numSteps: 1000, stopEarly: 3 }),
      { stops: { at: 160, bestAt: 100 } },
    ],
    ['with one repetition', setTraining(small, { numReplicas: 1 }), {}],
    ['of yes or no', binary, {}],
    ['that cannot be told from the floor', small, { known: { floor: small.tasks.map(() => Number.NaN) } }],
  ])('%s: every printed number is the sender’s', (_, experiment, options) => {
    const run = madeUpRun(experiment, options);
    expect(printedOf(experiment, sent(run).read)).toBe(printedOf(experiment, run));
    expect(reported(sent(run).read).map(({ diverged }) => diverged)).toEqual(
      reported(run).map(({ diverged }) => diverged),
    );
  });

  it('equal architectures stay equal in every repetition', () => {
    const run = madeUpRun(small);
    const networks = new Map([...run.networks, ['B', networkOf(run, 'A')]]);
    const twins = { ...run, networks };
    const summary = summaryOf(small, sent(twins).read);
    expect(summary?.cards.map(({ verdict }) => verdict?.overall.isIdentical)).toEqual([undefined, true]);
  });

  it('carries the step that the sender looks at, with its gates', () => {
    const { read } = sent(madeUpRun(small), 140);
    const moment = networkOf(read, 'A').history.find(({ loss }) => loss.step === 140);
    expect(moment?.gates.levels.length).toBeGreaterThan(0);
  });

  it('names no number that it does not carry', () => {
    const { read } = sent(madeUpRun(large({})));
    const { history } = networkOf(read, 'A');
    for (const { loss, gates } of history) {
      expect([loss.train, loss.validation]).toEqual([[], []]);
      for (const level of gates.levels)
        for (const list of [level.gateStd, level.sparsity, level.deadFraction])
          expect(list.every(Number.isNaN)).toBe(true);
    }
    expect(read.knownLosses.validation.every(Number.isNaN)).toBe(true);
    expect(read.knownLosses).not.toHaveProperty('trainRate');
    expect(networkOf(read, 'baseline').history).toEqual([]);
  });

  it.each([
    ['before the run is finished', 100, 3000],
    ['where there is no room for the verdict', 200, 60],
    ['where there is less than none', 200, -5],
  ])('is none %s', (__, step, room) => {
    const run = madeUpRun(small);
    const fingerprint = fingerprintOfStarted(run);
    const unfinished = { ...run, step };
    expect(
      linkResultOf({ run: unfinished, experiment: small, fingerprint, keptStep: null }, room),
    ).toBeNull();
  });
});

/** What a result does not depend on. */
const withoutNames = (experiment: Experiment): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task) => ({ ...task, name: '-' })),
  cards: experiment.cards.map((card) => ({ ...card, name: '-', color: 0 })),
  training: { ...experiment.training, backend: 'auto' },
});

describe('the digest', () => {
  const run = madeUpRun(small);
  const { answer, fingerprint, read } = sent(run);

  it('does not mind names, colours and the backend', () => {
    const renamed = setCard(setTask(small, 0, { name: 'Click' }), 'A', { name: 'Mine', color: 5 });
    const elsewhere = setTraining(renamed, { backend: 'cpu' });
    expect(runOfLinkResult(answer, elsewhere, fingerprint)?.networks).toEqual(read.networks);
  });

  it.each<[string, Experiment]>([
    ['another seed', { ...small, data: { ...small.data, seed: 7 } }],
    ['another number of steps', setTraining(small, { numSteps: 220 })],
    ['another margin', setComparison(small, { margin: 0.05 })],
    ['other initial weights', setCard(small, 'A', { initialSeedOffset: 1 })],
  ])('finds out a result put beside %s', (_, experiment) => {
    expect(runOfLinkResult(answer, experiment, fingerprint)).toBeNull();
  });

  it('finds out another fingerprint', () => {
    expect(runOfLinkResult(answer, small, { ...fingerprint, backend: 'webgpu' })).toBeNull();
  });

  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const letter = fc.constantFrom(...letters);

  it(`finds out ${numChanged} results that were cut or changed`, { timeout: 1_800_000 }, () => {
    const changes = fc.tuple(fc.nat(answer.length - 1), fc.nat(4), fc.array(letter, { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 3 }), (cuts) => {
        const changed = cuts.reduce(
          (text, [at, length, inserted]) => text.slice(0, at) + inserted.join('') + text.slice(at + length),
          answer,
        );
        fc.pre(changed !== answer);
        expect(runOfLinkResult(changed, small, fingerprint)).toBeNull();
      }),
      { numRuns: numChanged },
    );
  });

  it(`lets ${numChanged} changed links through as they were, or says what is not taken`, {
    timeout: 1_800_000,
  }, () => {
    const sentence = 'Look at task 3, & see: 最後';
    const along = { answer, sentence, place: { tab: 'gates', step: 120 } } as const;
    const link = linkOfAll(small, fingerprint, along);
    const keyOf = (experiment: Experiment) => linkOfAll(withoutNames(experiment));
    const piece = fc.oneof(
      fc.array(letter, { maxLength: 4 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const changes = fc.array(fc.tuple(fc.nat(link.length), fc.nat(6), piece), { minLength: 1, maxLength: 4 });
    let numShown = 0;
    fc.assert(
      fc.property(changes, (cuts) => {
        const changed = cuts.reduce(
          (text, [at, length, inserted]) => text.slice(0, at) + inserted + text.slice(at + length),
          link,
        );
        const reading = readLink(changed);
        const isListed = reading.problems.length > 0;
        const made =
          reading.sent.answer !== null && reading.fingerprint !== null
            ? runOfLinkResult(reading.sent.answer, reading.experiment, reading.fingerprint)
            : null;
        if (made === null) {
          // The result itself may have been cut out, with its key; what is left is another link, and a whole one.
          expect(isListed || reading.sent.answer !== null || !/(^|&)r=/.test(changed)).toBe(true);
          return;
        }
        numShown++;
        expect(reading.sent.answer).toBe(answer);
        expect(reading.fingerprint).toEqual(fingerprint);
        expect(keyOf(reading.experiment)).toBe(keyOf(small));
      }),
      // The first changes nothing: among so few, chance may leave none that is shown.
      { numRuns: numChanged, examples: [[[[0, 0, '']]]] },
    );
    expect(numShown).toBeGreaterThan(0);
  });

  it(`reads ${numChanged} forged ones without a throw, each as a finished run or not at all`, {
    timeout: 1_800_000,
  }, () => {
    const forged = (numbers: string): string => {
      return `C${shortHash([linkOfAll(withoutNames(small)), fingerprintText(fingerprint), numbers].join(' '))}${numbers}`;
    };
    const own = answer.slice(1 + HASH_LENGTH);
    expect(runOfLinkResult(forged(own), small, fingerprint)).toEqual(read);
    const numbers = fc.oneof(
      fc.array(letter, { maxLength: 400 }).map((list) => list.join('')),
      fc
        .tuple(fc.nat(own.length - 1), letter, fc.nat(own.length))
        .map(([at, one, end]) => (own.slice(0, at) + one + own.slice(at + 1)).slice(0, Math.max(end, 40))),
      fc.tuple(fc.nat(own.length - 1), letter).map(([at, one]) => own.slice(0, at) + one + own.slice(at + 1)),
    );
    let numRead = 0;
    fc.assert(
      fc.property(numbers, (written) => {
        const made = runOfLinkResult(forged(written), small, fingerprint);
        if (made === null) return;
        numRead++;
        expect(summaryOf(small, made)?.isProvisional).toBe(false);
        for (const { history } of made.networks.values())
          expect(history.every(({ loss }, at) => loss.step >= (history[at - 1]?.loss.step ?? 0))).toBe(true);
      }),
      { numRuns: numChanged },
    );
    expect(numRead).toBeGreaterThan(0);
  });
});
