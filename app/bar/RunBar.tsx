/** The bar on top of everything: run the experiment, see how far it is, open and share experiments. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { formatStep } from '../charts/base/format.ts';
import { usePlayground, useRunStatus, useShownExperiment, useStartProblems } from '../state/playground.ts';
import { preparingWords } from '../state/run/runAnnouncements.ts';
import type { RunStatus } from '../state/run/runStatus.ts';
import { themes } from '../state/stores/theme.ts';
import { Button } from '../ui/Button.tsx';
import { formatDuration, formatSpeed } from '../ui/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { BackendBadge } from './BackendBadge.tsx';
import { ExperimentMenu } from './ExperimentMenu.tsx';
import styles from './RunBar.module.css';
import { RunButtons } from './RunButtons.tsx';
import { ShareButton } from './ShareButton.tsx';

const words = text.app.run;

/** `children` stay in sight below it. */
export function RunBar({ children }: { readonly children: ReactNode }) {
  return (
    <header className={styles['header']}>
      <div className={styles['bar']}>
        <h1 className={styles['title']}>{text.app.title}</h1>
        <div className={styles['run']}>
          <RunButtons />
        </div>
        <Progress />
        <BackendBadge />
        <div className={styles['experiment']}>
          <ExperimentMenu />
          <ShareButton />
          <ThemeButton />
        </div>
      </div>
      <StartProblems />
      {children}
    </header>
  );
}

const tones: Partial<Record<RunStatus['phase'], 'good' | 'bad'>> = { finished: 'good', failed: 'bad' };

/** How far the run is, how fast, and for how long. */
function Progress() {
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

/** Why Play is blocked, under the bar that holds it. */
function StartProblems() {
  const problems = useStartProblems();
  if (problems.length === 0) return null;
  return (
    <div id="start-problems" role="alert" className={styles['problems']}>
      <strong>{words.problemsTitle}</strong>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

/** Goes round through system, light and dark. */
function ThemeButton() {
  const { hint: hintOf, names } = text.app.theme;
  const store = usePlayground().theme;
  const { theme } = useStore(store);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const hint = hintOf(names[theme], names[next]);
  return (
    <Button
      look="quiet"
      icon={theme}
      aria-label={hint}
      title={hint}
      onClick={() => store.setState({ theme: next })}
    />
  );
}
