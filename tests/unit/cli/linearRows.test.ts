/** Networks and linear models of a file are compared row by row: a small difference on the same rows is told. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundleOf } from '../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../src/cli/nodeThreads.ts';
import { evaluatedRunOf, withRunner } from '../../../src/cli/trainRun.ts';
import { createStream } from '../../../src/core/random.ts';
import type { Table } from '../../../src/data/table/table.ts';
import { cardsOf } from '../../../src/experiment/defaults.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { savedRunOf, savedRunText } from '../../../src/run/codec/savedRun.ts';
import { warningsOf } from '../../../src/run/report/findings/findings.ts';
import { linearSentences } from '../../../src/run/report/linearWords.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { experimentOnFile } from '../data/table/onFile.ts';

/**
 * Bookings: whether a guest has requests depends on columns one by one, and a little on two of them together, which no linear model
 * sees; whether a booking is cancelled is linear.
 */
function bookings(): readonly string[] {
  const stream = createStream(11, 'test', 'bookings', 0);
  const yes = (logit: number) => Number(stream.uniform() < 1 / (1 + Math.exp(-logit)));
  const rows = Array.from({ length: 12_000 }, () => {
    const [lead, nights, guests, price] = Array.from({ length: 4 }, () => stream.normal()) as [
      number,
      number,
      number,
      number,
    ];
    const requests = yes(1.6 * guests - 1.3 * price + 0.8 * nights + 0.75 * lead * nights);
    const cancelled = yes(1.5 * lead + 0.8 * price - 1);
    return [...[lead, nights, guests, price].map((value) => value.toFixed(3)), requests, cancelled].join();
  });
  return ['lead,nights,guests,price,requests,cancelled', ...rows];
}

let poolWorkerFile = '';
let given: { readonly experiment: Experiment; readonly table: Table };
beforeAll(async () => {
  poolWorkerFile = await bundleOf(join(import.meta.dirname, '../../../src/cli/poolWorker.ts'));
  const { experiment, table } = await experimentOnFile(bookings(), ['requests', 'cancelled']);
  const onFile = { ...experiment, cards: cardsOf(['sharedBottom']) };
  const training = { numReplicas: 3, batchSize: 256, numSteps: 300, evalEvery: 100, learningRate: 0.01 };
  given = { experiment: setTraining(onFile, training), table };
});

const trained = async (numWorkers: number) => {
  const asked = { backend: 'wasm', numWorkers, table: given.table, fitsLinear: true } as const;
  const threads = nodeThreads(numWorkers, poolWorkerFile);
  const run = await withRunner(asked, ({ trainAll }) => trainAll(given.experiment), threads);
  return evaluatedRunOf(given.experiment, run);
};

it('says on which task a network is better, with the interval of the paired difference, in any number of threads', async () => {
  const run = await trained(1);
  const { summary } = run;
  const { linear } = summary;
  const [requests] = linear?.against[0]?.tasks ?? [];
  if (linear === null || requests === undefined) throw new Error('There must be a comparison.');
  const said = linearSentences(run.experiment, summary);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(
    /^On cancelled, no network is clearly better than logistic regression .* \(difference /,
  );
  expect(said[1]).toMatch(
    /^On requests, a network does clearly better than logistic regression on the same columns: AUC 0\.\d+ of Shared-Bottom against 0\.\d+ \(by 0\.0\d+ to 0\.0\d+\)\. Compared separately for each example on ([\d,]+) of \1 labelled test rows, each interval at 98\.75 %\.$/,
  );
  expect(requests.score.high).toBeLessThan(0);
  // Areas whose rows are not paired would tell nothing: their intervals overlap.
  const [own, network] = [linear, ...summary.cards].map((card) => card.tasks[0]?.auc);
  expect(own?.high).toBeGreaterThan(network?.low ?? 1);
  expect(warningsOf(run).join(' ')).toContain(said[1]);

  // Statistics are saved, not rows.
  const saved = savedRunOf(savedRunText({ ...run.run, experiment: run.experiment }));
  const again = summaryOf(run.experiment, saved);
  expect(again && linearSentences(run.experiment, again)).toEqual(said);

  const inTwo = await trained(2);
  expect(inTwo.numThreads).toBe(2);
  expect(inTwo.run.knownLosses).toEqual(run.run.knownLosses);
});
