/** `npm run export -- LINK|FILE.json|PRESET|RECIPE [--csv FILE]`: trains one architecture and writes it as a PyTorch program with its weights. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import { setTraining } from '../experiment/edit.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link/link.ts';
import { thisRelease } from '../experiment/link/release.ts';
import { trainedExperimentOf, trainingsOf } from '../experiment/plan/trained.ts';
import { type ExportedFile, exportFilesOf } from '../interop/exportFiles.ts';
import type { ExportedNetwork } from '../results/results.ts';
import { text } from '../text/text.ts';
import { type Arguments, countOption, parseArguments } from './arguments.ts';
import { print, runCommand } from './command.ts';
import { withCsv } from './csvFile.ts';
import { givenExperiment } from './loadExperiment.ts';
import { assertWritableFolder } from './outputFile.ts';
import { answerOfRun, type Runner, withRunner } from './trainRun.ts';

const ownOptions = {
  '--card': text.cli.aCard,
  '--repetition': text.cli.aNumber,
  '--steps': text.cli.aNumber,
  '--csv': text.cli.csvValue,
  '--out': text.cli.aFolder,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, ownOptions);
  const { experiment: asked } = await givenExperiment(args.positions, text.cli.exportUsage);
  const { experiment: given, table } = await withCsv(asked, args.options.get('--csv') ?? null);
  const numSteps = countOption(args, '--steps', given.training.numSteps, 0);
  const experiment = numSteps === 0 ? given : setTraining(given, { numSteps });
  const cardId = cardIdIn(args, experiment);
  const replica = countOption(args, '--repetition', 1, 1) - 1;
  const { numReplicas } = experiment.training;
  if (replica >= numReplicas) throw new UserError(text.cli.noRepetition(replica + 1, numReplicas));
  const folder = args.options.get('--out') ?? '.';
  await assertWritableFolder(folder);
  const network = await withRunner({ ...args, table }, async (runner) => {
    const trainedId = await trained(runner, experiment, cardId, numSteps);
    return runner.networkOf(trainedId, replica);
  });
  if (network === null) throw new UserError(text.pytorch.noCard(cardId));
  await print(await writeExport(experiment, network, folder));
  return 0;
});

function cardIdIn({ options }: Arguments, { cards }: Experiment): string {
  const ids = cards.map(({ id }) => id);
  const given = options.get('--card') ?? ids[0] ?? '';
  if (!ids.includes(given)) throw new UserError(text.cli.unknownCard(given, ids));
  return given;
}

/** Trains for that many steps; returns the id of the network that is shown for the card, see `trainingsOf`. */
async function trained(
  runner: Runner,
  experiment: Experiment,
  cardId: string,
  numSteps: number,
): Promise<string> {
  if (numSteps === 0) {
    await runner.begin(trainedExperimentOf(experiment));
    return trainingsOf(experiment).find((card) => card.cardId === cardId)?.trained[0]?.id ?? cardId;
  }
  const answer = answerOfRun(experiment, await runner.trainAll(experiment));
  return answer.cards.find((card) => card.cardId === cardId)?.trainedId ?? cardId;
}

async function writeExport(
  experiment: Experiment,
  network: ExportedNetwork,
  folder: string,
): Promise<string> {
  const { program, weights, adam } = exportFilesOf({
    experiment: trainedExperimentOf(experiment),
    network,
    link: `#${linkOf(experiment, null, thisRelease)}`,
  });
  const paths: string[] = [];
  for (const file of [program, weights, adam]) paths.push(await written(file, folder));
  return text.cli.exported(paths, network.step, paths[0] ?? '');
}

async function written({ name, content }: ExportedFile, folder: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content).catch((error: unknown) => {
    throw new UserError(text.cli.unwritableFile(path, messageOf(error)));
  });
  return path;
}
