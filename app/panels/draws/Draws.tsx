/** Does the verdict hold for other tasks like these? A button that trains the experiment on many draws of its tasks. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { estimatedSeconds, type MeasuredWork, workOf } from '../../../src/experiment/plan/work.ts';
import { DRAWS_PLANNED, type DrawsPoint, foundDraws, numDrawsOf } from '../../../src/sweep/draws.ts';
import { remainingValues } from '../../../src/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useRunStatus } from '../../state/playground.ts';
import { drawsOfExperiment } from '../../state/sweep/drawsStorage.ts';
import { pointControllersOf } from '../../state/sweep/pointControllers.ts';
import {
  isBusy,
  type PointsState,
  type Sweep,
  secondsLeft,
  sweepKeyOf,
  workLeftOf,
} from '../../state/sweep/sweepState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Draws.module.css';
import { FoundDraws } from './FoundDraws.tsx';

const words = text.draws;

type DrawsState = PointsState<DrawsPoint>;

const noPoints: readonly DrawsPoint[] = [];

export function Draws({ experiment }: { readonly experiment: Experiment }) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const state = useStore(controller.store);
  const wanted = useMemo(() => drawsOfExperiment(experiment, DRAWS_PLANNED), [experiment]);
  const isSame = useMemo(
    () => state.sweep !== null && sweepKeyOf(state.sweep) === sweepKeyOf(wanted),
    [state.sweep, wanted],
  );
  const isShown = state.sweep !== null && (isSame || isBusy(state));
  return (
    <div className={styles['draws']}>
      {isBusy(state) && state.sweep !== null ? (
        <Running state={state} sweep={state.sweep} />
      ) : (
        <Resting state={state} wanted={wanted} isSame={isSame} />
      )}
      {state.failure !== null && isShown && <Banner tone="bad">{state.failure}</Banner>}
      {!state.isKept && isShown && <Banner tone="warn">{words.status.notKept}</Banner>}
      {isShown && state.sweep !== null && <Found sweep={state.sweep} points={state.points} />}
    </div>
  );
}

interface RestingProps {
  readonly state: DrawsState;
  readonly wanted: Sweep;
  readonly isSame: boolean;
}

/** Nothing is trained: ask, go on, forget. */
function Resting({ state, wanted, isSame }: RestingProps) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const isRunStarting = useRunStatus(({ phase }) => phase === 'starting');
  const points = isSame ? state.points : noPoints;
  const missing = useMemo(() => remainingValues(wanted, points), [wanted, points]);
  const seconds = useSeconds(wanted, missing, state);
  const numMissing = numDrawsIn(wanted, missing);
  const cost = seconds === null ? words.cost.unknown : words.cost.about(formatDuration(seconds));
  return (
    <div className={styles['ask']}>
      {missing.length > 0 && (
        <Button
          onClick={() => controller.start(wanted)}
          disabled={isRunStarting}
          title={isRunStarting ? text.sweep.actions.waitForRun : undefined}
        >
          {points.length > 0 ? words.goOn(numMissing) : words.ask}
        </Button>
      )}
      {missing.length > 0 && (
        <span className={styles['note']}>
          {words.explained(DRAWS_PLANNED)} {cost}
          {!isSame && state.points.length > 0 && ` ${words.otherSetUp}`}
        </span>
      )}
      {missing.length === 0 && <span className={styles['note']}>{words.allTrained(numDrawsOf(wanted))}</span>}
      {points.length > 0 && (
        <Button look="quiet" onClick={controller.clear}>
          {words.actions.clear}
        </Button>
      )}
    </div>
  );
}

/** How many draws the points at these values are of. */
const numDrawsIn = ({ axis, experiment }: Sweep, values: readonly number[]): number =>
  values.reduce((sum, value) => sum + axis.experimentAt(experiment, value).training.numReplicas, 0);

/** How long the draws of these values will take here; null: not known, nothing like it was trained yet. */
function useSeconds(
  { axis, experiment }: Sweep,
  values: readonly number[],
  { measured }: DrawsState,
): number | null {
  const speed = useRunStatus((status) => status.fullSpeed);
  const trained = useRunStatus((status) => status.experiment);
  return useMemo(() => {
    const ofRun: MeasuredWork | null =
      trained === null || speed === null ? null : { work: workOf(trained).perStep, seconds: 1 / speed };
    const known = measured ?? ofRun;
    if (known === null) return null;
    const setUp = values.length * (measured?.setUpSeconds ?? 0);
    const experiments = values.map((value) => axis.experimentAt(experiment, value));
    return setUp + estimatedSeconds(experiments, known);
  }, [axis, experiment, values, measured, speed, trained]);
}

interface RunningProps {
  readonly state: DrawsState;
  readonly sweep: Sweep;
}

function Running({ state, sweep }: RunningProps) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const { points, current, phase, measured } = state;
  const value = current?.value ?? null;
  const left = useMemo(
    () => (value === null ? null : workLeftOf(sweep, points, value)),
    [sweep, points, value],
  );
  const count = numDrawsOf(sweep);
  const numDone = count - numDrawsIn(sweep, remainingValues(sweep, points));
  const inChunk = value === null ? 0 : numDrawsIn(sweep, [value]);
  const share = current === null || left === null ? 0 : (inChunk * current.step) / left.numSteps;
  const seconds = current === null || left === null ? null : secondsLeft(left, current, measured);
  return (
    <div className={styles['running']}>
      <div className={styles['progressWords']}>
        <span>{words.status.numDone(numDone, count)}</span>
        <span>
          {phase === 'paused'
            ? words.status.paused
            : seconds !== null && words.cost.left(formatDuration(seconds))}
        </span>
      </div>
      <ProgressBar
        label={words.status.progress}
        value={numDone}
        max={count}
        valueText={words.status.numDone(numDone, count)}
        share={(numDone + share) / count}
      />
      <div className={styles['ask']}>
        {phase === 'paused' ? (
          <Button icon="play" onClick={controller.resume}>
            {words.actions.goOn}
          </Button>
        ) : (
          <Button icon="pause" onClick={controller.pause}>
            {words.actions.pause}
          </Button>
        )}
        <Button icon="close" onClick={controller.cancel}>
          {words.actions.cancel}
        </Button>
        <span className={styles['note']}>{words.status.otherRun}</span>
      </div>
    </div>
  );
}

function Found({ sweep, points }: { readonly sweep: Sweep; readonly points: readonly DrawsPoint[] }) {
  const found = useMemo(() => foundDraws(sweep.experiment, points, numDrawsOf(sweep)), [sweep, points]);
  return found !== null && <FoundDraws experiment={sweep.experiment} found={found} />;
}
