/** The answer: the reference card against each other one, overall and per task. */
import { useId } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer } from '../../../src/report/answer.ts';
import { cautionsOf } from '../../../src/report/cautions.ts';
import { farInEither } from '../../../src/report/outcomes.ts';
import {
  familiesOf,
  type VerdictAgainst,
  verdictNumbers,
  verdictSentence,
  verdictsOf,
  verdictTable,
} from '../../../src/report/verdictWords.ts';
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../../charts/base/format.ts';
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { capitalised } from '../../charts/base/names.ts';
import { useRunStatus, useSeenWithFewer, useShownExperiment } from '../../state/playground.ts';
import { Help } from '../../ui/Help.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import { AnswerTable, CardName } from './AnswerTable.tsx';
import { CopyButtons } from './CopyButtons.tsx';
import type { OutcomesProps } from './Outcomes.tsx';
import { VerdictCell } from './VerdictCell.tsx';
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
            table={() => verdictTable(experiment, answer)}
            numbers={() => verdictNumbers(experiment, answer)}
          />
        )}
      </header>
      <p className={styles['sentence']}>{verdictSentence(experiment, answer)}</p>
      <Cautions experiment={experiment} answer={answer} />
      {verdicts.length > 0 && (
        <Comparisons title={title} experiment={experiment} answer={answer} verdicts={verdicts} />
      )}
      <p className={styles['facts']}>{factsOf(experiment, answer, verdicts).join(' · ')}</p>
    </section>
  );
}

/** What to know before believing it. */
function Cautions({ experiment, answer }: OutcomesProps) {
  const { numReplicas } = answer;
  const before = useSeenWithFewer(experiment);
  const cautions = [
    ...(before === null ? [] : [words.cautions.raised(numReplicas, before)]),
    ...cautionsOf(experiment, answer),
  ];
  return cautions.map((caution) => (
    <p key={caution} className={styles['caution']}>
      {caution}
    </p>
  ));
}

interface ComparisonsProps {
  readonly title: string;
  readonly experiment: Experiment;
  readonly answer: Answer;
  readonly verdicts: readonly VerdictAgainst[];
}

function Comparisons({ title, experiment, answer, verdicts }: ComparisonsProps) {
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
            <VerdictCell
              key="overall"
              comparison={overall}
              ofTask={null}
              isFar={isFarIn(answer, against, null)}
              answer={answer}
              limit={limit}
            />,
            ...tasks.map((task, index) => (
              <VerdictCell
                // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
                key={index}
                comparison={task}
                ofTask={task}
                isFar={isFarIn(answer, against, index)}
                answer={answer}
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

/** Replicas to mark where the reference is compared with that card, on a task or (null) overall. */
function isFarIn({ cards, referenceId }: Answer, against: string, task: number | null): readonly boolean[] {
  const ofId = (id: string) => cards.find(({ cardId }) => cardId === id);
  return farInEither(ofId(referenceId), ofId(against), task);
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
  answer: Answer,
  verdicts: readonly VerdictAgainst[],
): readonly string[] {
  const facts = words.facts;
  const { numReplicas, budget, rules, isTuned } = answer;
  return [
    facts.replicas(numReplicas),
    ...(numReplicas > 1 ? familiesOf(answer, verdicts) : []),
    ...(verdicts.length > 0 ? [facts.margin(text.answer.percent(rules.margin))] : []),
    facts.budget(text.comparison.choices.budget[budget]),
    facts.rule[rules.reportingRule],
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
