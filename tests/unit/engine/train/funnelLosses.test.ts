/** What is measured where tasks come after others, against arithmetic of its own; and that all cards choose their step by it. */
import { expect, it } from 'vitest';
import type { CardEvaluation } from '../../../../src/analysis/produced/evaluation.ts';
import { emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import { mean } from '../../../../src/core/lists.ts';
import { createStream } from '../../../../src/core/random.ts';
import type { HeldOutData, ReplicaData } from '../../../../src/data/types.ts';
import { funnelLossesOf, knownFunnelOf, taskPathsOf } from '../../../../src/engine/train/funnelLosses.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { withBaselines } from '../../../../src/experiment/derived/trained.ts';
import { setData, setTask } from '../../../../src/experiment/edit.ts';
import { setCard } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { savedRunOf, savedRunText } from '../../../../src/run/codec/savedRun.ts';
import { biasesOf, reportedOnRows } from '../../../../src/run/funnelBias.ts';
import { reportableAfter, reportedLossesIn } from '../../../../src/run/reportable.ts';
import { networkOf, type StartedRun } from '../../../../src/run/run.ts';
import { mergedEvaluations } from '../../../../src/session/pool/pooledTrainer.ts';
import { useWasm } from '../../onBackends.ts';
import { smallExperiment } from './trainerCases.ts';

useWasm();

const numRows = 300;
const { normal, uniform } = createStream('funnel losses');
const drawn = (draw: () => number) => Float32Array.from({ length: 3 * numRows }, draw);

/** Of three tasks, each after the one before; `isLog`: labels are there only where the one before happened. */
function splitOf(isLog: boolean): HeldOutData {
  const mask = drawn(() => 1);
  const targets = drawn(() => Math.round(uniform()));
  for (let at = numRows; isLog && at < mask.length; at++) mask[at] = targets[at - numRows] ?? 0;
  const hidden = targets.map((label, at) => label * (mask[at] ?? 0));
  const truth = drawn(uniform);
  return {
    numRows,
    inputs: new Float32Array(numRows),
    targets: hidden,
    mask,
    floor: [],
    ...(!isLog && { truth, truthGivenPath: drawn(uniform) }),
  };
}

it('measures products on all validation rows, and test rows by what came before', () => {
  const replica: ReplicaData = { train: splitOf(true), validation: splitOf(true), test: splitOf(false) };
  const logits = { validation: drawn(() => 3 * normal()), test: drawn(() => 3 * normal()) };
  const paths = taskPathsOf([{ after: null }, { after: 0 }, { after: 1 }]) ?? [];
  const plain = { validation: [0.1, 0.2, 0.3], test: [0.4, 0.5, 0.6] };
  const measured = funnelLossesOf({ paths, replicas: [replica], logits, isAlive: [true] }, plain);
  const known = knownFunnelOf(paths, [replica], plain);

  const rows = Array.from({ length: numRows }, (_, row) => row);
  const sigma = (x: number) => 1 / (1 + Math.exp(-x));
  const at = (values: Float32Array | undefined, task: number, row: number) =>
    values?.[task * numRows + row] ?? Number.NaN;
  const entropy = (p: number, label: number) => -(label * Math.log(p) + (1 - label) * Math.log(1 - p));
  const along = (values: Float32Array, task: number, row: number, of: (value: number) => number) =>
    rows.slice(0, task + 1).reduce((product, k) => product * of(at(values, k, row)), 1);
  for (const task of [1, 2]) {
    const { targets } = replica.validation;
    const losses = rows.map((row) =>
      entropy(along(logits.validation, task, row, sigma), along(targets, task, row, Number)),
    );
    expect(measured.validation[task]).toBeCloseTo(mean(losses), 5);
    const rate = mean(rows.map((row) => along(targets, task, row, Number)));
    expect(known.validation[task]).toBeCloseTo(entropy(rate, rate), 5);
    const { test } = replica;
    const isClicked = (row: number) => along(test.targets, task - 1, row, Number) === 1;
    const ofRows = {
      all: rows,
      clicked: rows.filter(isClicked),
      unclicked: rows.filter((row) => !isClicked(row)),
    };
    for (const [population, some] of Object.entries(ofRows)) {
      const [found, facts] = [measured.ofRows, known.ofRows].map(
        (of) => of[population as keyof typeof ofRows],
      );
      const own = some.map((row) => entropy(sigma(at(logits.test, task, row)), at(test.targets, task, row)));
      expect(found).toMatchObject({ losses: [0.4, expect.anything(), expect.anything()] });
      const numbers = { ...found, ...facts } as Record<string, readonly number[]>;
      expect(numbers['losses']?.[task]).toBeCloseTo(mean(own), 5);
      expect(numbers['predicted']?.[task]).toBeCloseTo(
        mean(some.map((row) => sigma(at(logits.test, task, row)))),
        5,
      );
      for (const key of ['truth', 'truthGivenPath'] as const)
        expect(numbers[key]?.[task]).toBeCloseTo(mean(some.map((row) => at(test[key], task, row))), 5);
    }
  }
  expect([measured.validation[0], known.validation[0]]).toEqual([0.1, 0.1]);
  const dead = funnelLossesOf({ paths, replicas: [replica], logits, isAlive: [false] }, plain);
  expect(dead.ofRows.all.predicted).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it('has no loss on rows of a log where nothing was asked, and no truth', () => {
  const replica: ReplicaData = { train: splitOf(true), validation: splitOf(true), test: splitOf(true) };
  const logits = { validation: drawn(normal), test: drawn(normal) };
  const paths = taskPathsOf([{ after: null }, { after: 0 }, { after: 1 }]) ?? [];
  const plain = { validation: [1, 1, 1], test: [1, 1, 1] };
  const { ofRows } = funnelLossesOf({ paths, replicas: [replica], logits, isAlive: [true] }, plain);
  expect([ofRows.unclicked.losses[1], ofRows.all.losses[1]]).toEqual([Number.NaN, Number.NaN]);
  expect(ofRows.clicked.losses[1]).toBeGreaterThan(0);
  expect(ofRows.unclicked.predicted[1]).toBeGreaterThan(0);
  const { clicked } = knownFunnelOf(paths, [replica], plain).ofRows;
  expect([clicked.truth[1], clicked.truthGivenPath]).toEqual([Number.NaN, undefined]);
});

/** Two tasks, the second after the first, a card of each objective. */
function funnel(): Experiment {
  const small = smallExperiment(4);
  const binary = [0, 1].reduce<Experiment>(
    (edited, task) =>
      setTask(edited, task, { kind: 'binary', positiveRate: 0.5, after: task === 0 ? null : 0 }),
    setData(small, { numTestRows: 200, numValidationRows: 100, noiseDependence: 0.6 }),
  );
  const [card] = binary.cards;
  if (card === undefined) throw new Error('There is no card.');
  return setCard({ ...binary, cards: [card, { ...card, id: 'B' }] }, 'B', { objective: 'entireSpace' });
}

it('chooses the step of every card by one score, keeps it in saved runs, and puts shards together', async () => {
  const experiment = funnel();
  const complete = withBaselines(experiment);
  const trainer = await createTrainer(complete, null);
  const { knownLosses } = trainer;
  const evaluations: CardEvaluation[] = [];
  for (let step = 1; step <= 20; step++) {
    trainer.trainStep(0.02);
    if (step % 10 === 0) evaluations.push(...(await trainer.evaluate()));
  }
  trainer.dispose();
  const networks = new Map(
    complete.cards.map(({ id }) => {
      const own = evaluations.filter(({ cardId }) => cardId === id);
      const reportable = own.reduce(
        (before, { loss }) => reportableAfter(before, loss, { experiment, knownLosses }),
        emptyReportableLosses,
      );
      // The least mean share of the null losses of the products.
      const scores = own.map(({ loss }) =>
        [0, 1, 2].map((t) => (loss.funnel?.validation[t] ?? 0) / (knownLosses.funnel?.validation[t] ?? 1)),
      );
      expect(reportable.best?.scores[0]).toBeCloseTo(Math.min(...scores.map(mean)), 9);
      return [id, { history: own, reportable, diverged: [] }] as const;
    }),
  );
  const run: StartedRun = {
    experiment,
    step: 20,
    ranOn: { backend: 'wasm', build: '' },
    knownLosses,
    measuredCorrelation: experiment.data.correlation,
    networks,
    networksAtCheckpoint: networks,
  };
  const opened = savedRunOf(savedRunText(run));
  for (const { id } of experiment.cards) {
    const [kept, before] = [networkOf(opened, id), networkOf(run, id)].map(
      ({ reportable }) => reportable.best,
    );
    expect(kept?.ofRows?.unclicked.predicted).toEqual(before?.ofRows?.unclicked.predicted.map(Math.fround));
  }
  const reported = reportedLossesIn(experiment, opened.networks);
  const source = { reported, knownLosses: opened.knownLosses, isFinal: true };
  const unclicked = reportedOnRows('unclicked', source);
  expect(unclicked.reported('A').losses).not.toEqual(reported('A').losses);
  const known = opened.knownLosses.funnel;
  const cards = experiment.cards.map(({ id }) => ({ cardId: id, reported: reported(id) }));
  const [, onUnclicked] = known === undefined ? [] : biasesOf(experiment, cards, known);
  expect(onUnclicked).toMatchObject({ task: 1, population: 'unclicked', truth: { n: 4 } });
  const given = knownLosses.funnel?.ofRows.unclicked.truthGivenPath ?? [];
  expect(known?.ofRows.unclicked.truthGivenPath).toEqual(given.map(Math.fround));
  expect(onUnclicked?.truthGivenPath?.mean).toBeGreaterThan(onUnclicked?.truth.mean ?? 1);
  const { predicted, bias } = onUnclicked?.cards[0] ?? {};
  expect(bias?.mean).toBeCloseTo((predicted?.mean ?? 0) - (onUnclicked?.truth.mean ?? 0), 6);

  const parts = [0, 4].map((firstReplica) => ({
    part: { ...experiment, training: { ...experiment.training, firstReplica } },
    value: evaluations.slice(0, 2), // of A and B at step 10
  }));
  const [one, together] = [evaluations[0]?.loss.funnel, mergedEvaluations(experiment, parts)[0]?.loss.funnel];
  const twice = (list: readonly number[] = []) => [...list, ...list];
  expect(together?.validation).toEqual(twice(one?.validation));
  expect(together?.ofRows.clicked.losses).toEqual(twice(one?.ofRows.clicked.losses));
});
