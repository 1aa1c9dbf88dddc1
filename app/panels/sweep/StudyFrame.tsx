/** The frame of a study: its progress, its buttons, and what it says where something went wrong. */
import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { totalWorkOf, workOf } from '../../../src/experiment/costs/work.ts';
import type { SavedStudy } from '../../../src/studies/savedStudy.ts';
import {
  isSameStudy,
  remainingExperiments,
  remainingKeys,
  type Study,
  type StudyPoint,
} from '../../../src/studies/study.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground, useRunStatus } from '../../state/playground.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import type { StudyController } from '../../state/sweep/studyController.ts';
import {
  isBusy,
  type KnownWork,
  type Measurement,
  type StudyState,
  secondsFor,
  secondsLeft,
  workLeftOf,
} from '../../state/sweep/studyState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Sweep.module.css';

const { actions, status } = text.sweep;

type ShownStudy<S extends Study<P>, P extends StudyPoint> = ReturnType<typeof useStudy<S, P>>;

/** `wanted`: what a start would train; null if it cannot. */
export function useStudy<S extends Study<P>, P extends StudyPoint>(
  controller: StudyController<S, P>,
  wanted: S | null,
) {
  const state = useStore(controller.store);
  const isSame = useMemo(() => isSameStudy(state.study, wanted, runKeyOf), [state.study, wanted]);
  const isResting = !isBusy(state);
  const missing = useMemo(
    () => (wanted === null || !isResting ? [] : remainingExperiments(wanted, isSame ? state.points : [])),
    [wanted, isResting, isSame, state.points],
  );
  const known = useKnownWork(state.measured);
  const isKnown = known !== null;
  const work = useMemo(() => (isKnown ? totalWorkOf(missing) : 0), [missing, isKnown]);
  return {
    controller,
    wanted,
    state,
    isSame,
    numDone: isSame ? state.points.length : 0,
    missing,
    /** How long training them takes; null while the speed is unknown. */
    duration: known && formatDuration(secondsFor(missing.length, work, known)),
  };
}

// Measured for the study, else taken from the run; null before anything was trained.
function useKnownWork(measured: Measurement | null): KnownWork | null {
  const speed = useRunStatus(({ fullSpeed }) => fullSpeed);
  const trained = useRunStatus(({ experiment }) => experiment);
  // Every evaluation changes the speed, and solving the budget of every card takes longer than drawing the page.
  const workOfStep = useMemo(() => trained && workOf(trained).perStep, [trained]);
  const ofRun =
    workOfStep === null || speed === null ? null : { work: workOfStep, seconds: 1 / speed, setUpSeconds: 0 };
  return measured ?? ofRun;
}

interface StudyFrameProps<S extends Study<P>, P extends StudyPoint> {
  readonly study: ShownStudy<S, P>;
  readonly start?: (study: S) => void;
  readonly onOpen?: (study: S) => void;
  readonly startWords: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

export function StudyFrame<S extends Study<P>, P extends StudyPoint>(props: StudyFrameProps<S, P>) {
  const { state, isSame } = props.study;
  const { study, points, failure, isKept } = state;
  const isOther = !isSame && points.length > 0 && !isBusy(state);
  return (
    <>
      {isBusy(state) ? <StudyInProgress study={props.study} /> : <StudyControls {...props} />}
      {failure !== null && <Banner tone="bad">{failure}</Banner>}
      {!isKept && study && <Banner tone="warn">{study.words.notKept}</Banner>}
      {isOther && study && <OtherExperimentNote study={study} onOpen={props.onOpen} />}
    </>
  );
}

interface OtherExperimentNoteProps<S> {
  readonly study: S;
  readonly onOpen: ((study: S) => void) | undefined;
}

function OtherExperimentNote<S extends Pick<Study<never>, 'words' | 'experiment'>>({
  study,
  onOpen,
}: OtherExperimentNoteProps<S>) {
  const playground = usePlayground();
  const open = (): void => {
    onOpen?.(study);
    openExperiment(playground, study, { message: actions.setUpOpened });
  };
  return (
    <Banner tone="warn" actions={<Button onClick={open}>{actions.openSetUp}</Button>}>
      {study.words.otherSetUp}
    </Banner>
  );
}

function StudyInProgress<S extends Study<P>, P extends StudyPoint>({
  study: shown,
}: Pick<StudyFrameProps<S, P>, 'study'>) {
  const { controller, isSame, state } = shown;
  const { study, phase } = state;
  if (study === null) return null;
  const { words } = study;
  return (
    <div className={styles['running']}>
      <StudyProgress study={study} state={state} />
      {!isSame && <p className={styles['note']}>{words.experimentChanged}</p>}
      <div className="row">
        {phase === 'running' && (
          <Button icon="pause" onClick={controller.pause}>
            {actions.pause}
          </Button>
        )}
        {phase === 'paused' && (
          <Button look="primary" icon="play" onClick={controller.resume}>
            {actions.goOn}
          </Button>
        )}
        <Button icon="close" onClick={controller.cancel}>
          {actions.cancel}
        </Button>
        {phase === 'running' && <span className={styles['note']}>{words.playPauses}</span>}
      </div>
    </div>
  );
}

interface StudyProgressProps<S, P> extends Pick<SavedStudy<S, P>, 'study'> {
  readonly state: StudyState<S, P>;
}

function StudyProgress<S extends Study<P>, P extends StudyPoint>({ study, state }: StudyProgressProps<S, P>) {
  const { points, current, phase, measured } = state;
  const { words } = study;
  const key = current?.key ?? null;
  const left = useMemo(() => (key === null ? null : workLeftOf(study, points, key)), [study, points, key]);
  const count = study.rounds.flat().length;
  const numDone = count - remainingKeys(study, points).length;
  const known = current === null || left === null ? null : { current, left };
  const seconds = known && secondsLeft(known.left, known.current, measured);
  const leftWords = seconds === null ? '' : status.left(formatDuration(seconds));
  return (
    <div>
      <div className={styles['points']}>
        <span>
          {known === null
            ? words.pointDone(numDone, count)
            : `${words.run(numDone + 1, count, study.labelOf(known.current.key, points))} · ${status.steps(formatCount(known.current.step), formatCount(known.left.numSteps))}`}
        </span>
        <span>{phase === 'paused' ? status.paused : leftWords}</span>
      </div>
      <ProgressBar
        label={words.progress}
        value={numDone}
        max={count}
        valueText={words.pointDone(numDone, count)}
        share={(numDone + (known === null ? 0 : known.current.step / known.left.numSteps)) / count}
      />
    </div>
  );
}

function StudyControls<S extends Study<P>, P extends StudyPoint>(props: StudyFrameProps<S, P>) {
  const { study, start, startWords, note, children } = props;
  const { controller, wanted, missing, state } = study;
  const isRunStarting = useRunStatus(({ phase }) => phase === 'starting');
  const wait = isRunStarting ? { disabled: true, title: actions.waitForRun } : {};
  const ready = missing.length === 0 ? null : wanted;
  return (
    <>
      {children}
      <div className={styles['actions']}>
        {ready && (
          <Button look="primary" icon="play" onClick={() => (start ?? controller.start)(ready)} {...wait}>
            {startWords}
          </Button>
        )}
        {note}
        {state.points.length > 0 && (
          <Button look="quiet" onClick={controller.clear}>
            {actions.clear}
          </Button>
        )}
      </div>
    </>
  );
}
