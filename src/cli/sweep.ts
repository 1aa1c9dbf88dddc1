/**
 * `npm run sweep -- PRESET --over correlation --from -0.5 --to 1 --points 6`: gains over single-task along one setting; `--resume FILE`
 * keeps finished points.
 */
import { UserError } from '../core/errors.ts';
import { estimatedSeconds, totalWorkOf } from '../experiment/costs/work.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link/link.ts';
import { type SweepAxis, sweepAxes, sweepAxisOf } from '../studies/sweep/axes.ts';
import { type SweepPoint, withPoint } from '../studies/sweep/points.ts';
import { remainingValues, type SweepPlan, sweepPointOf, sweepValues } from '../studies/sweep/sweep.ts';
import { text } from '../text/text.ts';
import { type Arguments, numberOption, type OptionSpec, parseArguments } from './arguments.ts';
import { print, runCommand, say } from './command.ts';
import { csvOptions, givenOnFile } from './csvFile.ts';
import { assertWritable } from './outputFile.ts';
import { sweepFile } from './pointsFile.ts';
import { pointLine, sweepCsv, sweepTable } from './sweepTable.ts';
import { type CommandRunner, measuredWork, summaryOfRun, type TrainedRun, withRunner } from './trainRun.ts';

const options: OptionSpec = {
  '--over': text.cli.anAxis,
  '--from': text.cli.aNumber,
  '--to': text.cli.aNumber,
  '--points': text.cli.aNumber,
  '--resume': text.cli.aFile,
  ...csvOptions,
  '--as-csv': null,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, options);
  const { experiment, table } = await givenOnFile(args, text.cli.sweepUsage);
  const { axis, plan } = planOf(experiment, args);
  const startMs = performance.now();
  const points = await withRunner({ ...args, table }, (runner) =>
    sweptPoints(experiment, axis, plan, args, runner),
  );
  const seconds = (performance.now() - startMs) / 1000;
  if (args.json) await print(`${JSON.stringify({ config: linkOf(experiment), ...plan, points, seconds })}\n`);
  else if (args.options.has('--as-csv')) await print(sweepCsv(experiment, axis, points));
  else await print(`${sweepTable(experiment, axis, points)}\n${text.cli.sweepTook(seconds)}\n`);
  return 0;
}, text.cli.sweepUsage);

function planOf(experiment: Experiment, args: Arguments): { axis: SweepAxis; plan: SweepPlan } {
  const axisId = args.options.get('--over') ?? 'correlation';
  const axis = sweepAxisOf(experiment, axisId);
  const known = sweepAxes(experiment).map(({ id }) => id);
  if (axis === undefined) throw new UserError(text.cli.unknownAxis(axisId, known));
  const { min, max } = axis.field.range ?? { min: 0, max: 1 };
  const range = {
    from: numberOption(args, '--from', min),
    to: numberOption(args, '--to', max),
    numPoints: numberOption(args, '--points', 6),
  };
  return { axis, plan: { axisId, values: sweepValues(axis, range) } };
}

/** Skips finished points. */
async function sweptPoints(
  experiment: Experiment,
  axis: SweepAxis,
  plan: SweepPlan,
  args: Arguments,
  runner: CommandRunner,
): Promise<readonly SweepPoint[]> {
  const file = args.options.get('--resume');
  const own = { config: linkOf(experiment), ...plan };
  let points = file === undefined ? [] : await sweepFile.readPoints(file, own);
  const values = remainingValues(plan, points);
  // If everything diverges at a value, that is its result.
  const train = (given: Experiment) => runner.trainAll(given, true);
  if (file !== undefined && values.length > 0) await assertWritable(file);
  await announceCost(
    values.map((value) => axis.experimentAt(experiment, value)),
    train,
  );
  for (const value of values) {
    // Another sweep on the same file finished it meanwhile.
    if (points.some((point) => point.value === value)) continue;
    const given = axis.experimentAt(experiment, value);
    const run = await train(given);
    const point = sweepPointOf(value, summaryOfRun(given, run), run.measuredCorrelation);
    points = withPoint(points, point);
    say(pointLine(experiment, axis, point));
    if (file !== undefined) points = await sweepFile.addPoints(file, { ...own, points });
  }
  return points.filter(({ value }) => plan.values.includes(value));
}

async function announceCost(
  experiments: readonly Experiment[],
  train: (experiment: Experiment) => Promise<TrainedRun>,
): Promise<void> {
  const [first] = experiments;
  if (first === undefined) return;
  const measured = await measuredWork(first, train);
  const numNetworks = trainedExperimentOf(first).cards.length;
  const { size, about, duration } = text.sweep.cost;
  const seconds = estimatedSeconds(totalWorkOf(experiments), measured);
  say(about(size(experiments.length, numNetworks, first.training.numReplicas), duration(seconds)));
}
