/** The table behind the verdict's picture, with all numbers of each comparison. */
import type { PairComparison, TaskComparison } from '../../../src/analysis/verdict.ts';
import { outlyingAgainst } from '../../../src/run/report/outcomes.ts';
import { verdictNumbers, verdictTable } from '../../../src/run/report/verdictTables.ts';
import {
  type CardVerdict,
  decidingIntervalOf,
  intervalWords,
  qualificationsOf,
  verdictsOf,
} from '../../../src/run/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { capitalised, formatAmount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import type { ShownRun } from '../../view/useCards.ts';
import { Effect, replicaDotsOf, toneOfConclusion } from './Effect.tsx';
import { CardName, CopyButtons, ResultTable } from './ResultTable.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

export function VerdictTable({ title, experiment, summary }: ShownRun & { readonly title: string }) {
  const verdicts = verdictsOf(summary);
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
        corner={words.against(summary.referenceId)}
        columns={[
          { key: 'overall', label: capitalised(text.answer.overall) },
          ...experiment.tasks.map(({ name }, task) => ({ key: task, label: name })),
        ]}
        rows={verdicts.map((verdict) => {
          const card = experiment.cards.find(({ id }) => id === verdict.cardId);
          const { numLeftOut } = verdict.overall.gain;
          return {
            key: verdict.cardId,
            header: (
              <>
                {card !== undefined && <CardName color={card.color} name={nameOfCard(card)} />}
                {numLeftOut > 0 && (
                  <span className={styles['leftOut']}>
                    {text.answer.diverged(numLeftOut, experiment.training.numReplicas)}
                  </span>
                )}
              </>
            ),
            cells: [null, ...verdict.tasks.keys()].map((task) => (
              <VerdictCell key={task} summary={summary} verdict={verdict} task={task} limit={limit} />
            )),
          };
        })}
      />
      {isNearFloor && <p className={styles['facts']}>{words.floorNote}</p>}
    </>
  );
}

interface VerdictCellProps {
  readonly summary: RunSummary;
  readonly verdict: CardVerdict;
  /** Null: overall, where losses have no common unit. */
  readonly task: number | null;
  readonly limit: number;
}

function VerdictCell({ summary, verdict, task, limit }: VerdictCellProps) {
  const ofTask: TaskComparison | undefined = verdict.tasks[task ?? -1];
  const comparison: PairComparison = ofTask ?? verdict.overall;
  const { gain, numBetter, conclusion, isIdentical, perReplica } = comparison;
  const hasInterval = Number.isFinite(gain.low) && !isIdentical;
  return (
    <Effect
      gain={decidingIntervalOf(comparison).interval}
      interval={intervalWords(comparison)}
      tone={toneOfConclusion(conclusion)}
      dots={replicaDotsOf(perReplica, outlyingAgainst(summary, verdict.cardId, task))}
      limit={limit}
    >
      {isIdentical ? text.answer.identical : text.answer.conclusion(conclusion)}
      {hasInterval && (
        <>
          {' · '}
          <span className={styles['whole']}>{words.aheadIn(numBetter, gain.n)}</span>
        </>
      )}
      {[
        ...qualificationsOf(comparison, summary.rules),
        ...(task === null && hasInterval ? furtherStatisticsOf(comparison) : []),
        ...(ofTask ? differenceWords(ofTask) : []),
      ].map((part) => (
        <span key={part} className={styles['detail']}>
          {part}
        </span>
      ))}
    </Effect>
  );
}

const furtherStatisticsOf = ({
  medianGain,
  chanceBetter: { low, high },
}: PairComparison): readonly string[] => [
  text.answer.median(medianGain),
  ...(Number.isFinite(low) ? [text.answer.chance(low, high)] : []),
];

/** Mean difference of losses, with the sign of the gain. */
function differenceWords({ difference: { mean }, isNearFloor }: TaskComparison): readonly string[] {
  const { lower, higher, noDifference, floorMark } = words;
  if (!Number.isFinite(mean)) return [];
  const said = mean === 0 ? noDifference : (mean > 0 ? lower : higher)(formatAmount(Math.abs(mean)));
  return [isNearFloor ? said + floorMark : said];
}
