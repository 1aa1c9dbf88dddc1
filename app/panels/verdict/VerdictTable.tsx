/** The table behind the verdict's picture: everything that is known of each comparison. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { farAgainst } from '../../../src/report/outcomes.ts';
import { verdictNumbers, verdictTable } from '../../../src/report/verdictTables.ts';
import type { VerdictAgainst } from '../../../src/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { capitalised } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import { CopyButtons } from './CopyButtons.tsx';
import { CardName, ResultTable } from './ResultTable.tsx';
import { VerdictCell } from './VerdictCell.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

export interface VerdictTableProps {
  readonly title: string;
  readonly experiment: Experiment;
  readonly summary: RunSummary;
  readonly verdicts: readonly VerdictAgainst[];
}

export function VerdictTable({ title, experiment, summary, verdicts }: VerdictTableProps) {
  const limit = barLimit(
    verdicts.flatMap(({ overall, tasks }) => [overall, ...tasks].map(({ gain }) => gain)),
  );
  const isNearFloor = verdicts.some(({ tasks }) => tasks.some((task) => task.isNearFloor));
  return (
    <>
      <CopyButtons
        table={() => verdictTable(experiment, summary)}
        numbers={{ title, csvRows: () => verdictNumbers(experiment, summary) }}
      />
      <ResultTable
        name={title}
        corner={words.against}
        columns={[
          { key: 'overall', label: capitalised(text.answer.overall) },
          ...experiment.tasks.map(({ name }, task) => ({ key: task, label: name })),
        ]}
        rows={verdicts.map(({ against, overall, tasks }) => ({
          key: against,
          header: <Against experiment={experiment} cardId={against} numLeftOut={overall.gain.numLeftOut} />,
          cells: [
            <VerdictCell
              key="overall"
              comparison={overall}
              ofTask={null}
              isFar={farAgainst(summary, against, null)}
              summary={summary}
              limit={limit}
            />,
            ...tasks.map((task, index) => (
              <VerdictCell
                // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
                key={index}
                comparison={task}
                ofTask={task}
                isFar={farAgainst(summary, against, index)}
                summary={summary}
                limit={limit}
              />
            )),
          ],
        }))}
      />
      {isNearFloor && <p className={styles['facts']}>{words.floorNote}</p>}
    </>
  );
}

interface AgainstProps {
  readonly experiment: Experiment;
  readonly cardId: string;
  readonly numLeftOut: number;
}

function Against({ experiment, cardId, numLeftOut }: AgainstProps) {
  const card = experiment.cards.find(({ id }) => id === cardId);
  return (
    <>
      {card !== undefined && <CardName color={card.color} name={nameOfCard(card)} />}
      {numLeftOut > 0 && (
        <span className={styles['leftOut']}>
          {text.answer.diverged(numLeftOut, experiment.training.numReplicas)}
        </span>
      )}
    </>
  );
}
