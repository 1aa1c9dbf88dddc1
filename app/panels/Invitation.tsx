/** Words for first visitors: the question that the page answers, and what pressing Play will do. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { useExperiment, useIsOpening, usePlayground, useStartProblems } from '../state/playground.ts';
import { EmptyState } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { setProjector } from '../ui/browser.ts';
import '../ui/styles/projector.css';
import styles from './stage/Stage.module.css';

const { invitation: words, question } = text.panels;

export function OpeningQuestion() {
  const isOpening = useIsOpening();
  const hasLesson = useStore(usePlayground().lessons, ({ source }) => source !== null);
  // Presets and lessons have their own introductions.
  if (!isOpening || hasLesson) return null;
  return (
    <div className={styles['question']} data-aside>
      <h2>{question.title}</h2>
      <p>
        {question.adatt} <a href="learn/">{question.article}</a>
      </p>
    </div>
  );
}

export const EndProjectorButton = () => (
  <div data-projector-end>
    <Button look="quiet" icon="close" title={text.panels.endProjector} onClick={() => setProjector(false)} />
  </div>
);

export function Invitation() {
  const { run, view } = usePlayground();
  const { cards, tasks, training } = useExperiment();
  const isBlocked = useStartProblems().length > 0;
  if (cards.length === 0)
    return (
      <EmptyState title={text.panels.network.none}>
        <p>{text.panels.network.noneDetail}</p>
      </EmptyState>
    );
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
