/** Does the verdict hold for other tasks like these? A button that trains the experiment on many draws of its tasks. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { workOf } from '../../../src/experiment/costs/work.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { remainingValues } from '../../../src/sweep/sweep.ts';
import {
  DRAWS_PLANNED,
  numDrawsIn,
  numDrawsOf,
  overDraws,
  type TaskDrawsPoint,
  taskDrawsOf,
} from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground } from '../../state/playground.ts';
import { drawsOfExperiment, pointControllersOf } from '../../state/sweep/pointControllers.ts';
import {
  isBusy,
  isSameSweep,
  type PointsState,
  type Sweep,
  secondsFor,
} from '../../state/sweep/sweepState.ts';
import { PointsProgress, StartButtons, StopButtons } from '../../sweep/PointsProgress.tsx';
import styles from '../../sweep/Sweep.module.css';
import { useKnownWork } from '../../sweep/useSweep.ts';
import { Banner } from '../../ui/Banner.tsx';
import { formatDuration } from '../../ui/format.ts';
import { TaskDrawsResults } from './TaskDrawsResults.tsx';

const words = text.draws;

type DrawsState = PointsState<TaskDrawsPoint>;

const noPoints: readonly TaskDrawsPoint[] = [];

export function Draws({ experiment }: { readonly experiment: Experiment }) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const state = useStore(controller.store);
  const wanted = useMemo(() => drawsOfExperiment(experiment, DRAWS_PLANNED), [experiment]);
  const isSame = useMemo(() => isSameSweep(state.sweep, wanted), [state.sweep, wanted]);
  const { sweep } = state;
  const isShown = sweep !== null && (isSame || isBusy(state));
  return (
    <div>
      {isBusy(state) && sweep !== null ? (
        <Running state={state} sweep={sweep} />
      ) : (
        <Resting state={state} wanted={wanted} isSame={isSame} />
      )}
      {state.failure !== null && isShown && <Banner tone="bad">{state.failure}</Banner>}
      {!state.isKept && isShown && <Banner tone="warn">{words.status.notKept}</Banner>}
      {isShown && <Found sweep={sweep} points={state.points} />}
    </div>
  );
}

function Running({ state, sweep }: { readonly state: DrawsState; readonly sweep: Sweep }) {
  const { draws: controller } = pointControllersOf(usePlayground());
  return (
    <div className={styles['running']}>
      <PointsProgress
        state={state}
        sweep={sweep}
        numIn={(values) => numDrawsIn(sweep, values)}
        words={{ ...words.status, left: words.cost.left }}
      />
      <div className="row">
        <StopButtons controller={controller} phase={state.phase} words={words.actions} />
        <span className={styles['note']}>{words.status.otherRun}</span>
      </div>
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
  const points = isSame ? state.points : noPoints;
  const missing = useMemo(() => remainingValues(wanted, points), [wanted, points]);
  const numMissing = numDrawsIn(wanted, missing);
  const seconds = useSeconds(wanted, { values: missing, numDraws: numMissing }, state);
  const isOther = !isSame && state.points.length > 0;
  const cost = seconds === null ? words.cost.unknown : words.cost.about(formatDuration(seconds));
  return (
    <StartButtons
      start={missing.length > 0 ? () => controller.start(wanted) : null}
      clear={points.length > 0 ? controller.clear : null}
      words={{
        start: points.length > 0 ? words.goOn(numMissing) : words.ask,
        clear: words.actions.clear,
      }}
    >
      <span className={styles['note']}>
        {missing.length === 0
          ? words.allTrained(numDrawsOf(wanted))
          : `${words.explained(DRAWS_PLANNED)} ${cost}${isOther ? ` ${words.otherSetUp}` : ''}`}
      </span>
    </StartButtons>
  );
}

/** How long `numDraws` draws of these values will take here; null: not known, nothing like it was trained yet. */
function useSeconds(
  { experiment }: Sweep,
  { values, numDraws }: { readonly values: readonly number[]; readonly numDraws: number },
  { measured }: DrawsState,
): number | null {
  const known = useKnownWork(measured);
  const workOfDraw = useMemo(() => workOf(overDraws(experiment, 1)).total, [experiment]);
  return known === null ? null : secondsFor(values.length, numDraws * workOfDraw, known);
}

function Found({ sweep, points }: { readonly sweep: Sweep; readonly points: readonly TaskDrawsPoint[] }) {
  const found = useMemo(() => taskDrawsOf(sweep.experiment, points, numDrawsOf(sweep)), [sweep, points]);
  return found !== null && <TaskDrawsResults experiment={sweep.experiment} found={found} />;
}
