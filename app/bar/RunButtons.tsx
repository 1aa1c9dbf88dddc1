/** Play or pause, one step, reset, speed. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useRunStatus, useShownExperiment, useStartProblems } from '../state/playground.ts';
import { resetRun } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
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
      <Button icon="step" disabled={isBlocked} title={words.stepHint} onClick={run.step}>
        <span className={styles['word']}>{words.step}</span>
      </Button>
      <Button
        icon="reset"
        disabled={phase === 'idle'}
        title={words.resetHint}
        onClick={() => resetRun(playground)}
      >
        <span className={styles['word']}>{words.reset}</span>
      </Button>
      <SpeedSelect />
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
      className={styles['play']}
      disabled={isBlocked && !isBusy}
      aria-describedby={isBlocked ? 'start-problems' : undefined}
      title={words.playHint}
      onClick={run.toggle}
      onPointerEnter={run.warm}
      onFocus={run.warm}
    >
      {isBusy ? words.pause : isOver ? words.playAgain : words.play}
    </Button>
  );
}

const speeds = [null, 100, 10, 1].map((value) => ({
  value,
  label: value === null ? words.fullSpeed : words.speedOf(value),
}));

function SpeedSelect() {
  const { run } = usePlayground();
  const speed = useRunStatus((status) => status.speed);
  return (
    <Select
      className={styles['speed']}
      aria-label={words.speed}
      options={speeds}
      value={speed}
      onChange={run.setSpeed}
    />
  );
}
