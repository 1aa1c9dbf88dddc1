/** Before the first result: what pressing Play will do, and the network it will do it with. */
import { problemsOfCard } from '../../src/experiment/plan/cardTopology.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, usePlayground, useRunStatus, useStartProblems } from '../state/playground.ts';
import { preparingWords } from '../state/run/runAnnouncements.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Later } from '../ui/Later.tsx';
import styles from './Invitation.module.css';
import { networksRoom } from './rooms.ts';

const words = text.app.invitation;

export function Invitation() {
  const phase = useRunStatus((status) => status.phase);
  const preparing = useRunStatus((status) => status.preparing);
  const experiment = useExperiment();
  const first = experiment.cards.find((card) => problemsOfCard(card, experiment).length === 0);
  return (
    <div className={styles['invitation']}>
      {phase === 'starting' || phase === 'running' ? (
        <EmptyState title={words.starting}>
          <p>{preparingWords(preparing)}</p>
        </EmptyState>
      ) : (
        <Invite />
      )}
      <div className={styles['network']}>
        {first !== undefined && (
          <Later room={networksRoom}>{({ NetworkFigure }) => <NetworkFigure card={first} />}</Later>
        )}
      </div>
    </div>
  );
}

function Invite() {
  const { run, view } = usePlayground();
  const { cards, tasks, training } = useExperiment();
  const isBlocked = useStartProblems().length > 0;
  return (
    <EmptyState title={words.title}>
      <p>{words.detail(cards.length, tasks.length, training.numReplicas)}</p>
      <p>
        <Button look="primary" icon="play" disabled={isBlocked} onClick={run.play}>
          {text.app.run.play}
        </Button>{' '}
        {words.spaceKey}
      </p>
      <p>
        {words.orElse}{' '}
        <Button look="link" onClick={() => view.setState({ isGalleryOpen: true })}>
          {words.choosePreset}
        </Button>
      </p>
    </EmptyState>
  );
}
