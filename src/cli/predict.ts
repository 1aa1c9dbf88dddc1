/** `npm run predict -- LINK|FILE.json|RECIPE --csv FILE --predict NEW --out FILE`: trains, and predicts the rows of another file. */
import { UserError } from '../core/errors.ts';
import { encodedTableOf } from '../data/table/encode.ts';
import { newRowsForm, predictionsCsv, problemsOfNewRows } from '../data/table/newRows.ts';
import type { Table } from '../data/table/table.ts';
import type { TableSetup } from '../data/table/tableSetup.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { aboutExport } from '../interop/exportSteps.ts';
import { text } from '../text/text.ts';
import { type CommandArguments, parseArguments } from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile, readCsv } from './csvFile.ts';
import { assertWritable, replaceFile } from './outputFile.ts';
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
  if (table === null || setup === null) throw new UserError(text.predict.noFile);
  const [path, out] = [requiredOption(args, '--predict'), requiredOption(args, '--out')];
  const wanted = exportSelectionOf(
    args,
    experiment,
    experiment.training.numSteps,
    referenceOf(experiment)?.id,
  );
  await assertWritable(out);
  const rows = await readNewRows(path, table, setup);
  const { network, measured } = await withRunner({ ...args, table }, (runner) =>
    trainForExport(runner, experiment, { ...wanted, rows }),
  );
  const { values = [] } = network.predicted ?? {};
  const tasks = experiment.tasks.map(({ name }) => name);
  await replaceFile(out, async () => predictionsCsv({ fileName: path, setup, table: rows, values }, tasks));
  const about = aboutExport(experiment, network.steps, measured);
  await printResult(text.cli.predicted(out, rows.numRows, about));
  return 0;
}, text.cli.predictUsage);

function requiredOption({ options }: CommandArguments, name: keyof typeof ownOptions): string {
  const given = options.get(name);
  if (given === undefined) throw new UserError(text.cli.needsOption(name, ownOptions[name] ?? ''));
  return given;
}

/** Throws a `UserError`, before anything is trained. */
async function readNewRows(path: string, trained: Table, setup: TableSetup): Promise<Table> {
  const rows = await readCsv(path, newRowsForm(setup));
  const problems = problemsOfNewRows(encodedTableOf(trained, setup).encoding, setup, rows);
  if (problems.length > 0) throw new UserError([`${path}:`, ...problems].join(' '));
  return rows;
}
