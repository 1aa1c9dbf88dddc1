/** `npm run export`: trains one architecture and writes it as PyTorch program and weights. */
import { join } from 'node:path';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { CURRENT_VERSION } from '../experiment/versions.ts';
import { exportFilesOf } from '../interop/exportFiles.ts';
import { aboutExport } from '../interop/exportSteps.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile } from './csvFile.ts';
import { assertWritableFolder, replaceFile } from './outputFile.ts';
import { withSettingsHelp } from './settings.ts';
import { exportSelectionOf, type TrainedExport, trainForExport } from './trainForExport.ts';
import { withRunner } from './trainRun.ts';

/** File that `npm run -s schema` is written to. */
const $schema = './experiment.schema.json';

const ownOptions = {
  '--card': text.cli.aCard,
  '--repetition': text.cli.aNumber,
  '--at': text.cli.aNumber,
  ...csvOptions,
  '--out': text.cli.aFolder,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, ownOptions);
  const isUntrained = args.options.get('--steps') === '0';
  const settings = new Map([...args.options].filter(([name]) => !(isUntrained && name === '--steps')));
  const { experiment, table } = await experimentWithFile(
    { ...args, options: settings },
    text.cli.exportUsage,
  );
  if (args.json) {
    await printResult(`${JSON.stringify({ $schema, version: CURRENT_VERSION, ...experiment }, null, 2)}\n`);
    return 0;
  }
  const selected = exportSelectionOf(args, experiment, experiment.cards[0]?.id);
  const wanted = isUntrained ? { ...selected, step: 0 } : selected;
  const folder = args.options.get('--out') ?? '.';
  await assertWritableFolder(folder);
  const exported = await withRunner({ ...args, table }, (runner) =>
    trainForExport(runner, experiment, wanted),
  );
  await printResult(await writeExport(experiment, exported, folder));
  return 0;
}, withSettingsHelp(text.cli.exportUsage));

async function writeExport(
  experiment: Experiment,
  { network, measured }: TrainedExport,
  folder: string,
): Promise<string> {
  const about = aboutExport(experiment, network.steps, measured);
  const { program, weights, adam } = exportFilesOf({
    experiment: trainedExperimentOf(experiment),
    network,
    about,
    link: `#${linkOfAll(experiment)}`,
  });
  const paths: string[] = [];
  for (const { name, content } of [program, weights, adam]) {
    paths.push(join(folder, name));
    await replaceFile(join(folder, name), async () => content);
  }
  return text.cli.exported(paths, about, paths[0] ?? '');
}
