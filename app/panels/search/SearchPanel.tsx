/** Searches over architectures and learning rates: its cost, its controls, its results. */
import { useDeferredValue, useMemo } from 'react';
import { oncePer } from '../../../src/core/oncePer.ts';
import { memoryOnDevice } from '../../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import type { SearchPlan } from '../../../src/studies/search/plan.ts';
import { problemsOfSearch, readSearch, searchOf } from '../../../src/studies/search/search.ts';
import { numTrainingsOf } from '../../../src/studies/study.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { StudyController, type StudyDependencies } from '../../state/sweep/studyController.ts';
import { Banner } from '../../ui/Banner.tsx';
import { formatMegabytes } from '../../ui/format.ts';
import { StudyFrame, useStudy } from '../sweep/StudyFrame.tsx';
import styles from '../sweep/Sweep.module.css';
import { SearchResults } from './SearchResults.tsx';

const words = text.search;

const searchControllerOf = oncePer(
  (page: StudyDependencies) => new StudyController(page, 'search', readSearch),
);

export function SearchPanel() {
  // Solving the widths of all candidates is too slow for every pointer move of a drag.
  const experiment = useDeferredValue(useExperiment());
  const search = useMemo(() => searchOf(experiment), [experiment]);
  const problems = useMemo(() => problemsOfSearch(search), [search]);
  const shown = useStudy(searchControllerOf(usePlayground()), problems.length === 0 ? search : null);
  const { state, missing, numDone } = shown;
  return (
    <section aria-label={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      <StudyFrame study={shown} startWords={numDone > 0 ? text.sweep.actions.goOn : words.actions.start}>
        {problems.map((problem) => (
          <Banner key={problem} tone="bad">
            {problem}
          </Banner>
        ))}
        {missing.length > 0 && <Cost plan={search.plan} {...shown} />}
      </StudyFrame>
      {state.study !== null && state.points.length > 0 && (
        <SearchResults plan={state.study.plan} points={state.points} />
      )}
    </section>
  );
}

interface CostProps extends Pick<ReturnType<typeof useStudy>, 'missing' | 'numDone' | 'duration'> {
  readonly plan: SearchPlan;
}

function Cost({ plan, missing, numDone, duration }: CostProps) {
  const numBytes = useMemo(() => {
    const numCores = navigator.hardwareConcurrency;
    return Math.max(...missing.map((one) => memoryOnDevice(trainedExperimentOf(one), numCores)));
  }, [missing]);
  const costs = [words.size(numTrainingsOf(missing)), formatMegabytes(numBytes)] as const;
  return (
    <>
      <p className={styles['note']}>
        {numDone > 0
          ? words.status.stopped(numDone, plan.runs.length)
          : words.how(plan.candidates.length, plan.numFinalists, plan.numFinalReplicas)}
      </p>
      <p className={styles['cost']}>
        {duration === null ? (
          words.unknown(...costs)
        ) : (
          <strong>{words.about(costs[0], duration, costs[1])}</strong>
        )}
      </p>
    </>
  );
}
