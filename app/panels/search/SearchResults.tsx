/** Results of a search so far: what was tried, and in the end its answer. */
import { useMemo } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { ReportedPoint } from '../../../src/studies/reportedPoint.ts';
import { measuredCost, type SearchVerdict, searchVerdictOf } from '../../../src/studies/search/answer.ts';
import type { SearchPlan } from '../../../src/studies/search/plan.ts';
import {
  answerSentence,
  comparisonLines,
  costSentence,
  edgeSentences,
  finalistsNote,
  finalistsTable,
  honestSentences,
  sureSentence,
  triedNumbers,
  triedRows,
  triedTable,
} from '../../../src/studies/search/searchWords.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { unbroken } from '../../ui/format.ts';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import styles from '../sweep/Sweep.module.css';

const words = text.search;

export function SearchResults({ plan, points }: Pick<FoundProps, 'plan' | 'points'>) {
  const verdict = useMemo(() => searchVerdictOf(plan, points), [plan, points]);
  const found = { plan, points, verdict };
  const playground = usePlayground();
  const open = (finals: Experiment): void =>
    openExperiment(playground, { experiment: finals }, { message: words.opened });
  return (
    <>
      {points.length === plan.runs.length && (
        <>
          <Answer {...found} />
          {verdict !== null && (
            <div className={styles['actions']}>
              <Button look="primary" onClick={() => open(verdict.finals)}>
                {words.actions.open}
              </Button>
            </div>
          )}
          <div className={styles['found']}>
            {honestSentences(plan, points, verdict).map((sentence) => (
              <p key={sentence} className={styles['note']}>
                {sentence}
              </p>
            ))}
          </div>
        </>
      )}
      <Tried {...found} />
    </>
  );
}

interface FoundProps {
  readonly plan: SearchPlan;
  readonly points: readonly ReportedPoint[];
  readonly verdict: SearchVerdict | null;
}

function Answer({ plan, points, verdict }: FoundProps) {
  const cost = useMemo(() => verdict && measuredCost(plan, verdict, points), [plan, points, verdict]);
  if (verdict === null) return <p className={styles['answer']}>{words.answer.allDiverged}</p>;
  const [headings = [], ...rows] = finalistsTable(verdict);
  return (
    <>
      <p className={styles['answer']}>{answerSentence(verdict)}</p>
      {edgeSentences(plan, verdict).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ul className={styles['comparisons']}>
        {comparisonLines(verdict).map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
      </ul>
      <p className={styles['note']}>{unbroken(sureSentence(verdict))}</p>
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

function Tried({ plan, points, verdict }: FoundProps) {
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
