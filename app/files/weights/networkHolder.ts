/** Sessions that hold a network to save: the page's run, a retrained repetition, or an untrained network. */

import type { ExportedNetwork } from '../../../src/analysis/produced/networks.ts';
import { UserError } from '../../../src/core/errors.ts';
import { quietOf, trainingsOf } from '../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { CommandOf, Session, SessionEvent } from '../../../src/run/protocol.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { type Playground, startProblemsOf } from '../../state/createPlayground.ts';
import { type NetworkState, networkSourceOf } from '../../state/learned/networkSource.ts';
import { isAlive } from '../../state/run/runStatus.ts';
import { fileFor } from '../../state/stores/fileStore.ts';

interface NetworkHolder {
  readonly experiment: Experiment;
  readonly session: Pick<Session, 'send' | 'subscribe'>;
  readonly runId: number;
  readonly networkId: string;
  /** Its number within the session. */
  readonly replica: number;
  readonly isTrained: boolean;
  /** Frees what was begun for it. */
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
  if (experiment === null) return beginningOf(playground, cardId, replica);
  const networkId = pickedNetworks(experiment, networks).get(cardId) ?? cardId;
  const trained = { experiment, networkId, isTrained: true };
  const session = isAlive(run.status()) ? run.session() : null;
  if (session !== null) return { ...trained, session, runId, replica, release: () => {} };
  const source = networkSourceOf(playground);
  const release = source.want();
  if (source.store.getState().phase === 'offered') source.begin();
  const state = await settled(source.store);
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

function settled(
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

const RUN_ID = 1;

function beginningOf(
  { experiments, files, openQuiet }: Playground,
  cardId: string,
  replica: number,
): NetworkHolder {
  const experiment = experiments.experiment();
  const problems = startProblemsOf(experiment, files.getState());
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join(' '));
  const [network] = trainingsOf(experiment).find((one) => one.cardId === cardId)?.trained ?? [];
  const only = network && quietOf(experiment, [network.id], replica, 'wasm');
  if (!only) throw new UserError(text.pytorch.noCard(cardId));
  const session = openQuiet();
  const table = fileFor(files.getState(), experiment.data)?.packed ?? null;
  session.send({ type: 'start', runId: RUN_ID, experiment: only, table, isAlone: true });
  return {
    experiment,
    session,
    runId: RUN_ID,
    networkId: network.id,
    replica: 0,
    isTrained: false,
    release: session.dispose,
  };
}

type Asked = Omit<CommandOf<'export'>, 'type'>;

/** Null if it does not exist or the run ends first. Throws a `UserError` if exporting code cannot be downloaded. */
export function networkFrom(
  session: Pick<Session, 'send' | 'subscribe'>,
  asked: Asked,
): Promise<ExportedNetwork | null> {
  let end = () => {};
  return new Promise<ExportedNetwork | null>((resolve, reject) => {
    const ask = () => session.send({ type: 'export', ...asked });
    end = session.subscribe((event) => {
      const answer = answerIn(event, asked);
      if (answer !== undefined) resolve(answer);
      else if (isUnanswered(event, asked)) reject(new UserError(text.weights.notDownloaded));
      // A run that moves to another backend after a loss has not received the request.
      else if (event.type === 'ready') ask();
    });
    ask();
  }).finally(() => end());
}

const isUnanswered = (event: SessionEvent, { runId }: Asked): boolean =>
  event.type === 'unanswered' && event.runId === runId && event.question === 'export';

/** Undefined: the event does not concern it. */
function answerIn(
  event: SessionEvent,
  { runId, cardId, replica, steps }: Asked,
): ExportedNetwork | null | undefined {
  if (event.runId !== runId) return event.runId > runId ? null : undefined;
  if (event.type === 'failed' || event.type === 'disposed') return null;
  const isIt =
    event.type === 'exported' &&
    event.cardId === cardId &&
    event.replica === replica &&
    event.steps?.join() === steps?.join();
  return isIt ? event.network : undefined;
}
