/**
 * `npm run aa-test`: one architecture against itself. Trains 60 replicas of AdaTT-sp once, draws 2,000 pairings of 5
 * against 5 others, and says how often a verdict is given that must be false. Exit code 1 outside 3 to 7 %.
 */

import { reportedOf } from '../analysis/reported.ts';
import { drawnCoverage, falseVerdicts } from '../analysis/resampling.ts';
import { UserError } from '../core/errors.ts';
import { referenceOf } from '../experiment/comparison.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { evaluationSizeOf } from '../report/evaluations.ts';
import { text } from '../text/text.ts';
import { countOption, parseArguments } from './arguments.ts';
import { print } from './command.ts';
import { loadExperiment } from './loadExperiment.ts';
import { type Runner, runTrainingCommand, withRunner } from './trainRun.ts';

/** Replicas trained at once: as many as an experiment may have. */
const batchSize = 20;
const numDraws = 2000;
const pairSize = 5;
/** As many as one pairing takes; with these there are 15,120 pairings that differ. */
const minReplicas = 2 * pairSize;
const lowest = 0.03;
const highest = 0.07;

await runTrainingCommand(async (argv) => {
  const args = parseArguments(argv, { '--replicas': text.cli.aNumber });
  const [source = 'looselyRelated'] = args.positions;
  if (args.positions.length > 1) throw new UserError(text.cli.aaTestUsage);
  const numReplicas = countOption(args, '--replicas', 60, minReplicas);
  const { experiment } = await loadExperiment(source);
  const single = onlyReference(experiment);
  const losses = await withRunner(args, (runner) => lossesOf(single, numReplicas, runner));
  const numTasks = single.tasks.length;
  const kept = withoutDiverged(losses, numTasks);
  const numKept = kept.length / numTasks;
  if (numKept < minReplicas) throw new UserError(text.cli.aaTestDiverged(numKept, numReplicas, minReplicas));
  const resampling = { numTasks, numReplicas: pairSize, numDraws, seed: single.data.seed };
  const verdicts = falseVerdicts(kept, resampling);
  const coverage = drawnCoverage(kept, resampling);
  await print(
    args.json
      ? `${JSON.stringify({ numReplicas: numKept, numDraws, verdicts, coverage, losses: kept })}\n`
      : text.cli.aaTestReport({ numReplicas: numKept, numDraws, pairSize, ...verdicts, coverage }),
  );
  if (!args.json) await print(`${text.cli.aaTestResult(verdicts.overall)}\n`);
  return verdicts.overall >= lowest && verdicts.overall <= highest ? 0 : 1;
});

/** The reference card alone. Throws a `UserError` when there is no card. */
function onlyReference(experiment: Experiment): Experiment {
  const reference = referenceOf(experiment);
  if (reference === null) throw new UserError(text.experiment.checks.noCards);
  return { ...experiment, cards: [reference] };
}

/** Reported losses `[N * T]` of that many replicas, trained batch by batch. */
async function lossesOf(experiment: Experiment, numReplicas: number, runner: Runner): Promise<number[]> {
  const losses: number[] = [];
  const [{ id } = { id: '' }] = experiment.cards;
  for (let done = 0; done < numReplicas; done += batchSize) {
    const part = { firstReplica: done, numReplicas: Math.min(batchSize, numReplicas - done) };
    const batch = { ...experiment, training: { ...experiment.training, ...part } };
    const run = await runner.train(batch);
    const kept = run.record.networks.get(id)?.kept;
    if (kept === undefined) throw new UserError(text.cli.notEvaluated);
    losses.push(...reportedOf(kept, evaluationSizeOf(batch), batch.comparison.reportingRule).losses);
    process.stderr.write(`${text.cli.aaTestBatch(Math.min(done + batchSize, numReplicas), numReplicas)}\n`);
  }
  return losses;
}

function withoutDiverged(losses: readonly number[], numTasks: number): number[] {
  const isAlive = (index: number) => {
    const start = index - (index % numTasks);
    return losses.slice(start, start + numTasks).every(Number.isFinite);
  };
  return losses.filter((_, index) => isAlive(index));
}
