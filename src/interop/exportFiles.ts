/** Makes the files that take a network to PyTorch: program, weights and Adam's state. */

import type { ExportedNetwork } from '../analysis/produced/networks.ts';
import { UserError } from '../core/errors.ts';
import { problemsOfCard, topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { text } from '../text/text.ts';
import { idsFileText } from './pytorch/encodedFile.ts';
import { pythonProgramOf } from './pytorch/program.ts';
import { adamFileOf, weightsFileOf } from './weightsFile.ts';

export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

interface ExportSource {
  /** Experiment as it is trained, see `trainedExperimentOf`. */
  readonly experiment: Experiment;
  readonly network: ExportedNetwork;
  readonly about: string;
  readonly link: string;
}

export interface ExportedFiles {
  readonly program: ExportedFile;
  readonly weights: ExportedFile;
  readonly adam: ExportedFile;
}

/** Throws a `UserError` for a diverged network, or if no template fits. */
export function exportFilesOf(source: ExportSource): ExportedFiles {
  const { program, weights, adam } = exportedTexts(source);
  return { program: program(), weights: weights(), adam: adam() };
}

export function exportedTexts({ experiment, network, about, link }: ExportSource) {
  const { cardId, replica, steps, check, dataProcess, file } = network;
  const card = experiment.cards.find(({ id }) => id === cardId);
  const topology = card && topologyOfCard(card, experiment);
  if (card === undefined || !topology)
    throw new UserError(
      card === undefined ? text.pytorch.noCard(cardId) : problemsOfCard(card, experiment).join(' '),
    );
  if (!check.logits.flat().every(Number.isFinite))
    throw new UserError(text.pytorch.diverged(card.name, replica + 1));
  const name = exportNameOf(card, replica);
  const ids = file && idsFileText(file);
  const metadata = {
    card: `${card.id} ${card.name}`,
    architecture: card.architecture,
    repetition: String(replica + 1),
    step: String(Math.max(...steps)),
    about,
    link,
    check: JSON.stringify(check),
    ...(dataProcess === null ? {} : { law: JSON.stringify(dataProcess) }),
    ...(ids === null ? {} : { ids }),
    ...(file === null ? {} : { rows: JSON.stringify({ names: file.columnNames, ...file.rows }) }),
  };
  const weightsName = `${name}.safetensors`;
  const program = { experiment, card, topology, file, link, name };
  return {
    weightsName,
    program: (): ExportedFile => ({ name: `${name}.py`, content: pythonProgramOf(program) }),
    weights: (): ExportedFile => ({
      name: weightsName,
      content: weightsFileOf(topology, network.weights, metadata),
    }),
    adam: (): ExportedFile => ({ name: `${name}.adam.safetensors`, content: adamFileOf(topology, network) }),
  };
}

/** Such as `A-adattSp`, valid in any file system and shell. */
function exportNameOf(
  { id, architecture }: Pick<CardConfig, 'id' | 'architecture'>,
  replica: number,
): string {
  const network = `${id}-${architecture}`.replace(/[^A-Za-z0-9-]+/g, '-');
  return replica === 0 ? network : `${network}-${replica + 1}`;
}
