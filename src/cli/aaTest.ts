/**
 * `npm run aa-test`: what is said where there is nothing to find. Trains one architecture eight times with other initial weights
 * on the same data, in 60 repetitions: 240 pairs that have no network in common. From these it draws experiments of 5
 * repetitions and counts those in which equal networks are called better or worse, for one rival and for seven. Exit code 1
 * outside 3 to 7 % for one, above 7 % for seven.
 */

import { reportedOf } from '../analysis/reported.ts';
import {
  drawnCoverage,
  type EqualNetworks,
  falseFamilies,
  falseVerdicts,
  ratioShapes,
} from '../analysis/resampling.ts';
import { UserError } from '../core/errors.ts';
import { cardIds } from '../experiment/cardFields.ts';
import { referenceOf } from '../experiment/comparison.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { evaluationSizeOf } from '../report/evaluations.ts';
import { text } from '../text/text.ts';
import { countOption, parseArguments } from './arguments.ts';
import { print, runCommand } from './command.ts';
import { givenExperiment } from './loadExperiment.ts';
import { type Runner, withRunner } from './trainRun.ts';

/** Replicas trained at once. */
const batchSize = 20;
const numDraws = 2000;
/** Repetitions of an experiment. */
const numReplicas = 5;
/** With these there are 252 different sets of 5. */
const minReplicas = 2 * numReplicas;
/** Of false verdicts against one rival. */
const [lowest, highest] = [0.03, 0.07];

await runCommand(async (argv) => {
  const args = parseArguments(argv, { '--replicas': text.cli.aNumber });
  const numTrained = countOption(args, '--replicas', 60, minReplicas);
  const [source = 'looselyRelated', ...others] = args.positions;
  const { experiment } = await givenExperiment([source, ...others], text.cli.aaTestUsage);
  const equal = equalCards(experiment);
  const losses = await withRunner(args, (runner) => lossesOf(equal, numTrained, runner));
  const numTasks = equal.tasks.length;
  const networks = withoutDiverged(losses, numTasks);
  const numKept = (networks[0]?.length ?? 0) / numTasks;
  if (numKept < minReplicas) throw new UserError(text.cli.aaTestDiverged(numKept, numTrained, minReplicas));
  const resampling = { numTasks, numReplicas, numDraws, seed: equal.data.seed };
  const report = {
    numReplicas: numKept,
    numDraws,
    numRivals: networks.length - 1,
    one: falseVerdicts(networks, resampling),
    family: falseFamilies(networks, resampling),
    shapes: ratioShapes(networks, numTasks),
    coverage: drawnCoverage(networks[0] ?? [], resampling),
  };
  const { one, family } = report;
  await print(
    args.json
      ? `${JSON.stringify({ ...report, losses: networks })}\n`
      : text.cli.aaTestReport({
          ...report,
          drawn: numReplicas,
          taskNames: equal.tasks.map(({ name }) => name),
        }),
  );
  if (!args.json) await print(`${text.cli.aaTestResult(one.overall, family)}\n`);
  const isSound = one.overall >= lowest && one.overall <= highest;
  return isSound && Math.max(family.overall, family.anyTask) <= highest ? 0 : 1;
});

/** The reference card as often as there may be cards, each time with other initial weights. Throws a `UserError` without cards. */
function equalCards(experiment: Experiment): Experiment {
  const reference = referenceOf(experiment);
  if (reference === null) throw new UserError(text.experiment.checks.noCards);
  const cards = cardIds.map((id, index) => ({
    ...reference,
    id,
    initialSeedOffset: reference.initialSeedOffset + index,
  }));
  return { ...experiment, cards };
}

/** Reported losses `[N * T]` of that many replicas of every card, trained batch by batch. */
async function lossesOf(experiment: Experiment, numTrained: number, runner: Runner): Promise<EqualNetworks> {
  let losses: EqualNetworks = experiment.cards.map(() => []);
  for (let done = 0; done < numTrained; done += batchSize) {
    const part = { firstReplica: done, numReplicas: Math.min(batchSize, numTrained - done) };
    const batch = { ...experiment, training: { ...experiment.training, ...part } };
    const { record } = await runner.train(batch);
    losses = experiment.cards.map(({ id }, card) => {
      const kept = record.networks.get(id)?.kept;
      if (kept === undefined) throw new UserError(text.cli.notEvaluated);
      const reported = reportedOf(kept, evaluationSizeOf(batch), batch.comparison.reportingRule);
      return [...(losses[card] ?? []), ...reported.losses];
    });
    process.stderr.write(`${text.cli.aaTestBatch(Math.min(done + batchSize, numTrained), numTrained)}\n`);
  }
  return losses;
}

/** The replicas in which no network diverged. */
function withoutDiverged(networks: EqualNetworks, numTasks: number): EqualNetworks {
  const isAlive = (index: number) => {
    const start = index - (index % numTasks);
    return networks.every((losses) => losses.slice(start, start + numTasks).every(Number.isFinite));
  };
  return networks.map((losses) => losses.filter((_, index) => isAlive(index)));
}
