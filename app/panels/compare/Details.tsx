/** The numbers behind the verdict, below the first screen: a download of its own. */
import { useMemo } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import type { LossSeries } from '../../charts/lines/series.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { useTurn } from '../../view/useTurn.ts';
import { Outcomes, type OutcomesProps } from '../verdict/Outcomes.tsx';
import { Seesaw } from '../verdict/Seesaw.tsx';
import { CurrentLosses } from './CurrentLosses.tsx';

export interface DetailsProps {
  /** The one shown. */
  readonly experiment: Experiment;
  readonly series: readonly LossSeries[];
  /** The step gone back to; null: the newest is shown. */
  readonly cursorStep: number | null;
  readonly summary: RunSummary | null;
}

export function Details({ experiment, series, cursorStep, summary }: DetailsProps) {
  return (
    <>
      {cursorStep !== null && (
        <section className={panelStyles['card']}>
          <CurrentLosses experiment={experiment} series={series} cursorStep={cursorStep} />
        </section>
      )}
      {summary !== null && (
        <ErrorBoundary name={text.panels.compare.outcomes}>
          <OutcomesInTurn experiment={experiment} summary={summary} />
        </ErrorBoundary>
      )}
    </>
  );
}

function OutcomesInTurn({ experiment, summary }: OutcomesProps) {
  const drawn = useTurn(useMemo(() => ({ experiment, summary }), [experiment, summary]));
  if (drawn === null) return null;
  return (
    <>
      <section className={panelStyles['card']}>
        <Outcomes {...drawn} />
      </section>
      {drawn.experiment.tasks.length > 1 && (
        <section className={panelStyles['card']}>
          <Seesaw {...drawn} />
        </section>
      )}
    </>
  );
}
