/** The words before the first result: what pressing Play will do. */
import { text } from '../../src/text/text.ts';
import { useExperiment, usePlayground, useStartProblems } from '../state/playground.ts';
import { EmptyState } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

const words = text.app.invitation;

export function Invitation() {
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
        <Button look="link" onClick={() => view.setState({ dialog: { kind: 'gallery' } })}>
          {words.choosePreset}
        </Button>
      </p>
    </EmptyState>
  );
}
