/** Sessions that hold a network to save: the page's run, a retrained repetition, or an untrained network. */

import { UserError } from '../../../src/core/errors.ts';
import { retrainingOf, trainingsOf } from '../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Session } from '../../../src/run/protocol.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { PrivateSession } from '../../../src/session/client/privateSession.ts';
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

async function beginningOf(
  { experiments, files, openPlainSession }: Playground,
  cardId: string,
  replica: number,
): Promise<NetworkHolder> {
  const experiment = experiments.experiment();
  const problems = startProblemsOf(experiment, files.getState());
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join(' '));
  const [network] = trainingsOf(experiment).find((one) => one.cardId === cardId)?.trained ?? [];
  const only = network && retrainingOf(experiment, [network.id], replica, 'wasm');
  if (!only) throw new UserError(text.pytorch.noCard(cardId));
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
    networkId: network.id,
    replica: 0,
    isTrained: false,
    release: session.dispose,
  };
}
