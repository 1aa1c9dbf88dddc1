/**
 * `npm run chains`: what objectives cost where tasks come one after the other. Trains Shared-Bottom and its baseline on tasks apart and on
 * the same tasks in a row, with each objective, by turns in one thread; prints the processor time of a step as a share of that of the
 * tasks apart.
 */
import { alignedTable } from '../../src/cli/command.ts';
import { withRunner } from '../../src/cli/trainRun.ts';
import { trainedCardFields } from '../../src/experiment/cardFields.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setComparison, setNumTasks, setTask, setTraining } from '../../src/experiment/edit.ts';
import { setCard } from '../../src/experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { showProgress } from './batches.ts';
import { runStudy } from './study.ts';

const lengths = [2, 3, 4, 8];
const numTurns = 5;
/** Their difference is all that is counted: set-up and evaluations are the same in both. */
const [fewSteps, manySteps] = [300, 1500];

const { objective: field } = trainedCardFields;
const objectives = (field.choices ?? []).map(({ value }) => field.read(value));
const ways: readonly (CardConfig['objective'] | null)[] = [null, ...objectives];

/** Binary tasks, each after the one before with an objective; without one they are apart. */
function experimentOf(
  numTasks: number,
  objective: CardConfig['objective'] | null,
  numSteps: number,
): Experiment {
  const usual = setComparison(defaultExperiment(), { isTuned: false, budget: 'asConfigured' });
  const given = { ...setNumTasks(usual, numTasks), cards: cardsOf(['sharedBottom']) };
  const chain = given.tasks.reduce<Experiment>(
    (edited, _, task) =>
      setTask(edited, task, {
        kind: 'binary',
        positiveRate: 0.8,
        after: objective === null || task === 0 ? null : task - 1,
      }),
    given,
  );
  const cards = objective === null ? chain : setCard(chain, chain.cards[0]?.id ?? '', { objective });
  return trainedExperimentOf(setTraining(cards, { numSteps, numReplicas: 1, evalEvery: numSteps / 2 }));
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

await runStudy({}, async (args) => {
  const rows: { readonly numTasks: number; readonly ms: readonly number[] }[] = [];
  await withRunner({ ...args, numWorkers: 1 }, async ({ train }) => {
    const msOf = async (experiment: Experiment): Promise<number> => {
      const before = process.cpuUsage();
      await train(experiment, true);
      return process.cpuUsage(before).user / 1000;
    };
    for (const numTasks of lengths) {
      const times = ways.map((): number[] => []);
      for (let turn = 0; turn < numTurns; turn++)
        for (const [index, way] of ways.entries()) {
          // Data that differ are made first.
          await msOf(experimentOf(numTasks, way, 10));
          const many = await msOf(experimentOf(numTasks, way, manySteps));
          const few = await msOf(experimentOf(numTasks, way, fewSteps));
          times[index]?.push((many - few) / (manySteps - fewSteps));
        }
      rows.push({ numTasks, ms: times.map(median) });
      showProgress(`${numTasks} tasks are done`);
    }
  });
  const header = ['tasks', 'ms apart', ...objectives];
  const cells = rows.map(({ numTasks, ms: [apart = Number.NaN, ...others] }) => [
    String(numTasks),
    apart.toFixed(3),
    ...others.map((ms) => (ms / apart).toFixed(2)),
  ]);
  return { json: { rows }, summary: `${alignedTable([header, ...cells])}`, isSound: true };
});
