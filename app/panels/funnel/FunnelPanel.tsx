/** Tasks that come after others: the verdict on rows with and without what came before, and how far predictions lie from the truth. */
import { useMemo, useState } from 'react';
import { type Population, parentOf } from '../../../src/data/funnel.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { verdictSentence } from '../../../src/report/verdictWords.ts';
import { biasesOf, reportedOnRows } from '../../../src/run/funnelBias.ts';
import { reportedIn } from '../../../src/run/pickedNetworks.ts';
import type { KnownLosses } from '../../../src/run/produced/evaluation.ts';
import { summaryOfReported } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { useNetworks, useRunStatus } from '../../state/playground.ts';
import panelStyles from '../../ui/Panel.module.css';
import { Help } from '../../ui/Popover.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import type { ShownRun } from '../../view/useCardResults.ts';
import { VerdictTable } from '../verdict/VerdictTable.tsx';
import verdictStyles from '../verdict/verdict.module.css';
import { BiasFigure } from './BiasFigure.tsx';

const words = text.funnel;
const title = text.panels.compare.funnel;

export function FunnelPanel({ experiment, summary }: ShownRun) {
  const known = useRunStatus((status) => status.knownLosses);
  if (known?.funnel === undefined) return null;
  const biases = biasesOf(experiment, summary.cards, known.funnel);
  const children = experiment.tasks.flatMap((_, task) =>
    parentOf(experiment.tasks, task) === null ? [] : [task],
  );
  return (
    <>
      <header className={panelStyles['head']}>
        <h2>{title}</h2>
        <Help about={title}>{words.help}</Help>
      </header>
      {children.map((task) => (
        <BiasFigure
          key={task}
          experiment={experiment}
          task={task}
          biases={biases.filter((one) => one.task === task)}
        />
      ))}
      {experiment.cards.length > 1 && (
        <VerdictOnRows experiment={experiment} isFinal={!summary.isProvisional} known={known} />
      )}
    </>
  );
}

interface VerdictOnRowsProps {
  readonly experiment: Experiment;
  readonly isFinal: boolean;
  readonly known: KnownLosses;
}

function VerdictOnRows({ experiment, isFinal, known }: VerdictOnRowsProps) {
  const networks = useNetworks();
  const [population, setPopulation] = useState<Population>('unclicked');
  const summary = useMemo(() => {
    const reported = { reported: reportedIn(experiment, networks), knownLosses: known, isFinal };
    return summaryOfReported(experiment, reportedOnRows(population, reported));
  }, [experiment, networks, known, isFinal, population]);
  const isKnown = summary?.baseline.reported.losses.some(Number.isFinite) === true;
  return (
    <section aria-label={words.which}>
      <Segmented label={words.which} names={words.populations} value={population} onChange={setPopulation} />
      {summary === null || !isKnown ? (
        <p className="note">{words.noLabels}</p>
      ) : (
        <>
          <p className={verdictStyles['onRows']}>
            {words.verdict(population, verdictSentence(experiment, summary))}
          </p>
          <VerdictTable title={words.verdictTitle(population)} experiment={experiment} summary={summary} />
        </>
      )}
    </section>
  );
}
