/**
 * `npm run export -- LINK|FILE.json|PRESET|RECIPE [--csv FILE]`: trains one architecture and writes it as PyTorch program, notebook and
 * weights.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedNetwork } from '../analysis/produced/networks.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { singleRepetitionOf, untrainedIdOf } from '../experiment/derived/retraining.ts';
import { trainedExperimentOf, trainingsOf } from '../experiment/derived/trained.ts';
import { setTraining } from '../experiment/edit.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { thisRelease } from '../experiment/link/release.ts';
import { type ExportedFile, exportFilesOf } from '../interop/exportFiles.ts';
import { aboutExport, type ExportSteps, exportStepsOf } from '../interop/exportSteps.ts';
import { pickCandidate, reportedLossesIn } from '../run/reportable.ts';
import { text } from '../text/text.ts';
import { type CommandArguments, countOption, parseArguments } from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile } from './csvFile.ts';
import { assertWritableFolder } from './outputFile.ts';
import { type CommandRunner, withRunner } from './trainRun.ts';

const ownOptions = {
  '--card': text.cli.aCard,
  '--repetition': text.cli.aNumber,
  '--steps': text.cli.aNumber,
  '--at': text.cli.aNumber,
  ...csvOptions,
  '--out': text.cli.aFolder,
};

await runCommand(async (argv) => {
  const args = parseArguments(argv, ownOptions);
  const { experiment: given, table } = await experimentWithFile(args, text.cli.exportUsage);
  const numSteps = countOption(args, '--steps', given.training.numSteps, 0);
  const experiment = numSteps === 0 ? given : setTraining(given, { numSteps });
  const wanted = exportSelectionOf(args, experiment, numSteps);
  const folder = args.options.get('--out') ?? '.';
  await assertWritableFolder(folder);
  const exported = await withRunner({ ...args, table }, (runner) =>
    trainForExport(runner, experiment, wanted),
  );
  await printResult(await writeExport(experiment, exported, folder));
  return 0;
}, text.cli.exportUsage);

interface ExportSelection {
  readonly cardId: string;
  readonly replica: number;
  readonly step: number | null;
}

function exportSelectionOf(
  args: CommandArguments,
  { cards, training }: Experiment,
  numSteps: number,
): ExportSelection {
  const ids = cards.map(({ id }) => id);
  const cardId = args.options.get('--card') ?? ids[0] ?? '';
  if (!ids.includes(cardId)) throw new UserError(text.cli.unknownCard(cardId, ids));
  const replica = countOption(args, '--repetition', 1, 1) - 1;
  if (replica >= training.numReplicas)
    throw new UserError(text.cli.noRepetition(replica + 1, training.numReplicas));
  const at = args.options.has('--at') ? countOption(args, '--at', 0, 0) : null;
  return { cardId, replica, step: numSteps === 0 ? 0 : at };
}

interface TrainedExport {
  readonly network: ExportedNetwork;
  readonly measured: ExportSteps | null;
}

/** Trains only what the export needs, including all sizes and learning rates that it chooses among. */
async function trainForExport(
  runner: CommandRunner,
  experiment: Experiment,
  wanted: ExportSelection,
): Promise<TrainedExport> {
  const { cardId, replica, step } = wanted;
  const trained = trainedExperimentOf(experiment);
  const ids =
    trainingsOf(experiment)
      .find((card) => card.cardId === cardId)
      ?.trained.map(({ id }) => id) ?? [];
  const id = untrainedIdOf(experiment, cardId) ?? cardId;
  const stepsAt = (at: number) => experiment.tasks.map(() => at);
  const alone = singleRepetitionOf(trained, [id], replica);
  if (alone === null) throw new UserError(text.pytorch.noCard(cardId));
  if (step !== null && (ids.length === 1 || step === 0)) {
    await runner.begin(alone);
    return { network: await networkForExport(runner, id, 0, stepsAt(step)), measured: null };
  }
  const isAlone = ids.length === 1;
  const candidates = isAlone
    ? alone
    : { ...trained, cards: trained.cards.filter((card) => ids.includes(card.id)) };
  const { networks } = await runner.train(candidates, true);
  const reported = reportedLossesIn(candidates, networks);
  const picked =
    pickCandidate(ids.map((candidate) => ({ id: candidate, reported: reported(candidate) })))?.id ?? id;
  const place = isAlone ? 0 : replica;
  const reportable = networks.get(picked)?.reportable;
  const measured = reportable === undefined ? null : exportStepsOf(candidates, reportable, place);
  if (measured === null)
    throw new UserError(text.pytorch.diverged(cardLabelOf(experiment, cardId), replica + 1));
  const steps = step === null ? measured.reported.steps : stepsAt(step);
  return { network: await networkForExport(runner, picked, place, steps), measured };
}

async function networkForExport(
  runner: CommandRunner,
  id: string,
  place: number,
  steps: readonly number[],
): Promise<ExportedNetwork> {
  const network = await runner.networkOf(id, place, steps);
  if (network === null) throw new UserError(text.pytorch.noCard(id));
  return network;
}

const cardLabelOf = ({ cards }: Experiment, cardId: string): string =>
  cards.find(({ id }) => id === cardId)?.name ?? cardId;

async function writeExport(
  experiment: Experiment,
  { network, measured }: TrainedExport,
  folder: string,
): Promise<string> {
  const about = aboutExport(experiment, network.steps, measured);
  const { program, notebook, weights, adam } = exportFilesOf({
    experiment: trainedExperimentOf(experiment),
    network,
    about,
    link: `#${linkOfAll(experiment, null, thisRelease)}`,
  });
  const paths: string[] = [];
  for (const file of [program, notebook, weights, adam]) paths.push(await writtenFilePath(file, folder));
  return text.cli.exported(paths, about, paths[0] ?? '');
}

async function writtenFilePath({ name, content }: ExportedFile, folder: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content).catch((error: unknown) => {
    throw new UserError(text.cli.unwritableFile(path, messageOf(error)));
  });
  return path;
}
