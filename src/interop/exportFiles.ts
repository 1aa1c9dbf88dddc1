/** The files that take a network to PyTorch: its program, a notebook beside it, its weights, and Adam's state. */
import { UserError } from '../core/errors.ts';
import { problemsOfCard, topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import type { ExportedNetwork } from '../analysis/produced/networks.ts';
import { text } from '../text/text.ts';
import { idsFileText } from './pytorch/encodedFile.ts';
import { notebookOf } from './pytorch/notebook.ts';
import { pythonProgramOf } from './pytorch/program.ts';
import { adamFileOf, weightsFileOf } from './weightsFile.ts';

/** A file to keep. */
export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The source of the files. */
export interface ExportSource {
  /** The experiment as it was trained, see `trainedExperimentOf`. */
  readonly experiment: Experiment;
  readonly network: ExportedNetwork;
  /** Sentences on the step at which it was taken, and how good it was there; see `aboutExport`. */
  readonly about: string;
  /** The page with the experiment. */
  readonly link: string;
}

/** The files by what they are for. They belong together, so they have one name with different endings. */
export interface ExportedFiles {
  readonly program: ExportedFile;
  readonly notebook: ExportedFile;
  readonly weights: ExportedFile;
  readonly adam: ExportedFile;
}

/** Throws a `UserError` for a network that diverged, and for one that no program can be written for. */
export function exportFilesOf(source: ExportSource): ExportedFiles {
  const { program, notebook, weights, adam } = exportsOf(source);
  return { program: program(), notebook: notebook(), weights: weights(), adam: adam() };
}

/** The same, each made when it is asked for. */
export function exportsOf({ experiment, network, about, link }: ExportSource) {
  const { cardId, replica, steps, check, law, file } = network;
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
    ...(law === null ? {} : { law: JSON.stringify(law) }),
    ...(ids === null ? {} : { ids }),
    ...(file === null ? {} : { rows: JSON.stringify({ names: file.columnNames, ...file.rows }) }),
  };
  const weightsName = `${name}.safetensors`;
  const program = { experiment, card, topology, file, link, name };
  return {
    weightsName,
    program: (): ExportedFile => ({ name: `${name}.py`, content: pythonProgramOf(program) }),
    notebook: (): ExportedFile => ({ name: `${name}.ipynb`, content: notebookOf(program) }),
    weights: (): ExportedFile => ({
      name: weightsName,
      content: weightsFileOf(topology, network.weights, metadata),
    }),
    adam: (): ExportedFile => ({ name: `${name}.adam.safetensors`, content: adamFileOf(topology, network) }),
  };
}

/** `A-adattSp`, and the repetition where it is not the first: what any file system and shell takes as it is. */
function exportNameOf(
  { id, architecture }: Pick<CardConfig, 'id' | 'architecture'>,
  replica: number,
): string {
  const network = `${id}-${architecture}`.replace(/[^A-Za-z0-9-]+/g, '-');
  return replica === 0 ? network : `${network}-${replica + 1}`;
}
