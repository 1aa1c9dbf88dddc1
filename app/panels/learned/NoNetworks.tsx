/** Explains missing networks, and networks that were trained again in the background. */
import { formatCount, formatFixedPercent } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { NetworkState } from '../../state/learned/networkSource.ts';
import { usePlayground, useRunStatus, useStartProblems } from '../../state/playground.ts';
import { isSentRun } from '../../state/run/runStatus.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from '../../ui/Panel.module.css';

const words = text.learned;

type StateOf<P extends NetworkState['phase']> = Extract<NetworkState, { readonly phase: P }>;

interface NoNetworksProps {
  readonly state: StateOf<'none' | 'offered' | 'failed'>;
  readonly begin: () => void;
}

export function NoNetworks({ state, begin }: NoNetworksProps) {
  switch (state.phase) {
    case 'none':
      return <NoNetworksYet />;
    case 'offered':
      return (
        <EmptyState title={words.retraining.offer}>
          <p>{words.retraining.offerDetail(state.replica, formatCount(Math.round(state.seconds)))}</p>
          <Button look="primary" onClick={begin}>
            {words.retraining.begin}
          </Button>
        </EmptyState>
      );
    case 'failed':
      return (
        <EmptyState title={words.retraining.failed} tone={state.canTryAgain ? 'bad' : 'calm'}>
          <p>{state.message}</p>
          {state.canTryAgain && <Button onClick={begin}>{text.app.ui.tryAgain}</Button>}
        </EmptyState>
      );
    default:
      return state satisfies never;
  }
}

function NoNetworksYet() {
  const { run } = usePlayground();
  const phase = useRunStatus((status) => status.phase);
  const isSent = useRunStatus(isSentRun);
  const isBlocked = useStartProblems().length > 0;
  if (phase === 'starting') return <EmptyState title={words.starting} />;
  return (
    <EmptyState title={isSent ? text.sharing.notSent : words.nothingYet}>
      <p>{phase === 'failed' ? words.failed : words.pressPlay}</p>
      <p>
        <Button look="primary" icon="play" disabled={isBlocked} onClick={run.play}>
          {text.app.run.play}
        </Button>
      </p>
    </EmptyState>
  );
}

/** Null if they are the networks behind the results. */
export function RetrainingNote({ state }: { readonly state: StateOf<'training' | 'ready'> }) {
  if (state.phase === 'training')
    return (
      <p className={styles['hint']}>
        {words.retraining.training(state.replica, formatFixedPercent(state.share, 0))}
      </p>
    );
  const { onlyReplica, otherBackend } = state.held;
  if (onlyReplica === null) return null;
  return (
    <p className={styles['hint']} role="status">
      {words.retraining.trained(onlyReplica)}{' '}
      {otherBackend !== null && words.retraining.otherBackend(text.session.backendLabel(otherBackend))}
    </p>
  );
}
