/** Trains one architecture for a command that needs its weights. */
import type { ExportedNetwork } from '../analysis/produced/networks.ts';
import { UserError } from '../core/errors.ts';
import type { Table } from '../data/table/table.ts';
import { singleRepetitionOf, untrainedIdOf } from '../experiment/derived/retraining.ts';
import { trainedExperimentOf, trainingsOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { type ExportSteps, exportStepsOf } from '../interop/exportSteps.ts';
import { pickCandidate, reportedLossesIn } from '../run/reportable.ts';
import { text } from '../text/text.ts';
import { type CommandArguments, countOption } from './arguments.ts';
import type { CommandRunner } from './trainRun.ts';

interface ExportSelection {
  readonly cardId: string;
  readonly replica: number;
  readonly step: number | null;
  readonly rows?: Table;
}

export function exportSelectionOf(
  args: CommandArguments,
  { cards, training: { numSteps, numReplicas } }: Experiment,
  usualId: string | undefined,
): ExportSelection {
  const ids = cards.map(({ id }) => id);
  const cardId = args.options.get('--card') ?? usualId ?? '';
  if (!ids.includes(cardId)) throw new UserError(text.cli.unknownCard(cardId, ids));
  const replica = countOption(args, '--repetition', 1, 1, numReplicas) - 1;
  const at = args.options.has('--at') ? countOption(args, '--at', 0, 0, numSteps) : null;
  return { cardId, replica, step: at };
}

export interface TrainedExport {
  readonly network: ExportedNetwork;
  readonly measured: ExportSteps | null;
}

/** Trains only what the export needs, including all sizes and learning rates that it chooses among. */
export async function trainForExport(
  runner: CommandRunner,
  experiment: Experiment,
  wanted: ExportSelection,
): Promise<TrainedExport> {
  const { cardId, replica, step } = wanted;
  const networkOf = async (networkId: string, place: number, steps: readonly number[]) => {
    const network = await runner.networkOf(networkId, place, steps, wanted.rows);
    if (network === null) throw new UserError(text.pytorch.noCard(networkId));
    return network;
  };
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
    return { network: await networkOf(id, 0, stepsAt(step)), measured: null };
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
  return { network: await networkOf(picked, place, steps), measured };
}

const cardLabelOf = ({ cards }: Experiment, cardId: string): string =>
  cards.find(({ id }) => id === cardId)?.name ?? cardId;
