/** Searches over architectures and learning rates: its cost, its controls, its results. */

import { useDeferredValue, useMemo } from 'react';
import { memoise } from '../../../src/core/memoise.ts';
import { memoryOnDevice } from '../../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { ReportedPoint } from '../../../src/studies/reportedPoint.ts';
import { measuredCost, type SearchVerdict, searchVerdictOf } from '../../../src/studies/search/answer.ts';
import type { SearchPlan } from '../../../src/studies/search/plan.ts';
import { problemsOfSearch, readSearch, searchOf } from '../../../src/studies/search/search.ts';
import {
  answerSentence,
  certaintySentence,
  comparisonLines,
  costSentence,
  disclosureSentences,
  finalistsNote,
  finalistsTable,
  rateEdgeSentences,
  triedNumbers,
  triedRows,
  triedTable,
} from '../../../src/studies/search/searchWords.ts';
import { numTrainingsOf } from '../../../src/studies/study.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { StudyController, type StudyDependencies } from '../../state/sweep/studyController.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatMegabytes, withUnbrokenPercent } from '../../ui/format.ts';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import { StudyFrame, useStudy } from '../sweep/StudyFrame.tsx';
import styles from '../sweep/Sweep.module.css';

const words = text.search;

const searchControllerOf = memoise(
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
        {missing.length > 0 && <SearchCost plan={search.plan} {...shown} />}
      </StudyFrame>
      {state.study !== null && state.points.length > 0 && (
        <SearchResults plan={state.study.plan} points={state.points} />
      )}
    </section>
  );
}

interface SearchCostProps extends Pick<ReturnType<typeof useStudy>, 'missing' | 'numDone' | 'duration'> {
  readonly plan: SearchPlan;
}

function SearchCost({ plan, missing, numDone, duration }: SearchCostProps) {
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

function SearchResults({ plan, points }: Pick<FoundProps, 'plan' | 'points'>) {
  const verdict = useMemo(() => searchVerdictOf(plan, points), [plan, points]);
  const found = { plan, points, verdict };
  const playground = usePlayground();
  const open = (finals: Experiment): void =>
    openExperiment(playground, { experiment: finals }, { message: words.opened });
  return (
    <>
      {points.length === plan.runs.length && (
        <>
          <SearchConclusion {...found} />
          {verdict !== null && (
            <div className={styles['actions']}>
              <Button look="primary" onClick={() => open(verdict.finals)}>
                {words.actions.open}
              </Button>
            </div>
          )}
          <div className={styles['found']}>
            {disclosureSentences(plan, points, verdict).map((sentence) => (
              <p key={sentence} className={styles['note']}>
                {sentence}
              </p>
            ))}
          </div>
        </>
      )}
      <TriedCandidates {...found} />
    </>
  );
}

interface FoundProps {
  readonly plan: SearchPlan;
  readonly points: readonly ReportedPoint[];
  readonly verdict: SearchVerdict | null;
}

function SearchConclusion({ plan, points, verdict }: FoundProps) {
  const cost = useMemo(() => verdict && measuredCost(plan, verdict, points), [plan, points, verdict]);
  if (verdict === null) return <p className={styles['answer']}>{words.answer.allDiverged}</p>;
  const [headings = [], ...rows] = finalistsTable(verdict);
  return (
    <>
      <p className={styles['answer']}>{answerSentence(verdict)}</p>
      {rateEdgeSentences(plan, points).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ul className={styles['comparisons']}>
        {comparisonLines(verdict).map((line) => (
          <li key={line}>{withUnbrokenPercent(line)}</li>
        ))}
      </ul>
      <p className={styles['note']}>{withUnbrokenPercent(certaintySentence(verdict))}</p>
      <ScrollTable
        title={words.finalists.title}
        note={finalistsNote(verdict)}
        headings={headings}
        rows={rows}
      />
      {cost !== null && <p className={styles['cost']}>{costSentence(cost)}</p>}
    </>
  );
}

function TriedCandidates({ plan, points, verdict }: FoundProps) {
  const tried = useMemo(() => triedRows(plan, points, verdict), [plan, points, verdict]);
  const [headings = [], ...rows] = triedTable(plan, tried);
  return (
    <div className={styles['found']}>
      <ScrollTable
        title={words.table.title}
        note={words.table.note}
        menu={<SaveMenu numbers={{ title: words.table.title, csvRows: () => triedNumbers(plan, tried) }} />}
        headings={headings}
        rows={rows}
      />
    </div>
  );
}
