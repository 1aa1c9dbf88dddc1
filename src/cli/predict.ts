/** `npm run predict -- LINK|FILE.json|RECIPE --csv FILE --predict NEW --out FILE`: trains, and predicts the rows of another file. */
import { UserError } from '../core/errors.ts';
import { encodedTableOf } from '../data/table/encode.ts';
import { newRowsForm, problemsOfNewRows } from '../data/table/newRows.ts';
import { csvFormOf } from '../data/table/table.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { aboutExport } from '../interop/exportSteps.ts';
import { predictionsCsv } from '../interop/predictions.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile, readCsv } from './csvFile.ts';
import { assertWritable, replaceFile } from './outputFile.ts';
import { withSettingsHelp } from './settings.ts';
import { exportSelectionOf, trainForExport } from './trainForExport.ts';
import { withRunner } from './trainRun.ts';

const ownOptions = {
  '--predict': text.cli.csvValue,
  '--out': text.cli.aFile,
  '--card': text.cli.aCard,
  '--repetition': text.cli.aNumber,
  '--at': text.cli.aNumber,
  ...csvOptions,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, ownOptions);
  const { experiment, table } = await experimentWithFile(args, text.cli.predictUsage);
  const setup = experiment.data.table;
  const [path, out] = [args.options.get('--predict'), args.options.get('--out')];
  if (table === null || setup === null || path === undefined || out === undefined)
    throw new UserError(text.cli.predictUsage);
  const wanted = exportSelectionOf(args, experiment, referenceOf(experiment)?.id);
  await assertWritable(out);
  const rows = await readCsv(path, newRowsForm(csvFormOf(setup)));
  // Here too, before anything is trained.
  const problems = problemsOfNewRows(encodedTableOf(table, setup).encoding, setup, rows);
  if (problems.length > 0) throw new UserError([`${path}:`, ...problems].join(' '));
  const { network, measured } = await withRunner({ ...args, table }, (runner) =>
    trainForExport(runner, experiment, { ...wanted, rows }),
  );
  const tasks = experiment.tasks.map(({ name }) => name);
  const values = network.predicted?.values ?? [];
  await replaceFile(out, async () => predictionsCsv(path, rows, values, tasks));
  const about = aboutExport(experiment, network.steps, measured);
  await printResult(`${text.predict.saved(out, rows.numRows, about)}\n`);
  return 0;
}, withSettingsHelp(text.cli.predictUsage));
