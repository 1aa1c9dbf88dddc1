/** The top bar: run the experiment, show its progress, open and share experiments. */
import { type ReactNode, useState } from 'react';
import { formatCount, formatSpeed } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { chooseTable } from '../ownData/FileDrop.tsx';
import { linkExtrasFor } from '../state/link/fingerprintStore.ts';
import {
  useMissingFile,
  usePlayground,
  useRunStatus,
  useShownExperiment,
  useStartProblems,
  useView,
} from '../state/playground.ts';
import { preparingWords } from '../state/run/runAnnouncements.ts';
import { isSentRun, type RunStatus } from '../state/run/runStatus.ts';
import type { SharedLink } from '../state/sharing.ts';
import { resetRun } from '../state/useEdit.ts';
import { SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/browser.ts';
import { formatDuration } from '../ui/format.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './RunBar.module.css';

const words = text.app.run;

interface RunBarProps {
  readonly scrubber: ReactNode;
  readonly places: ReactNode;
}

export function RunBar({ scrubber, places }: RunBarProps) {
  return (
    <header className={styles['header']}>
      <div className={styles['bar']}>
        <h1 className={styles['title']}>{text.app.title}</h1>
        {places}
        <div className={styles['run']}>
          <RunButtons />
        </div>
        <RunProgressBar scrubber={scrubber} />
        <div className={styles['experiment']} data-aside>
          <PresetsButton />
          <ShareButton />
          <MoreMenu />
        </div>
      </div>
      <StartProblems />
    </header>
  );
}

const tonesOfPhases: Partial<Record<RunStatus['phase'], 'good' | 'bad'>> = {
  finished: 'good',
  failed: 'bad',
};

function RunProgressBar({ scrubber }: Pick<RunBarProps, 'scrubber'>) {
  const { view } = usePlayground();
  const { shown, isStale } = useShownExperiment();
  const { numSteps } = shown.training;
  const status = useRunStatus((current) => current);
  const lookedAt = useView((state) => state.scrubStep);
  const stepWords = words.stepOf(formatCount(status.step), formatCount(numSteps));
  return (
    <div className={styles['progress']}>
      <div className={styles['words']}>
        {lookedAt === null ? (
          <>
            <span>{status.phase === 'starting' ? preparingWords(status.preparing) : stepWords}</span>
            <span>
              {isStale && status.phase !== 'running' ? words.beforeChange : runStateText(status, numSteps)}
            </span>
          </>
        ) : (
          <>
            <span>{words.lookingAt(formatCount(lookedAt), formatCount(numSteps))}</span>
            <Button
              look="link"
              title={text.app.run.newestHint}
              onClick={() => view.setState({ scrubStep: null })}
            >
              {text.app.run.newest}
            </Button>
          </>
        )}
      </div>
      <div className={styles['track']}>
        <ProgressBar
          label={words.progress}
          value={status.step}
          max={numSteps}
          valueText={stepWords}
          tone={tonesOfPhases[status.phase]}
        />
        {scrubber}
      </div>
    </div>
  );
}

function runStateText({ phase, step, stepsPerSecond }: RunStatus, numSteps: number): string {
  if (phase === 'finished' && step < numSteps) return words.stoppedEarly;
  if (phase !== 'running') return words.phase[phase];
  if (stepsPerSecond === null || stepsPerSecond <= 0) return '';
  const secondsLeft = Math.max(0, numSteps - step) / stepsPerSecond;
  return words.speedAndTime(formatSpeed(stepsPerSecond), formatDuration(secondsLeft));
}

function StartProblems() {
  const playground = usePlayground();
  const problems = useStartProblems();
  const missing = useMissingFile();
  const isSent = useRunStatus(isSentRun);
  // A sender's result says itself that it needs its file.
  if (problems.length === 0 || (isSent && missing !== null)) return null;
  return (
    <div id="start-problems" role="alert" className={styles['problems']}>
      <strong>{words.problemsTitle}</strong>
      <SentenceList of={problems.map(({ message }) => message)} />
      {missing !== null && (
        <Button look="primary" onClick={() => chooseTable(playground)}>
          {text.app.ownData.choose(missing)}
        </Button>
      )}
    </div>
  );
}

function RunButtons() {
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

const linkWords = text.app.link;

const sharePart = lazyPart(() => import('./ShareLink.tsx'));

// If the browser forbids copying, the link is shown for copying by hand.
function ShareButton() {
  const playground = usePlayground();
  const { experiments, fingerprints, links, messages } = playground;
  const [isOpened, setOpened] = useState(false);
  const [shared, setShared] = useState<SharedLink | null>(null);
  const [hasCopied, setCopied] = useState(false);
  const share = async (sentence: string): Promise<void> => {
    const part = await sharePart.load().catch(() => null);
    const made = part?.sharedLinkOf(playground, sentence) ?? null;
    const copied = await copyText(made?.link ?? links.currentLink());
    setShared(made);
    setCopied(copied);
    if (copied) messages.announce(linkWords.copied);
  };
  const before = (): string => linkExtrasFor(fingerprints, experiments.experiment()).sentence ?? '';
  return (
    <Popover
      icon="share"
      title={linkWords.share}
      // Some browsers allow copying only synchronously in the click, so the code is loaded before the click.
      onPointerEnter={() => void sharePart.load().catch(() => null)}
      onClick={() => {
        setOpened(true);
        // The previous link must not be taken for the new one.
        setShared(null);
        void share(before());
      }}
      content={
        isOpened && (
          <Lazy part={sharePart} name={linkWords.share}>
            {({ ShareLink }) => (
              <ShareLink shared={shared} hasCopied={hasCopied} onShare={(sentence) => void share(sentence)} />
            )}
          </Lazy>
        )
      }
    >
      <span className={styles['word']}>{linkWords.share}</span>
    </Popover>
  );
}

const menuWords = text.app.menu;

const menuChoicesPart = lazyPart(() => import('./MenuChoices.tsx'));

function PresetsButton() {
  const { view } = usePlayground();
  return (
    <Button aria-haspopup="dialog" onClick={() => view.setState({ dialog: { kind: 'gallery' } })}>
      {menuWords.presets}
    </Button>
  );
}

function MoreMenu() {
  return (
    <Popover
      icon="more"
      aria-label={menuWords.more}
      title={menuWords.more}
      content={
        <Lazy part={menuChoicesPart} name={menuWords.more}>
          {({ MenuChoices }) => <MenuChoices />}
        </Lazy>
      }
    />
  );
}
