/** Searches over architectures and learning rates: its cost, its controls, its results. */
import { useDeferredValue, useMemo } from 'react';
import { oncePer } from '../../../src/core/oncePer.ts';
import { memoryOnDevice } from '../../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import { problemsOfSearch, readSearch, searchOf } from '../../../src/studies/search/search.ts';
import { numTrainingsOf } from '../../../src/studies/study.ts';
import { text } from '../../../src/text/text.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { createOnPage, StudyController, type StudyPage } from '../../state/sweep/studyController.ts';
import { isBusy } from '../../state/sweep/studyState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatMegabytes } from '../../ui/format.ts';
import { StudyFrame, useStudy } from '../sweep/StudyFrame.tsx';
import styles from '../sweep/Sweep.module.css';
import { SearchResults } from './SearchResults.tsx';

const words = text.search;

const searchControllerOf = oncePer((page: StudyPage) =>
  createOnPage(page, (dependencies) => new StudyController(dependencies, 'search', readSearch)),
);

export function SearchPanel() {
  // Solving the widths of all candidates is too slow for every pointer move of a drag.
  const experiment = useDeferredValue(useExperiment());
  const playground = usePlayground();
  const search = searchOf(experiment);
  const { plan } = search;
  const problems = useMemo(() => problemsOfSearch(search), [search]);
  const shown = useStudy(searchControllerOf(playground), problems.length === 0 ? search : null);
  const { state, isSame, missing, numDone, duration } = shown;
  const { study, points } = state;
  const numBytes = useMemo(() => {
    const numCores = navigator.hardwareConcurrency;
    return Math.max(...missing.map((one) => memoryOnDevice(trainedExperimentOf(one), numCores)));
  }, [missing]);
  const costs = [words.size(numTrainingsOf(missing)), formatMegabytes(numBytes)] as const;
  return (
    <section aria-label={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      <StudyFrame study={shown} startWords={numDone > 0 ? text.sweep.actions.goOn : words.actions.start}>
        {problems.map((problem) => (
          <Banner key={problem} tone="bad">
            {problem}
          </Banner>
        ))}
        {missing.length > 0 && (
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
        )}
      </StudyFrame>
      {study !== null && points.length > 0 && (
        <>
          {!isSame && !isBusy(state) && (
            <Banner
              tone="warn"
              actions={
                <Button
                  onClick={() => openExperiment(playground, study, { message: words.experimentOpened })}
                >
                  {words.actions.openExperiment}
                </Button>
              }
            >
              {words.otherSetUp}
            </Banner>
          )}
          <SearchResults plan={study.plan} points={points} />
        </>
      )}
    </section>
  );
}
