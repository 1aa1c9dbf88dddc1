/** Before the first result: what pressing Play will do, and the network it will do it with. */
import { Suspense } from 'react';
import { problemsOfExperiment, text } from '../../src/index.ts';
import { problemsOfCard } from '../config/cardTopology.ts';
import { useExperiment, usePlayground, useRunStatus } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './Invitation.module.css';
import { NetworkFigure } from './NetworkFigure.tsx';

const words = text.app.compare;

export function Invitation() {
  const { phase } = useRunStatus();
  const experiment = useExperiment();
  const first = experiment.cards.find((card) => problemsOfCard(card, experiment).length === 0);
  return (
    <div className={styles['invitation']}>
      {phase === 'starting' || phase === 'running' ? (
        <EmptyState title={words.starting}>
          <p>{words.startingDetail}</p>
        </EmptyState>
      ) : (
        <Invite />
      )}
      <div className={styles['network']}>
        <Suspense fallback={null}>{first !== undefined && <NetworkFigure card={first} />}</Suspense>
      </div>
    </div>
  );
}

function Invite() {
  const { run } = usePlayground();
  const experiment = useExperiment();
  const { cards, tasks, training } = experiment;
  const isBlocked = problemsOfExperiment(experiment).length > 0;
  return (
    <EmptyState title={words.invite}>
      <p>{words.inviteDetail(cards.length, tasks.length, training.numReplicas)}</p>
      <p>
        <Button look="primary" icon="play" disabled={isBlocked} onClick={run.play}>
          {text.app.run.play}
        </Button>{' '}
        {words.spaceKey}
      </p>
    </EmptyState>
  );
}
