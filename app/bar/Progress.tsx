/** How far the run is, how fast, and for how long. */
import { text } from '../../src/text/text.ts';
import { formatStep } from '../charts/base/format.ts';
import { useRunStatus, useShownExperiment } from '../state/playground.ts';
import { preparingWords } from '../state/run/preparingWords.ts';
import type { RunStatus } from '../state/run/runStatus.ts';
import { formatDuration, formatSpeed } from '../ui/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './Progress.module.css';

const words = text.app.run;
const tones: Partial<Record<RunStatus['phase'], 'good' | 'bad'>> = { finished: 'good', failed: 'bad' };

export function Progress() {
  const status = useRunStatus((current) => current);
  const { numSteps } = useShownExperiment().shown.training;
  const stepWords = words.stepOf(formatStep(status.step), formatStep(numSteps));
  return (
    <div className={styles['progress']}>
      <div className={styles['words']}>
        <span>{status.phase === 'starting' ? preparingWords(status.preparing) : stepWords}</span>
        <span>{stateWords(status, numSteps)}</span>
      </div>
      <ProgressBar
        label={words.progress}
        value={status.step}
        max={numSteps}
        valueText={stepWords}
        tone={tones[status.phase]}
      />
    </div>
  );
}

/** "412 steps/s · 2 s left" while running, else what it is doing instead. */
function stateWords({ phase, step, stepsPerSecond }: RunStatus, numSteps: number): string {
  if (phase !== 'running') return words.phase[phase];
  if (stepsPerSecond === null || stepsPerSecond <= 0) return '';
  const secondsLeft = Math.max(0, numSteps - step) / stepsPerSecond;
  return words.speedAndTime(formatSpeed(stepsPerSecond), formatDuration(secondsLeft));
}
