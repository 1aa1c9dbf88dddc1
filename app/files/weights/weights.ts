/** Saves networks of the run and what they predict, and loads weights into it, as files. */
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { ExportedNetwork, ImportedWeights } from '../../../src/analysis/produced/networks.ts';
import { messageOf, UserError } from '../../../src/core/errors.ts';
import type { FileFacts } from '../../../src/data/importer/importer.ts';
import { newRowsForm } from '../../../src/data/table/newRows.ts';
import { csvFormOf } from '../../../src/data/table/table.ts';
import { problemsOfCard, topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { retrainingExperimentOf, untrainedIdOf } from '../../../src/experiment/derived/retraining.ts';
import { trainedExperimentOf, trainingsOf } from '../../../src/experiment/derived/trained.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { type ExportedFiles, exportedTexts } from '../../../src/interop/exportFiles.ts';
import { aboutExport, exportStepsOf } from '../../../src/interop/exportSteps.ts';
import { predictionsCsv } from '../../../src/interop/predictions.ts';
import { readWeightsFile } from '../../../src/interop/weightsFile.ts';
import type { Session } from '../../../src/run/protocol.ts';
import { networkOf } from '../../../src/run/run.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { requestNetwork } from '../../../src/session/client/networkFrom.ts';
import { PrivateSession } from '../../../src/session/client/privateSession.ts';
import { text } from '../../../src/text/text.ts';
import { type Playground, startProblemsOf } from '../../state/createPlayground.ts';
import { type NetworkState, networkSourceOf } from '../../state/learned/networkSource.ts';
import { isStale } from '../../state/run/runKey.ts';
import { canContinue } from '../../state/run/runStatus.ts';
import { fileFor } from '../../state/stores/fileStore.ts';
import { downloadFile } from '../../ui/browser.ts';
import { formatMegabytes } from '../../ui/format.ts';
import { readDataFile } from '../fileWorker.ts';

const words = text.weights;

// The mean has no weights; the first replica is taken.
const replicaIndexOf = (choice: ReplicaChoice): number => (choice === 'mean' ? 0 : choice);

export interface NetworkToSave {
  readonly cardId: string;
  readonly choice: ReplicaChoice;
  /** True: the last step is saved instead of the reported one. */
  readonly isAsItStands: boolean;
}

/** Predicts the rows of `what` if it is a file. Shows a message if it is not possible. */
export async function saveNetwork(
  playground: Playground,
  { cardId, choice, isAsItStands }: NetworkToSave,
  what: keyof ExportedFiles | File,
): Promise<void> {
  const { run, experiments, messages, lessons } = playground;
  const replica = replicaIndexOf(choice);
  let release = () => {};
  try {
    // The file would reveal losses that the lesson covers.
    if (lessons.getState().isCovered) throw new UserError(text.app.covered);
    const { experiment: shown } = run.status();
    if (shown !== null && isStale(shown, experiments.experiment())) throw new UserError(words.stale);
    const holder = await networkHolderOf(playground, cardId, replica);
    ({ release } = holder);
    const { experiment, isTrained, networkId, session, runId } = holder;
    const measured = exportStepsOf(experiment, networkOf(run.status(), networkId).reportable, replica);
    const steps = isAsItStands || !isTrained ? null : (measured?.reported.steps ?? null);
    if (isTrained && steps?.some((step) => step !== run.status().step))
      messages.showToast(words.trainingAgain(replica + 1, namesOfTasks(experiment), steps), false);
    const setup = experiment.data.table;
    if (typeof what !== 'string' && !isTrained) throw new UserError(words.notTrained);
    const rows =
      typeof what === 'string' || setup === null
        ? null
        : await readDataFile(what, newRowsForm(csvFormOf(setup)));
    const asked = { runId, cardId: networkId, replica: holder.replica, steps, rows: rows?.packed ?? null };
    const network = await requestNetwork(session, asked);
    if (network === null) throw new UserError(words.notTrained);
    const about = aboutExport(experiment, network.steps, isTrained ? measured : null);
    if (rows !== null) {
      messages.showToast(savePredictions(rows.facts, network, namesOfTasks(experiment), about), false);
      return;
    }
    if (typeof what !== 'string') return;
    const link = `${location.origin}${location.pathname}#${linkOfAll(experiment)}`;
    const source = { experiment: trainedExperimentOf(experiment), network, about, link };
    const files = exportedTexts(source);
    const { name, content } = files[what]();
    downloadFile(new Blob([content]), name);
    messages.showToast(words.saved[what](name, files.weightsName, replica + 1, about), false);
  } catch (error) {
    const title = typeof what === 'string' ? words.notSaved : text.predict.notPredicted(what.name);
    messages.showNotice({ title, sentences: [messageOf(error)] });
  } finally {
    release();
  }
}

/** Throws a `UserError` for a file that does not fit the network. */
function savePredictions(
  facts: FileFacts,
  { predicted }: ExportedNetwork,
  tasks: readonly string[],
  about: string,
): string {
  const { problems = [], values = [] } = predicted ?? {};
  if (problems.length > 0) throw new UserError(problems.join(' '));
  const name = `${facts.fileName}.predictions.csv`;
  downloadFile(new Blob([predictionsCsv(facts.fileName, facts, values, tasks)]), name);
  return text.predict.saved(name, facts.numRows, about);
}

const namesOfTasks = ({ tasks }: Experiment): readonly string[] => tasks.map(({ name }) => name);

const maxWeightsBytes = 256e6;

export async function loadWeights(
  { run, experiments, messages }: Playground,
  card: Pick<CardConfig, 'id' | 'name'>,
  choice: ReplicaChoice,
  file: File,
): Promise<void> {
  try {
    if (file.size > maxWeightsBytes) throw new UserError(words.tooLarge(formatMegabytes(maxWeightsBytes)));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const weights = givenWeightsOf(experiments.experiment(), card, choice, bytes);
    run.begin(weights);
    messages.showToast(
      words.loaded(text.app.architectures.name(card.id, card.name), file.name, choice),
      false,
    );
  } catch (error) {
    messages.showNotice({ title: words.notLoaded(file.name), sentences: [messageOf(error)] });
  }
}

// A card trained at several sizes and learning rates begins with these weights wherever they fit.
function givenWeightsOf(
  experiment: Experiment,
  { id, name }: Pick<CardConfig, 'id' | 'name'>,
  choice: ReplicaChoice,
  bytes: Uint8Array,
): readonly ImportedWeights[] {
  const trained = trainedExperimentOf(experiment);
  const networks = trainingsOf(experiment).find(({ cardId }) => cardId === id)?.trained ?? [];
  const weightsOf = (networkId: string | undefined): ImportedWeights => {
    const card = trained.cards.find((one) => one.id === networkId);
    if (card === undefined) throw new UserError(text.pytorch.noCard(id));
    const topology = topologyOfCard(card, trained);
    if (topology === null) throw new UserError(problemsOfCard(card, trained).join(' '));
    const weights = readWeightsFile(bytes, topology, text.app.architectures.name(id, name));
    return { cardId: card.id, replica: choice === 'mean' ? null : choice, weights };
  };
  const fitting = networks.flatMap((network) => {
    try {
      return [weightsOf(network.id)];
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
  // If none fits, says why not at the common budget.
  return fitting.length > 0 ? fitting : [weightsOf(untrainedIdOf(experiment, id))];
}

interface NetworkHolder {
  readonly experiment: Experiment;
  readonly session: Pick<Session, 'send' | 'subscribe'>;
  readonly runId: number;
  readonly networkId: string;
  /** Number of the replica within the session. */
  readonly replica: number;
  readonly isTrained: boolean;
  /** Frees what was started to get the network. */
  readonly release: () => void;
}

/** Throws a `UserError` if there is none. The caller must `release` it. */
export async function networkHolderOf(
  playground: Playground,
  cardId: string,
  replica: number,
): Promise<NetworkHolder> {
  const { run } = playground;
  const { experiment, networks, runId } = run.status();
  if (experiment === null) return untrainedNetworkOf(playground, cardId, replica);
  const networkId = pickedNetworks(experiment, networks).get(cardId) ?? cardId;
  const trained = { experiment, networkId, isTrained: true };
  const session = canContinue(run.status()) ? run.session() : null;
  if (session !== null) return { ...trained, session, runId, replica, release: () => {} };
  const source = networkSourceOf(playground);
  const release = source.want();
  if (source.store.getState().phase === 'offered') source.begin();
  const state = await untilTrained(source.store);
  if (state.phase === 'ready') {
    const { held } = state;
    return {
      ...trained,
      session: held.session,
      runId: held.runId,
      replica: held.onlyReplica === null ? replica : 0,
      release,
    };
  }
  release();
  throw new UserError(state.phase === 'failed' ? state.message : text.weights.notTrained);
}

function untilTrained(
  store: ReturnType<typeof networkSourceOf>['store'],
): Promise<Exclude<NetworkState, { readonly phase: 'training' }>> {
  return new Promise((resolve) => {
    let end = () => {};
    const look = (): void => {
      const state = store.getState();
      if (state.phase === 'training') return;
      end();
      resolve(state);
    };
    end = store.subscribe(look);
    look();
  });
}

async function untrainedNetworkOf(
  { experiments, files, openPlainSession }: Playground,
  cardId: string,
  replica: number,
): Promise<NetworkHolder> {
  const experiment = experiments.experiment();
  const problems = startProblemsOf(experiment, files.getState());
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join(' '));
  const networkId = untrainedIdOf(experiment, cardId);
  const only =
    networkId === undefined ? null : retrainingExperimentOf(experiment, [networkId], replica, 'wasm');
  if (networkId === undefined || only === null) throw new UserError(text.pytorch.noCard(cardId));
  const session = openPlainSession();
  const table = fileFor(files.getState(), experiment.data)?.packed ?? null;
  const training = new PrivateSession(() => session);
  await training.begin({ experiment: only, table, isAlone: true }).catch((error: unknown) => {
    training.close();
    throw error;
  });
  return {
    experiment,
    session,
    runId: training.runId,
    networkId,
    replica: 0,
    isTrained: false,
    release: session.dispose,
  };
}
