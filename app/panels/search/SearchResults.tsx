/** What a search has found so far: the answer once it is over, and what was tried. */
import { useMemo } from 'react';
import { type SearchVerdict, searchVerdictOf } from '../../../src/search/answer.ts';
import type { SearchPoint } from '../../../src/search/halving.ts';
import type { SearchPlan } from '../../../src/search/plan.ts';
import {
  answerSentence,
  comparisonLines,
  costIn,
  costSentence,
  honestSentences,
  sureSentence,
  triedNumbers,
  triedRows,
  triedTable,
} from '../../../src/search/searchWords.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { planOfSearch } from '../../state/sweep/searchController.ts';
import type { Sweep } from '../../state/sweep/sweepState.ts';
import { Button } from '../../ui/Button.tsx';
import { unbroken } from '../../ui/format.ts';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import styles from './Search.module.css';

const words = text.search;

interface Props {
  readonly sweep: Sweep;
  readonly points: readonly SearchPoint[];
}

/** The answer once the search is over, with what must be said beside it. */
export function SearchAnswer({ sweep, points }: Props) {
  const { plan, verdict } = useVerdict(sweep, points);
  if (points.length < plan.runs.length) return null;
  return (
    <>
      {verdict === null ? (
        <p className={styles['answer']}>{words.answer.allDiverged}</p>
      ) : (
        <Answer plan={plan} points={points} verdict={verdict} />
      )}
      {honestSentences(plan, points, verdict).map((sentence) => (
        <p key={sentence} className={styles['note']}>
          {sentence}
        </p>
      ))}
    </>
  );
}

function useVerdict({ experiment }: Sweep, points: readonly SearchPoint[]) {
  const plan = planOfSearch(experiment);
  const verdict = useMemo(() => searchVerdictOf(plan, points), [plan, points]);
  return { plan, verdict };
}

interface AnswerProps {
  readonly plan: SearchPlan;
  readonly points: readonly SearchPoint[];
  readonly verdict: SearchVerdict;
}

function Answer({ plan, points, verdict }: AnswerProps) {
  const playground = usePlayground();
  const cost = useMemo(() => costIn(plan, verdict, points), [plan, points, verdict]);
  const open = (): void =>
    openExperiment(playground, { experiment: verdict.finals }, { message: words.opened });
  return (
    <>
      <p className={styles['answer']}>{answerSentence(verdict)}</p>
      <ul className={styles['comparisons']}>
        {comparisonLines(verdict).map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
      </ul>
      <p className={styles['note']}>{unbroken(sureSentence(verdict))}</p>
      {cost !== null && <p className={styles['price']}>{costSentence(cost)}</p>}
      <div className={styles['actions']}>
        <Button look="primary" onClick={open}>
          {words.actions.open}
        </Button>
      </div>
    </>
  );
}

/** All candidates, how far each came, and its scores. */
export function Tried({ sweep, points }: Props) {
  const { plan, verdict } = useVerdict(sweep, points);
  const tried = useMemo(() => triedRows(plan, points, verdict), [plan, points, verdict]);
  const [headings = [], ...rows] = triedTable(plan, tried);
  return (
    <div className={styles['tried']}>
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
