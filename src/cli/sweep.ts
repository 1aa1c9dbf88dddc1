/** `npm run sweep`: gains over single-task networks along one setting; `--resume FILE` keeps points. */
import { UserError } from '../core/errors.ts';
import { limits } from '../core/schema/limits.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { sweepAxes, sweepAxisOf, sweepValues } from '../studies/sweep/axes.ts';
import { readSweep, type Sweep, sweepOf } from '../studies/sweep/sweep.ts';
import { text } from '../text/text.ts';
import {
  type CommandArguments,
  countOption,
  numberOption,
  type OptionSpec,
  parseArguments,
} from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile } from './csvFile.ts';
import { withSettingsHelp } from './settings.ts';
import { sweepCsv, sweepPointLine, sweepTable } from './sweepTable.ts';
import { withRunner } from './trainRun.ts';
import { trainStudy } from './trainStudy.ts';

const sweepOptions: OptionSpec = {
  '--over': text.cli.anAxis,
  '--from': text.cli.aNumber,
  '--to': text.cli.aNumber,
  '--points': text.cli.aNumber,
  '--resume': text.cli.aFile,
  ...csvOptions,
  '--as-csv': null,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, sweepOptions);
  const { experiment, table } = await experimentWithFile(args, text.cli.sweepUsage);
  const sweep = sweepOfArguments(experiment, args);
  const startMs = performance.now();
  const path = args.options.get('--resume');
  const file = path === undefined ? null : { path, read: readSweep };
  const points = await withRunner({ ...args, table }, (runner) =>
    trainStudy(sweep, runner, file, {
      cost: (count, duration) => text.sweep.cost.about(text.sweep.cost.size(count), duration),
      point: (point) => sweepPointLine(sweep, point),
    }),
  );
  const seconds = (performance.now() - startMs) / 1000;
  const { axis, values } = sweep;
  if (args.json)
    await printResult(
      `${JSON.stringify({ config: linkOfAll(experiment), axisId: axis.id, values, points, seconds })}\n`,
    );
  else if (args.options.has('--as-csv')) await printResult(sweepCsv(sweep, points));
  else await printResult(`${sweepTable(sweep, points)}\n${text.cli.sweepTook(seconds)}\n`);
  return 0;
}, withSettingsHelp(text.cli.sweepUsage));

function sweepOfArguments(experiment: Experiment, args: CommandArguments): Sweep {
  const axisId = args.options.get('--over') ?? 'correlation';
  const axis = sweepAxisOf(experiment, axisId);
  const known = sweepAxes(experiment).map(({ id }) => id);
  if (axis === undefined) throw new UserError(text.cli.unknownAxis(axisId, known));
  const { min, max } = axis.field.range ?? { min: 0, max: 1 };
  const isWhole = axis.field.kind === 'integer';
  const range = {
    from: numberOption(args, '--from', min, [min, max], isWhole),
    to: numberOption(args, '--to', max, [min, max], isWhole),
    numPoints: countOption(args, '--points', 6, 1, limits.sweepPoints),
  };
  return sweepOf(experiment, axis, sweepValues(axis, range));
}
