/** The answer: the reference card against each other one, overall and per task. */
import { useId } from 'react';
import type { Comparison, Conclusion, TaskComparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer } from '../../../src/report/answer.ts';
import {
  type VerdictAgainst,
  verdictNumbers,
  verdictSentence,
  verdictsOf,
  verdictTable,
} from '../../../src/report/verdictWords.ts';
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../../charts/base/format.ts';
import { barLimit, type IntervalTone } from '../../charts/base/IntervalBar.tsx';
import { capitalised } from '../../charts/base/names.ts';
import { useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { Help } from '../../ui/Help.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import { AnswerTable, CardName } from './AnswerTable.tsx';
import { CopyButtons } from './CopyButtons.tsx';
import { Effect } from './Effect.tsx';
import type { OutcomesProps } from './Outcomes.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

export interface VerdictProps {
  readonly experiment: Experiment;
  /** Null: not yet. */
  readonly answer: Answer | null;
}

export function Verdict({ experiment, answer }: VerdictProps) {
  const titleId = useId();
  const reference = experiment.cards.find(({ id }) => id === answer?.referenceId);
  if (answer === null || reference === undefined) return <p className={styles['notYet']}>{words.notYet}</p>;
  const title = words.title(nameOfCard(reference));
  const verdicts = verdictsOf(answer);
  return (
    <section aria-labelledby={titleId}>
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <Help about={words.helpAbout}>{words.help}</Help>
        <RunState experiment={experiment} answer={answer} />
        {verdicts.length > 0 && (
          <CopyButtons
            title={title}
            table={() => verdictTable(experiment, verdicts)}
            numbers={() => verdictNumbers(experiment, answer)}
          />
        )}
      </header>
      <p className={styles['sentence']}>{verdictSentence(experiment, answer)}</p>
      {verdicts.length > 0 && <Comparisons title={title} experiment={experiment} verdicts={verdicts} />}
      <p className={styles['facts']}>{factsOf(experiment, answer, verdicts).join(' · ')}</p>
    </section>
  );
}

interface ComparisonsProps {
  readonly title: string;
  readonly experiment: Experiment;
  readonly verdicts: readonly VerdictAgainst[];
}

function Comparisons({ title, experiment, verdicts }: ComparisonsProps) {
  const limit = barLimit(
    verdicts.flatMap(({ overall, tasks }) => [overall, ...tasks].map(({ gain }) => gain)),
  );
  const isNearFloor = verdicts.some(({ tasks }) => tasks.some((task) => task.isNearFloor));
  return (
    <>
      <AnswerTable
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
            <VerdictCell key="overall" comparison={overall} ofTask={null} limit={limit} />,
            ...tasks.map((task, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
              <VerdictCell key={index} comparison={task} ofTask={task} limit={limit} />
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

/** How the comparison was made: a verdict is worth little without it. */
function factsOf(
  { comparison }: Experiment,
  { numReplicas, budget, reportingRule, isTuned }: Answer,
  verdicts: readonly VerdictAgainst[],
): readonly string[] {
  const facts = words.facts;
  const overall = verdicts[0]?.overall.level;
  const perTask = verdicts[0]?.tasks[0]?.level;
  const hasLevels = numReplicas > 1 && overall !== undefined && perTask !== undefined;
  return [
    facts.replicas(numReplicas),
    ...(hasLevels ? [facts.levels(text.answer.level(overall), text.answer.level(perTask))] : []),
    facts.budget(text.comparison.choices.budget[budget]),
    facts.rule[reportingRule],
    ...(isTuned ? [facts.tuned(comparison.learningRates.join(', '))] : []),
  ];
}

/** Whether what is said may still change, and whose run it is. */
function RunState({ experiment, answer }: OutcomesProps) {
  const { states } = words;
  const { isStale } = useShownExperiment();
  const isRecorded = useRunStatus(({ phase }) => phase === 'recorded');
  const step = useRunStatus((status) => status.step);
  const { numSteps } = experiment.training;
  const state = answer.isProvisional ? 'provisional' : isRecorded ? 'recorded' : 'final';
  const said =
    state === 'provisional' ? states.provisional(formatStep(step), formatStep(numSteps)) : states[state];
  return (
    <span className={styles['state']} data-state={isStale ? 'stale' : state}>
      {said}
      {isStale && `, ${states.stale}`}
    </span>
  );
}

interface VerdictCellProps {
  readonly comparison: Comparison;
  /** The same comparison when it is that of one task; null: overall, where losses have no common unit. */
  readonly ofTask: TaskComparison | null;
  /** End of the axis of the bar. */
  readonly limit: number;
}

/** One comparison of the reference with another card: effect, conclusion, interval, how often, and by how much. */
function VerdictCell({ comparison, ofTask, limit }: VerdictCellProps) {
  const { gain, numBetter, conclusion, isIdentical } = comparison;
  const said = isIdentical ? text.answer.identical : text.answer.conclusion(conclusion);
  return (
    <Effect
      gain={gain}
      tone={tones[conclusion]}
      limit={limit}
      difference={ofTask?.difference.mean ?? null}
      mark={ofTask?.isNearFloor ? words.floorMark : ''}
    >
      {said}
      {Number.isFinite(gain.low) && !isIdentical && (
        <>
          {' · '}
          <span className={styles['whole']}>{words.aheadIn(numBetter, gain.n)}</span>
        </>
      )}
    </Effect>
  );
}

const tones: Readonly<Record<Conclusion, IntervalTone>> = {
  better: 'good',
  worse: 'bad',
  noClearDifference: 'neutral',
  oneReplica: 'neutral',
  tooFewReplicas: 'neutral',
  allDiverged: 'neutral',
};
