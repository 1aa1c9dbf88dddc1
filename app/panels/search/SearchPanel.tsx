/** Searches over architectures and learning rates: its cost, its controls, its results. */
import { useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import { memoryOnDevice } from '../../../src/experiment/costs/memory.ts';
import type { SearchPoint } from '../../../src/studies/search/halving.ts';
import { problemsOfSearch, sizeOfSearch } from '../../../src/studies/search/runs.ts';
import { runWords } from '../../../src/studies/search/searchWords.ts';
import { text } from '../../../src/text/text.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { planOfSearch, searchControllerOf, searchOfExperiment } from '../../state/sweep/searchController.ts';
import {
  isBusy,
  isSameSweep,
  type PointsState,
  type Sweep,
  secondsFor,
} from '../../state/sweep/sweepState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDuration, formatMegabytes } from '../../ui/format.ts';
import { PointsProgress, StartButtons, StopButtons } from '../sweep/PointsProgress.tsx';
import styles from '../sweep/Sweep.module.css';
import { useKnownWork } from '../sweep/useSweep.ts';
import { SearchResults } from './SearchResults.tsx';

const words = text.search;

type SearchState = PointsState<SearchPoint>;

const noPoints: readonly SearchPoint[] = [];

export function SearchPanel() {
  // Solving the widths of all candidates is too slow for every pointer move of a drag.
  const experiment = useDeferredValue(useExperiment());
  const playground = usePlayground();
  const controller = searchControllerOf(playground);
  const state = useStore(controller.store);
  const wanted = useMemo(() => searchOfExperiment(experiment), [experiment]);
  const isSame = useMemo(() => isSameSweep(state.sweep, wanted), [state.sweep, wanted]);
  const { sweep, phase, points } = state;
  const isOver = isSame && phase === 'finished';
  return (
    <section aria-label={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      {phase === 'measuring' && <p className={styles['note']}>{words.measuring}</p>}
      {isBusy(state) && <Running state={state} isSame={isSame} />}
      {!isBusy(state) && !isOver && <Resting state={state} wanted={wanted} isSame={isSame} />}
      {state.failure !== null && <Banner tone="bad">{state.failure}</Banner>}
      {!state.isKept && <Banner tone="warn">{words.status.notKept}</Banner>}
      {sweep !== null && points.length > 0 && (
        <>
          {!isSame && !isBusy(state) && (
            <Banner
              tone="warn"
              actions={
                <Button
                  onClick={() => openExperiment(playground, sweep, { message: words.experimentOpened })}
                >
                  {words.actions.openExperiment}
                </Button>
              }
            >
              {words.otherSetUp}
            </Banner>
          )}
          <SearchResults sweep={sweep} points={points} onClear={isOver ? controller.clear : null} />
        </>
      )}
    </section>
  );
}

interface RunningProps {
  readonly state: SearchState;
  readonly isSame: boolean;
}

function Running({ state, isSame }: RunningProps) {
  const controller = searchControllerOf(usePlayground());
  const { sweep, points, phase } = state;
  return (
    <div className={styles['running']}>
      {phase !== 'measuring' && sweep !== null && (
        <PointsProgress
          state={state}
          sweep={sweep}
          numIn={({ length }) => length}
          words={words.status}
          pointWords={({ value }) => {
            const plan = planOfSearch(sweep.experiment);
            return words.status.run(value + 1, plan.runs.length, runWords(plan, value, points));
          }}
        />
      )}
      <div className="row">
        <StopButtons controller={controller} phase={phase} words={words.actions} look="primary" />
        {phase === 'running' && <span className={styles['note']}>{words.status.playPauses}</span>}
      </div>
      {!isSame && phase !== 'measuring' && <p className={styles['note']}>{words.status.experimentChanged}</p>}
    </div>
  );
}

interface RestingProps extends RunningProps {
  readonly wanted: Sweep;
}

function Resting({ state, wanted, isSame }: RestingProps) {
  const controller = searchControllerOf(usePlayground());
  const plan = planOfSearch(wanted.experiment);
  const points = isSame ? state.points : noPoints;
  const size = useMemo(() => sizeOfSearch(plan, points), [plan, points]);
  const problems = useMemo(() => problemsOfSearch(plan), [plan]);
  const known = useKnownWork(state.measured);
  const numMissing = size.trained.length;
  const canStart = numMissing > 0 && problems.length === 0;
  const numBytes = useMemo(() => {
    const numCores = navigator.hardwareConcurrency;
    return Math.max(...size.trained.map((one) => memoryOnDevice(one, numCores)));
  }, [size]);
  const costs = [words.size(size.numTrainings), formatMegabytes(numBytes)] as const;
  return (
    <>
      {problems.map((problem) => (
        <Banner key={problem} tone="bad">
          {problem}
        </Banner>
      ))}
      {canStart && (
        <>
          {points.length === 0 && (
            <p className={styles['note']}>
              {words.how(plan.candidates.length, plan.numFinalists, plan.numFinalReplicas)}
            </p>
          )}
          {points.length > 0 && (
            <p className={styles['note']}>{words.status.stopped(points.length, plan.runs.length)}</p>
          )}
          <p className={styles['cost']}>
            {known === null ? (
              words.unknown(...costs)
            ) : (
              <strong>
                {words.about(costs[0], formatDuration(secondsFor(numMissing, size.work, known)), costs[1])}
              </strong>
            )}
          </p>
        </>
      )}
      <StartButtons
        start={canStart ? () => controller.start(wanted) : null}
        measure={known === null ? () => controller.measure(wanted) : null}
        clear={points.length > 0 ? controller.clear : null}
        words={{ ...words.actions, start: points.length === 0 ? words.actions.start : words.actions.goOn }}
      />
    </>
  );
}
