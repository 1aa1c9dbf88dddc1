/** The answer: the reference card against each other one, overall and per task. */
import { useId } from 'react';
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
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { capitalised } from '../../charts/base/names.ts';
import { Help } from '../../ui/Help.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import { CardName } from './CardName.tsx';
import { CopyButtons } from './CopyButtons.tsx';
import { RunState } from './RunState.tsx';
import { VerdictCell } from './VerdictCell.tsx';
import styles from './verdict.module.css';

const words = text.verdict;
/** "+12.3 % to +45.6 %" in two lines. */
const cellWidth = 82;

export interface VerdictProps {
  readonly experiment: Experiment;
  /** Null: not yet. */
  readonly answer: Answer | null;
}

export function Verdict({ experiment, answer }: VerdictProps) {
  const titleId = useId();
  const reference = experiment.cards.find(({ id }) => id === answer?.referenceId);
  if (answer === null || reference === undefined) return <p className={styles['notYet']}>{words.notYet}</p>;
  const title = words.title(text.app.architectures.name(reference.id, reference.name));
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
        cellWidth={cellWidth}
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
  return (
    <>
      <CardName experiment={experiment} cardId={cardId} />
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
