/**
 * `npm run aa-test`: what is said where there is nothing to find. Trains one architecture eight times with other initial weights
 * on the same data, in 60 repetitions: 240 pairs that have no network in common. From these it draws experiments of 5
 * repetitions and counts those in which equal networks are called better or worse, for one rival and for seven. Exit code 1
 * outside 3 to 7 % for one, above 7 % for seven.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { cardIds } from '../../src/experiment/cardIds.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { presetOf } from '../../src/teach/presets/presets.ts';
import { formatFixedPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { lossesOfReplicas, showProgress } from './batches.ts';
import {
  drawnCoverage,
  type EqualNetworks,
  type FalseVerdicts,
  falseFamilies,
  falseVerdicts,
  ratioShapes,
} from './resampling.ts';
import { experimentIn, runStudy } from './study.ts';

const usage =
  "Usage: npm run aa-test -- ['LINK'|FILE.json|PRESET] [--replicas N] [--backend wasm|cpu] [--workers N] [--json]";

const numDraws = 2000;
/** Repetitions of an experiment. */
const numReplicas = 5;
/** The fewest repetitions that are drawn from: there are 252 different sets of 5. */
const minReplicas = 2 * numReplicas;
/** Bounds of the share of false verdicts against one rival. */
const [lowest, highest] = [0.03, 0.07];

await runStudy({ '--replicas': text.cli.aNumber }, async (args) => {
  const numTrained = countOption(args, '--replicas', 60, minReplicas);
  const given = await experimentIn(
    args,
    presetOf('looselyRelated')?.experiment ?? defaultExperiment(),
    usage,
  );
  const equal = equalCards(given);
  const { cards: losses } = await withRunner(args, (runner) =>
    lossesOfReplicas(equal, numTrained, runner, (done) =>
      showProgress(`${done} of ${numTrained} repetitions trained`),
    ),
  );
  const report = reportOf(equal, losses, numTrained);
  const { one, family } = report;
  const isSound = one.overall >= lowest && one.overall <= highest;
  return {
    json: report,
    summary: textOf(
      report,
      equal.tasks.map(({ name }) => name),
    ),
    isSound: isSound && Math.max(family.overall, family.anyTask) <= highest,
  };
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

/** Throws a `UserError` when too many repetitions diverged. */
function reportOf({ tasks, data }: Experiment, losses: EqualNetworks, numTrained: number) {
  const numTasks = tasks.length;
  const networks = withoutDiverged(losses, numTasks);
  const numKept = (networks[0]?.length ?? 0) / numTasks;
  if (numKept < minReplicas) {
    const found = `Only ${numKept} of ${numTrained} repetitions did not diverge`;
    throw new UserError(`${found}; drawing takes ${minReplicas}.`);
  }
  const resampling = { numTasks, numReplicas, numDraws, seed: data.seed };
  return {
    numReplicas: numKept,
    numDraws,
    numRivals: networks.length - 1,
    one: falseVerdicts(networks, resampling),
    family: falseFamilies(networks, resampling),
    shapes: ratioShapes(networks, numTasks),
    coverage: drawnCoverage(networks[0] ?? [], resampling),
    losses: networks,
  };
}

/** The replicas in which no network diverged. */
function withoutDiverged(networks: EqualNetworks, numTasks: number): EqualNetworks {
  const isAlive = (index: number) => {
    const start = index - (index % numTasks);
    return networks.every((losses) => losses.slice(start, start + numTasks).every(Number.isFinite));
  };
  return networks.map((losses) => losses.filter((_, index) => isAlive(index)));
}

function textOf(report: ReturnType<typeof reportOf>, taskNames: readonly string[]): string {
  const { numReplicas: numKept, numRivals, one, family, shapes, coverage } = report;
  const numPairs = shapes[0]?.n ?? 0;
  const numApart = Math.floor(numPairs / numReplicas);
  return `${[
    `${numKept} repetitions of ${numRivals + 1} equal networks on the same data, ${numPairs} pairs; ${numDraws.toLocaleString('en')} experiments of ${numReplicas} repetitions drawn (${numApart} could be drawn that have no pair in common).`,
    `False verdicts against one rival: ${falseText(one, taskNames)}`,
    `Experiments with any false statement about ${numRivals} rivals: ${formatFixedPercent(family.overall)} overall, ${formatFixedPercent(family.anyTask)} on any task.`,
    'Log ratios of the pairs:',
    ...shapes.map(
      ({ deviation, skewness, excessKurtosis }, index) =>
        `  ${index === 0 ? 'overall' : taskNames[index - 1]}: standard deviation ${formatFixedPercent(deviation)}, skew ${skewness.toFixed(2)}, excess kurtosis ${excessKurtosis.toFixed(2)}`,
    ),
    `95 % intervals of ${numReplicas} of the ${numKept} hold what all say: ${formatFixedPercent(coverage.loss)} (mean loss), ${formatFixedPercent(coverage.gain)} (gain).`,
    `aa-test: ${formatFixedPercent(one.overall)} false verdicts (3 to 7 %); with all rivals ${formatFixedPercent(family.overall)} overall and ${formatFixedPercent(family.anyTask)} on tasks (7 % at most)`,
  ].join('\n')}\n`;
}

function falseText({ overall, tasks, anyTask }: FalseVerdicts, taskNames: readonly string[]): string {
  const perTask = tasks.map((share, task) => `${taskNames[task]} ${formatFixedPercent(share)}`).join(', ');
  return `${formatFixedPercent(overall)} overall; ${perTask}; ${formatFixedPercent(anyTask)} on any task.`;
}
