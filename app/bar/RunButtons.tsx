/** Play or pause, one step, reset. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useRunStatus, useShownExperiment, useStartProblems } from '../state/playground.ts';
import { resetRun } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import styles from './RunBar.module.css';

const words = text.app.run;

export function RunButtons() {
  const playground = usePlayground();
  const { run } = playground;
  const phase = useRunStatus((status) => status.phase);
  const isBlocked = useStartProblems().length > 0;
  return (
    <>
      <PlayButton isBlocked={isBlocked} />
      <Button
        icon="step"
        disabled={isBlocked}
        title={words.stepHint}
        aria-label={words.step}
        onClick={run.step}
      />
      <Button
        icon="reset"
        disabled={phase === 'idle'}
        aria-label={words.reset}
        title={words.resetHint}
        onClick={() => resetRun(playground)}
      />
    </>
  );
}

function PlayButton({ isBlocked }: { readonly isBlocked: boolean }) {
  const { run } = usePlayground();
  const phase = useRunStatus((status) => status.phase);
  const { isStale } = useShownExperiment();
  const isBusy = !isStale && (phase === 'running' || phase === 'starting');
  const isOver = !isStale && phase === 'finished';
  return (
    <Button
      look="primary"
      icon={isBusy ? 'pause' : 'play'}
      className={`${styles['play']} ${isOver ? styles['again'] : ''}`}
      disabled={isBlocked && !isBusy}
      aria-describedby={isBlocked ? 'start-problems' : undefined}
      title={isBusy ? words.pauseHint : words.playHint}
      onClick={run.toggle}
      onPointerEnter={run.warm}
      onFocus={run.warm}
    >
      {isBusy ? words.pause : isOver ? words.playAgain : words.play}
    </Button>
  );
}
